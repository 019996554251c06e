import { afterAll, expect, test } from "vitest";
import { without, needs, eventually, sharedBrowser, startServer } from "@sse/testkit";
import { openBed } from "../../test/swap-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

const field = `<form><label>n <b>0</b></label><input id="i" name="q" value="start"></form>`;
const state = () => {
  const active = document.activeElement as HTMLInputElement;
  return [active.id || active.name, active.value, active.selectionStart, active.selectionEnd].join();
};

for (const style of ["innerHTML", "outerHTML", "innerHTML settle:5ms", "morph:innerHTML", "morph:outerHTML"]) {
  test(`a half-typed field is typed in to the end while its region is swapped with ${style}`, async () => {
    const tab = await openBed(browser, server, `<div id="t">${field}</div>`);
    await tab.page.click("#i");
    await tab.page.keyboard.press("End");
    const word = " and the rest of the sentence";
    for (const [index, letter] of [...word].entries()) {
      await tab.page.keyboard.type(letter);
      await tab.page.evaluate(
        ([style, index]) => {
          const field = `<form><label>n <b>${index}</b></label><input id="i" name="q" value="start" class="c${index}"></form>`;
          void window.bed.swap("#t", /outer/.test(style) ? `<div id="t">${field}</div>` : field, style);
        },
        [style, index] as const,
      );
    }
    expect(await tab.page.evaluate(state)).toBe(`i,start${word},${5 + word.length},${5 + word.length}`);
    expect(await tab.page.textContent("#t b")).toBe(String(word.length - 1));
    await eventually(async () => expect(await tab.page.getAttribute("#i", "class")).toBe(`c${word.length - 1}`));
    await tab.close();
  });
}

for (const style of ["innerHTML", "outerHTML", "innerHTML settle:5ms", "morph:innerHTML", "morph:outerHTML"]) {
  test(`an editable element keeps its cursor, and what is selected, while its region is swapped with ${style}`, async () => {
    const editor = `<div id="i" contenteditable>some <b>bold</b> words</div>`;
    const tab = await openBed(browser, server, `<div id="t"><p>0</p>${editor}</div>`);
    const swapped = (n: number): Promise<unknown> =>
      tab.page.evaluate(
        ([style, content]) =>
          void window.bed.swap("#t", /outer/.test(style) ? `<div id="t">${content}</div>` : content, style),
        [style, `<p>${n}</p>${editor}`] as const,
      );
    const select = (from: number, to: number): Promise<unknown> =>
      tab.page.evaluate(
        ([from, to]) => {
          const text = document.querySelector("#i b")?.firstChild;
          document.querySelector<HTMLElement>("#i")?.focus();
          if (text) getSelection()?.setBaseAndExtent(text, from, text, to);
        },
        [from, to] as const,
      );
    const state =
      "[document.activeElement.id, i.textContent, getSelection().toString(), getSelection().focusOffset].join()";
    await select(2, 2);
    for (const letter of ["X", "Y", "Z"]) {
      await tab.page.keyboard.type(letter);
      await swapped(1);
    }
    expect(await tab.page.evaluate(state)).toBe("i,some boXYZld words,,5");
    // Backwards, too.
    await select(4, 1);
    await swapped(2);
    expect(await tab.page.evaluate(state)).toBe("i,some boXYZld words,oXY,1");
    expect(await tab.page.textContent("#t p")).toBe("2");
    await tab.close();
  });
}

test("a field without an id is known by its name", async () => {
  const tab = await openBed(browser, server, `<div id="t"><input name="q"><textarea name="x"></textarea></div>`);
  await tab.page.click("textarea");
  await tab.page.keyboard.type("typed");
  await tab.page.evaluate(() => {
    const area = document.querySelector("textarea");
    area?.setSelectionRange(1, 3);
    void window.bed.swap("#t", `<p>new</p><input name="q"><textarea name="x" rows="3">server</textarea>`);
  });
  expect(await tab.page.evaluate(state)).toBe("x,typed,1,3");
  expect(
    await tab.page.evaluate(
      "document.querySelector('textarea').rows + document.querySelector('textarea').defaultValue",
    ),
  ).toBe("3server");
  await tab.close();
});

test("a text area that was not typed in takes the new text, and its cursor stays", async () => {
  const tab = await openBed(browser, server, `<div id="t"><textarea id="a">some words</textarea></div>`);
  await tab.page.evaluate(() => {
    const area = document.querySelector("textarea");
    area?.focus();
    area?.setSelectionRange(2, 7);
    void window.bed.swap("#t", `<textarea id="a">some words</textarea>`);
  });
  expect(await tab.page.evaluate(state)).toBe("a,some words,2,7");
  await tab.page.evaluate(() => void window.bed.swap("#t", `<textarea id="a">some words more</textarea>`));
  expect(await tab.page.evaluate(state)).toBe("a,some words more,2,7");
  await tab.close();
});

test("a field that was not typed in takes the new value", async () => {
  const tab = await openBed(browser, server, `<div id="t"><input id="i" value="a"></div>`);
  await tab.page.focus("#i");
  await tab.page.evaluate(() => void window.bed.swap("#t", `<input id="i" value="b">`));
  expect(await tab.page.evaluate(state)).toMatch(/^i,b,/);
  await tab.close();
});

test("a focused button is replaced and its successor focused, a checked box is the server's", async () => {
  const tab = await openBed(
    browser,
    server,
    `<div id="t"><button id="b">old</button><input type="checkbox" id="c"></div>`,
  );
  await tab.page.focus("#b");
  const html = `<button id="b">new</button><input type="checkbox" id="c" checked>`;
  await tab.page.evaluate((html) => void window.bed.swap("#t", html), html);
  expect(await tab.page.evaluate("document.activeElement.textContent")).toBe("new");
  await tab.page.focus("#c");
  await tab.page.evaluate((html) => void window.bed.swap("#t", html.replace(" checked", "")), html);
  expect(await tab.page.evaluate("document.activeElement.id + document.activeElement.checked")).toBe("cfalse");
  await tab.close();
});

test("focus comes back without scrolling, unless focus-scroll asks for it", async () => {
  const body = `<div id="t" style="height:9000px"><button id="b" style="margin-top:5000px">b</button></div>`;
  const tab = await openBed(browser, server, body);
  const scrolled = (attribute: string) =>
    tab.page.evaluate((attribute) => {
      (document.querySelector("#b") as HTMLElement).focus({ preventScroll: true });
      scrollTo(0, 0);
      void window.bed.swap("#t", `<button id="b" style="margin-top:5000px">b</button>`, attribute);
      return [scrollY > 0, document.activeElement?.id].join();
    }, attribute);
  expect(await scrolled("innerHTML")).toBe("false,b");
  await scrolled("innerHTML focus-scroll:true");
  // WebKit scrolls to what has the focus a little later.
  await eventually(async () =>
    expect(await tab.page.evaluate("[scrollY > 0, document.activeElement.id].join()")).toBe("true,b"),
  );
  await tab.close();
});

test("focus and typing outside the target are left alone", async () => {
  const tab = await openBed(browser, server, `<input id="i"><div id="t"></div>`);
  await tab.page.click("#i");
  await tab.page.keyboard.type("abc");
  await tab.page.evaluate(() => void window.bed.swap("#t", `<input id="j"><p>x</p>`));
  expect(await tab.page.evaluate(state)).toBe("i,abc,3,3");
  await tab.close();
});

test("a focused field inside a shadow root is kept", async () => {
  const tab = await openBed(browser, server, `<div id="host"></div>`);
  const result = await tab.page.evaluate(() => {
    const root = document.querySelector("#host")?.attachShadow({ mode: "open" }) as ShadowRoot;
    root.innerHTML = `<div id="t"><input id="i" value="v"></div>`;
    const input = root.querySelector("input") as HTMLInputElement;
    input.focus();
    input.value = "typed";
    void window.bed.swap(root.querySelector("#t") as Element, `<b>new</b><input id="i">`);
    return [root.activeElement === input, input.value, root.querySelector("b")?.textContent].join();
  });
  expect(result).toBe("true,typed,new");
  await tab.close();
});

test("a preserved element keeps its identity and its scroll position, wherever it stood", async () => {
  const list = `<ul style="height:50px;overflow:auto"><li style="height:500px">tall</li></ul>`;
  const box = (content: string) =>
    `<div id="s" hx-preserve style="height:50px;overflow:auto;scroll-behavior:smooth">${content}</div>`;
  const tab = await openBed(browser, server, `<div id="t"></div>${box(`<p style="height:500px">tall</p>${list}`)}`);
  const kept = await tab.page.evaluate(() => {
    const box = document.querySelector("#s") as HTMLElement & { mark: string };
    box.mark = "same";
    box.scrollTo({ top: 120, behavior: "instant" });
    (document.querySelector("ul") as HTMLElement).scrollTop = 30;
    void window.bed.swap("#t", `<div id="s" data-hx-preserve></div>`);
    const moved = document.querySelector("#t > #s") as HTMLElement & { mark: string };
    const inside = document.querySelector("#t ul")?.scrollTop;
    return [moved.mark, moved.scrollTop, inside, document.querySelectorAll("#s").length].join();
  });
  expect(kept).toBe("same,120,30,1");
  await tab.close();
});

test(
  "a preserved frame lives on",
  without("webkit", "it has no `moveBefore`: a frame that is moved loads again"),
  async () => {
    const tab = await openBed(
      browser,
      server,
      `<div id="t"><iframe id="f" hx-preserve srcdoc="x"></iframe><p>old</p></div>`,
    );
    await tab.page.evaluate(() => {
      const frame = document.querySelector("iframe") as HTMLIFrameElement;
      (frame.contentWindow as Window & { mark?: string }).mark = "alive";
      void window.bed.swap("#t", `<section><iframe id="f" hx-preserve></iframe></section>`);
    });
    const alive = await tab.page.evaluate(() => {
      const frame = document.querySelector("#t section iframe") as HTMLIFrameElement;
      return (frame.contentWindow as Window & { mark?: string }).mark;
    });
    expect(alive).toBe("alive");
    await tab.close();
  },
);

test(
  "an input method is not broken off: the swap waits, the last one wins, and appended content follows it",
  needs("composing"),
  async () => {
    const tab = await openBed(browser, server, `<div id="t"><input id="i"><p>old</p></div><i id="u"></i>`);
    await tab.page.focus("#i");
    // The engine listens for input methods from its first replacing swap on.
    await tab.page.evaluate(() => void window.bed.swap("#u", "any"));
    await tab.devtools.send("Input.imeSetComposition", { text: "にほ", selectionStart: 2, selectionEnd: 2 });
    await tab.page.evaluate(() => {
      void window.bed.swap("#t", `<input id="i"><p>first</p>`);
      void window.bed.swap("#t", `<input id="i"><p>second</p>`);
      void window.bed.swap("#t", `<i>after</i>`, "beforeend");
    });
    await tab.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(await tab.page.textContent("#t p")).toBe("old");
    await tab.devtools.send("Input.imeSetComposition", { text: "日本", selectionStart: 2, selectionEnd: 2 });
    await tab.devtools.send("Input.insertText", { text: "日本" });
    await eventually(async () => expect(await tab.page.textContent("#t")).toBe("secondafter"));
    expect(await tab.page.evaluate(state)).toBe("i,日本,2,2");
    expect(await tab.page.evaluate("bed.heard.filter((line) => !line.startsWith('release'))")).toEqual([
      `superseded <input id="i"><p>first</p>`,
    ]);
    await tab.close();
  },
);
