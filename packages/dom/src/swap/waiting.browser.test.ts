import { afterAll, expect, test } from "vitest";
import { needs, eventually, hide, sharedBrowser, sharedWindow, startServer } from "@sse/testkit";
import { openBed } from "../../test/swap-page.ts";

const browser = await sharedBrowser();
const covered = await sharedWindow();
const server = await startServer();
afterAll(() => server.close());

const flood = () => {
  let writes = 0;
  new MutationObserver((records) => (writes += records.length)).observe(document.querySelector("#t") as Element, {
    childList: true,
  });
  return new Promise<string>((resolve) => {
    const swapped = () => queueMicrotask(() => resolve(`${writes} ${document.querySelector("#t")?.textContent}`));
    for (let n = 0; n < 5; n++) void window.bed.swap("#t", `<b>${n}</b>`, "innerHTML frame", { swapped });
  });
};

test("of several replacing swaps in one frame only the last touches the document, and the others hear of it", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div>`);
  expect(await tab.page.evaluate(flood)).toBe("1 4");
  expect(await tab.page.evaluate("bed.heard")).toEqual([0, 1, 2, 3].map((n) => `superseded <b>${n}</b>`));
  await tab.close();
});

test("in a hidden tab, where no frames come, the swap happens all the same", needs("hiding"), async () => {
  const tab = await openBed(covered, server, `<div id="t"></div>`);
  await hide(tab);
  await eventually(async () => expect(await tab.page.evaluate("document.visibilityState")).toBe("hidden"));
  expect(await tab.page.evaluate(flood)).toBe("1 4");
  await tab.close();
});

test("what is added in a frame is all added, behind what waits", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div>`);
  await tab.page.evaluate(() => {
    void window.bed.swap("#t", "a", "innerHTML frame");
    void window.bed.swap("#t", "<i>b</i>", "beforeend frame");
    void window.bed.swap("#t", "<i>c</i>", "beforeend");
  });
  await eventually(async () => expect(await tab.page.textContent("#t")).toBe("abc"));
  await tab.close();
});

test("a target that goes before the frame is given up, and one that throws does not stop the others", async () => {
  const tab = await openBed(browser, server, `<div id="t">old</div><div id="u"></div><div id="v"></div>`);
  await tab.page.evaluate(() => {
    const target = document.querySelector("#t");
    void window.bed.swap("#t", "new", "innerHTML frame");
    void window.bed.swap("#u", "<b></b>", "innerHTML frame", { select: ":nonsense(" });
    void window.bed.swap("#v", "swapped", "innerHTML frame");
    target?.remove();
  });
  await eventually(async () => expect(await tab.page.textContent("#v")).toBe("swapped"));
  expect(await tab.page.evaluate("bed.heard")).toEqual(["superseded new", "report swap"]);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test("what waits for an input method and loses its target is told of, with parts that go elsewhere too", async () => {
  const tab = await openBed(browser, server, `<div id="t"><input id="i"></div><i id="u"></i>`);
  await tab.page.evaluate(() => {
    const target = document.querySelector("#t");
    // From the first swap on, somebody looks.
    void window.bed.swap("#u", "1");
    document.querySelector("#i")?.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    void window.bed.swap("#t", `<p id="o" hx-swap-oob="true"></p>new`, "innerHTML");
    void window.bed.swap("#t", "newer", "innerHTML");
    target?.remove();
  });
  await eventually(async () =>
    expect(await tab.page.evaluate("bed.heard.filter((line) => line.startsWith('superseded'))")).toEqual([
      `superseded <p id="o" hx-swap-oob="true"></p>new`,
      "superseded newer",
    ]),
  );
  await tab.close();
});

test("view transitions run one after the other, and what comes meanwhile joins the next", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div><div id="u"></div>`);
  const result = await tab.page.evaluate(async () => {
    const heard: string[] = [];
    const { startViewTransition } = document;
    document.startViewTransition = (update) => {
      const view = startViewTransition.call(document, update);
      heard.push("start");
      void view.finished.then(() => heard.push("finished"));
      return view;
    };
    const first = window.bed.swap("#t", "1", "innerHTML transition:true");
    await first;
    heard.push(`stands ${document.querySelector("#t")?.textContent}`);
    await Promise.all([
      window.bed.swap("#t", "2", "innerHTML transition:true"),
      window.bed.swap("#t", "3", "innerHTML transition:true"),
      window.bed.swap("#u", "4", "innerHTML transition:true"),
    ]);
    heard.push(`stands ${document.querySelector("#t")?.textContent}${document.querySelector("#u")?.textContent}`);
    return heard;
  });
  expect(result).toEqual(["start", "stands 1", "finished", "start", "stands 34"]);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test("a swap that throws in a transition rejects its own promise, and the next one runs", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div>`);
  const result = await tab.page.evaluate(async () => {
    window.bed.config["globalViewTransitions"] = true;
    const bad = Promise.resolve(window.bed.swap("#t", "<b></b>", "", { select: ":nonsense(" }));
    const good = window.bed.swap("#t", "good");
    const reason = await bad.catch((error: Error) => error.name);
    await good;
    return [reason, document.querySelector("#t")?.textContent].join();
  });
  expect(result).toBe("SyntaxError,good");
  expect(tab.errors).toEqual([]);
  await tab.close();
});
