/** Requests of elements that leave the document, or replace themselves: no answer is lost, and nothing that waits. */
import { afterAll, beforeEach, expect, test } from "vitest";
import { eventually, type OpenPage, sharedBrowser, startServer } from "@sse/testkit";
import { openDesk } from "../../test/request-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

/** Answers of `/slow`, in the order they were asked for. */
let answers: ((html: string) => void)[] = [];
beforeEach(() => {
  answers = [];
  server.handle("/slow", () => new Promise<string>((resolve) => answers.push(resolve)));
});

const asked = (count: number): Promise<void> => eventually(() => expect(answers).toHaveLength(count));
const html = (tab: OpenPage, selector: string): Promise<string> =>
  tab.page.evaluate(`document.querySelector("${selector}").innerHTML`);
const shows = (tab: OpenPage, selector: string, text: string): Promise<void> =>
  eventually(async () => expect(await html(tab, selector)).toBe(text));
const heard = (tab: OpenPage): Promise<string[]> => tab.page.evaluate("desk.heard");

test("a request outlives its element: the answer goes to its hx-target, as its attributes said", async () => {
  const tab = await openDesk(
    browser,
    server,
    `<ul id="t"><li>old</li></ul><div id="up" hx-target="#t" hx-swap="beforeend"><form id="e" hx-post="/slow"></form></div>`,
  );
  await tab.page.evaluate(`window.over = desk.request("#e"); up.innerHTML = "<form>another</form>"; 0`);
  await asked(1);
  answers[0]?.("<li>saved</li>");
  await tab.page.evaluate("over");
  expect(await html(tab, "#t")).toBe("<li>old</li><li>saved</li>");
  const events = await heard(tab);
  expect(events).toContain("afterSwap #t");
  expect(events).toContain("afterRequest #up");
  await tab.close();
});

test("a target that was replaced meanwhile is found again, by its selector, its id or its place", async () => {
  const tab = await openDesk(
    browser,
    server,
    `<main id="m"></main><script type="module">
       window.page = '<p id="t" class="t"></p><form id="e" hx-post="/slow" hx-target=".t"></form><i id="s" hx-get="/slow"></i>'
     </script>`,
  );
  await tab.page.evaluate(`m.innerHTML = page;
    window.over = Promise.all(["#e", "#s"].map((selector) => desk.request(selector)));
    m.innerHTML = page; 0`);
  await asked(2);
  for (const [index, answer] of answers.entries()) answer(`answer ${index}`);
  await tab.page.evaluate("over");
  expect([await html(tab, "#t"), await html(tab, "#s")].toSorted()).toEqual(["answer 0", "answer 1"]);
  await tab.close();
});

test("an answer that has nowhere to go is dropped, and its events still tell", async () => {
  const tab = await openDesk(browser, server, `<div id="up"><p id="e" hx-get="/slow"></p></div>`);
  await tab.page.evaluate(`window.over = desk.request("#e"); document.querySelector("#e").remove()`);
  await asked(1);
  answers[0]?.("late");
  await tab.page.evaluate("over");
  expect(await html(tab, "#up")).toBe("");
  const events = await heard(tab);
  expect(events).toContain("afterRequest #up");
  expect(events.filter((event) => /afterSwap|report/.test(event))).toEqual([]);
  await tab.close();
});

test.each<[said: string, headers: Record<string, string>]>([
  ["", {}],
  [`hx-swap="none"`, {}],
  [`hx-swap="outerHTML swap:100ms"`, {}],
  [`hx-swap="innerHTML"`, { "HX-Retarget": "#away" }],
  ["", { "HX-Push-Url": "/pushed" }],
])("an answer whose target is gone still does what it says of the rest of the page: %s %o", async (said, headers) => {
  server.handle("/slow", async () => {
    const body = await new Promise<string>((resolve) => answers.push(resolve));
    return { headers: { "HX-Trigger-After-Swap": "done", ...headers }, body };
  });
  const tab = await openDesk(
    browser,
    server,
    `<div id="up" hx-push-url="/pushed" hx-select-oob="#s"><form hx-post="/slow" ${said}></form></div><i id="o"></i><i id="s"></i>
     <p id="away">old</p>`,
  );
  await tab.page.evaluate(`document.addEventListener("done", () => desk.heard.push("done"));
    window.over = desk.request("form"); up.innerHTML = "<form>another</form>"; 0`);
  await asked(1);
  answers[0]?.(`lost<i id="o" hx-swap-oob="true">saved</i><i id="s">selected</i>`);
  await tab.page.evaluate("over");
  expect([await html(tab, "#o"), await html(tab, "#s")]).toEqual(["saved", "selected"]);
  expect(await html(tab, "#up")).toBe("<form>another</form>");
  expect(await html(tab, "#away")).toBe("HX-Retarget" in headers ? "lost" : "old");
  expect(await tab.page.evaluate("location.pathname")).toBe("/pushed");
  expect(await heard(tab)).toEqual(
    expect.arrayContaining([headers["HX-Retarget"] ? "afterSwap #away" : "afterSwap #o", "done"]),
  );
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test("a target that goes while its swap waits loses its part of the answer, and no other", async () => {
  const tab = await openDesk(
    browser,
    server,
    `<div id="up"><form hx-post="/slow" hx-swap="innerHTML swap:300ms"></form></div><i id="o"></i>`,
  );
  await tab.page.evaluate(`window.over = desk.request("form"); 0`);
  await asked(1);
  answers[0]?.(`lost<i id="o" hx-swap-oob="true">saved</i>`);
  await eventually(async () => expect(await html(tab, "#up")).toContain("htmx-swapping"));
  await tab.page.evaluate(`up.innerHTML = "<form>another</form>"; over`);
  expect(await html(tab, "#o")).toBe("saved");
  expect(await html(tab, "#up")).toBe("<form>another</form>");
  await tab.close();
});

test.each(["replaces itself", "is replaced with all around it", "leaves, and its request is aborted"])(
  "the own listeners of an element hear the end of its request, and the page does, once: it %s",
  async (how) => {
    const box = `<div id="up"><div><form id="e" hx-post="/slow" hx-swap="outerHTML"></form></div></div>`;
    const tab = await openDesk(browser, server, box);
    await tab.page.evaluate(`for (const type of ["afterRequest", "sendAbort"]) {
        e.addEventListener("htmx:" + type, () => desk.heard.push("own " + type));
        e.parentNode.addEventListener("htmx:" + type, () => desk.heard.push("parent's " + type));
      }
      window.gone = e;
      window.over = desk.request("#e"); 0`);
    await asked(1);
    if (how !== "replaces itself") await tab.page.evaluate(`up.innerHTML = ""`);
    if (how.endsWith("aborted")) await tab.page.evaluate(`gone.dispatchEvent(new Event("htmx:abort"))`);
    else answers[0]?.("<b>new</b>");
    await tab.page.evaluate("over");
    const ends = (await heard(tab)).filter((event) => /afterRequest|sendAbort/.test(event));
    const where = how === "replaces itself" ? ["own T", "parent's T", "T div"] : ["own T", "parent's T", "T #up"];
    const types = how.endsWith("aborted") ? ["afterRequest", "sendAbort"] : ["afterRequest"];
    expect(ends.toSorted()).toEqual(types.flatMap((type) => where.map((text) => text.replace("T", type))).toSorted());
    await tab.close();
  },
);

test("an element that left and came back answers to htmx:abort", async () => {
  const tab = await openDesk(browser, server, `<div id="up"><p id="e" hx-get="/slow"></p></div>`);
  await tab.page
    .evaluate(`window.over = desk.request("#e"); const e = document.querySelector("#e"); e.remove(); up.append(e);
    desk.abort("#e"); over`);
  expect(await heard(tab)).toContain("sendAbort #e");
  await tab.close();
});

const self = `hx-get="/slow" hx-trigger="sse:u"`;
const element = (said: string, more = ""): string => `<p id="i" ${self} ${more}>${said}</p>`;
const cases = {
  "replaces itself": [element("-", `hx-swap="outerHTML"`), `hx-swap="outerHTML"`],
  "replaces itself after a delay": [element("-", `hx-swap="outerHTML swap:150ms"`), `hx-swap="outerHTML swap:150ms"`],
  "has its target elsewhere": [`${element("-", `hx-target="#t"`)}<b id="t"></b>`, undefined],
  "stands in its target": [`<div id="box">${element("-", `hx-target="#box"`)}</div>`, `hx-target="#box"`],
} as const;

test.each(Object.entries(cases))(
  "no event is lost while a request is under way: an element that %s",
  async (_, page) => {
    const [body, again] = page;
    const tab = await openDesk(browser, server, body);
    const send = (): Promise<void> =>
      tab.page.evaluate(`document.querySelector("#i").dispatchEvent(new CustomEvent("sse:u", { detail: {} })); 0`);
    await send();
    await asked(1);
    await send();
    const answer = (said: string): string => (again === undefined ? said : element(said, again));
    answers[0]?.(answer("one"));
    await asked(2);
    answers[1]?.(answer("two"));
    await shows(tab, again === undefined ? "#t" : "#i", "two");
    // Who took its place goes on.
    await send();
    await asked(3);
    answers[2]?.(answer("three"));
    await shows(tab, again === undefined ? "#t" : "#i", "three");
    expect(tab.errors).toEqual([]);
    await tab.close();
  },
);

test("without an id, what waits goes to the element in the same place", async () => {
  const item = (said: string): string => `<li class="i" hx-get="/slow" hx-swap="outerHTML">${said}</li>`;
  const tab = await openDesk(browser, server, `<ul>${item("a")}${item("b")}</ul>`);
  await tab.page.evaluate(`for (const _ of [1, 2]) void desk.request("li:last-child")`);
  await asked(1);
  answers[0]?.(item("one"));
  await asked(2);
  answers[1]?.(item("two"));
  await shows(tab, "li:last-child", "two");
  expect(await html(tab, "li:first-child")).toBe("a");
  await tab.close();
});

test("what waits for an element that is deleted is not done by the one that moves up into its place", async () => {
  const asks: string[] = [];
  for (const row of ["a", "b"]) {
    server.handle(`/row/${row}`, () => {
      asks.push(row);
      return new Promise<string>((resolve) => answers.push(resolve));
    });
  }
  for (const swap of ["delete", "outerHTML"]) {
    const row = (id: string): string => `<li hx-delete="/row/${id}" hx-swap="${swap}">${id}</li>`;
    const tab = await openDesk(browser, server, `<ul>${row("a")}${row("b")}</ul>`);
    await tab.page.evaluate(
      `window.over = desk.request("li"); desk.request("li").then(() => desk.heard.push("dropped")); 0`,
    );
    await asked(1);
    answers.pop()?.("");
    await tab.page.evaluate("over");
    await shows(tab, "ul", row("b"));
    await eventually(async () => expect(await heard(tab)).toContain("dropped"));
    expect(asks.splice(0)).toEqual(["a"]);
    await tab.close();
  }
});

test("a successor that asks for nothing is not made to ask", async () => {
  const tab = await openDesk(browser, server, element("-", `hx-swap="outerHTML"`));
  await tab.page.evaluate(`window.over = desk.request("#i"); void desk.request("#i"); 0`);
  await asked(1);
  answers[0]?.(`<p id="i">done</p>`);
  await tab.page.evaluate("over");
  await shows(tab, "#i", "done");
  expect(answers).toHaveLength(1);
  await tab.close();
});
