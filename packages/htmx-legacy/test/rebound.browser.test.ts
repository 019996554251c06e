/** An element that stays where new content comes, in a morph or because someone types in it, does what its new attributes say. */
import { fileURLToPath } from "node:url";
import { eventually } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, heard, modes, site } from "./fixture.ts";

const { server, visitSource } = await site();
server.files("/idiomorph", fileURLToPath(new URL("../../dom/node_modules/idiomorph/dist", import.meta.url)));
const extended = ["/htmx2/htmx.min.js", "/idiomorph/idiomorph-ext.min.js", "/dist/sse-for-htmx.min.js"];

/** A path, and how often it was asked for. What it answers is swapped nowhere. */
function path(): { url: string; asked: () => number } {
  const url = fresh();
  server.get(url, (_, response) => void response.writeHead(204).end());
  return {
    url,
    asked: () => server.requests.filter((request) => request.url.startsWith(`${url}?`) || request.url === url).length,
  };
}
const soon = "new Promise((done) => setTimeout(done, 120)).then(() => 0)";

describe.each(modes)("%s", (_, sources) => {
  const morphing = (content: string) =>
    visitSource(
      sources,
      `<p id="n" hx-sse="swap:n">0</p><div hx-sse="swap:a" hx-swap="morph:innerHTML">${content}</div><i id="o"></i>`,
    );
  type Page = Awaited<ReturnType<typeof visitSource>>;
  /** Swaps this in, and waits until what it binds is bound. */
  async function bring({ tab, send }: Page, content: string, event = "a"): Promise<void> {
    send(event, `${content}<u></u>`);
    await eventually(async () => expect(await tab.page.locator("u").count()).toBe(1));
    await tab.page.evaluate(soon);
  }

  test.each([
    ["sse:x", "sse:y"],
    ["click", "mouseenter"],
    ["foo", "bar"],
    ["", "bar"],
    ["bar", "bar"],
  ])("after a morph, a trigger %s is %s", async (before, after) => {
    const [one, two] = [path(), path()];
    const button = (trigger: string, url: string): string =>
      trigger
        ? `<button id="c" hx-get="${url}" hx-trigger="${trigger}" hx-target="#o">y</button>`
        : `<button id="c">y</button>`;
    const page = await morphing(button(before, one.url));
    await bring(page, button(after, two.url));
    const fire = async (trigger: string): Promise<void> => {
      if (trigger.startsWith("sse:")) page.send(trigger.slice(4), "-");
      else await page.tab.page.evaluate(`c.dispatchEvent(new Event("${trigger || "click"}"))`);
    };
    await fire(before);
    await page.tab.page.evaluate(soon);
    await eventually(() => expect([one.asked(), two.asked()]).toEqual([0, before === after ? 1 : 0]));
    await fire(after);
    await eventually(() => expect([one.asked(), two.asked()]).toEqual([0, before === after ? 2 : 1]));
    await page.tab.close();
  });

  test("what a morph does not change keeps its state: once stays spent", async () => {
    const [outer, inner] = [path(), path()];
    const body = (trigger: string): string =>
      `<section id="s2" hx-get="${outer.url}" hx-trigger="${trigger}" hx-target="#o"><button id="c" hx-get="${inner.url}" hx-trigger="bar once" hx-target="#o">y</button></section>`;
    const page = await morphing(body("foo"));
    const fire = (id: string, type: string) => page.tab.page.evaluate(`${id}.dispatchEvent(new Event("${type}"))`);
    await fire("c", "bar");
    await eventually(() => expect(inner.asked()).toBe(1));
    await bring(page, body("baz"));
    await fire("c", "bar");
    await fire("s2", "baz");
    await eventually(() => expect(outer.asked()).toBe(1));
    await page.tab.page.evaluate(soon);
    // Without a morph, or with that of htmx 4, the button is bound anew.
    expect([outer.asked(), inner.asked()]).toEqual([1, sources.join().includes("sse-for-htmx") ? 2 : 1]);
    await page.tab.close();
  });

  // Alone, nobody runs what it says.
  test("after a morph, the new code of hx-on runs, and only that", async () => {
    const body = (name: string): string => `<button id="c" hx-on:click="document.title += '${name}'">y</button>`;
    const page = await morphing(body("old"));
    await page.tab.page.evaluate(`document.title = ""`);
    await bring(page, body("new"));
    await page.tab.page.click("#c");
    await eventually(async () => expect(await page.tab.page.title()).toBe(sources.length > 1 ? "new" : ""));
    await page.tab.close();
  });

  test("after a morph, what polls no more asks for nothing", async () => {
    const one = path();
    const page = await morphing(`<b id="c" hx-get="${one.url}" hx-trigger="every 60ms" hx-target="#o">y</b>`);
    await eventually(() => expect(one.asked()).toBeGreaterThan(0));
    await bring(page, `<b id="c">stopped</b>`);
    const [before, all] = [one.asked(), server.requests.length];
    await page.tab.page.evaluate(soon);
    await page.tab.page.evaluate(soon);
    expect([one.asked(), server.requests.length]).toEqual([before, all]);
    expect(await page.tab.page.textContent("#c")).toBe("stopped");
    await page.tab.close();
  });

  const form = (field: string): string => `<form hx-sse="swap:a"><p>form</p>${field}</form><i id="o"></i>`;
  const input = (attributes: string): string => `<input id="q" name="q" ${attributes}>`;

  test.each<[string, (one: string, two: string) => readonly [string, string], readonly [number, number]]>([
    ["another URL", (one, two) => [`hx-get="${one}" hx-trigger="bar"`, `hx-get="${two}" hx-trigger="bar"`], [0, 1]],
    ["another trigger", (one, two) => [`hx-get="${one}" hx-trigger="foo"`, `hx-get="${two}" hx-trigger="bar"`], [0, 1]],
    ["no request", (one) => [`hx-get="${one}" hx-trigger="bar"`, ""], [0, 0]],
    ["its first request", (_, two) => ["", `hx-get="${two}" hx-trigger="bar"`], [0, 1]],
    [
      "another sse: trigger",
      (one, two) => [`hx-get="${one}" hx-trigger="sse:foo"`, `hx-get="${two}" hx-trigger="sse:bar"`],
      [0, 1],
    ],
  ])("a field that stays, because someone types in it, has %s", async (_, attributes, asked) => {
    const [one, two] = [path(), path()];
    const [before, after] = attributes(one.url, two.url);
    const page = await visitSource(sources, form(input(`${before} hx-target="#o"`)));
    await page.tab.page.focus("#q");
    await page.tab.page.evaluate("globalThis.stays = q");
    await bring(page, `<p>form</p>${input(`${after} hx-target="#o"`)}`);
    expect(await page.tab.page.evaluate("stays === q && document.activeElement === q")).toBe(true);
    for (const type of ["foo", "bar"]) {
      await page.tab.page.evaluate(`q.dispatchEvent(new Event("${type}"))`);
      if (`${before}${after}`.includes("sse:")) page.send(type, "-");
    }
    await page.tab.page.evaluate(soon);
    await eventually(() => expect([one.asked(), two.asked()]).toEqual(asked));
    expect(page.tab.errors).toEqual([]);
    await page.tab.close();
  });

  test("a field that stays, and whose new trigger nobody can bind, keeps the focus and leaves nothing elsewhere", async () => {
    const trigger = `bar from:#[`;
    const page = await visitSource(sources, form(input(`hx-get="/none" hx-trigger="bar"`)));
    await page.tab.page.focus("#q");
    await page.tab.page.evaluate("globalThis.stays = q");
    page.send("a", `<p>form</p>${input(`hx-get="/none" hx-trigger="${trigger}"`)}`);
    await eventually(async () => expect(await page.tab.page.evaluate("q.getAttribute('hx-trigger')")).toBe(trigger));
    await page.tab.page.evaluate(soon);
    const state = "[stays === q, document.activeElement === q, document.documentElement.children.length]";
    expect(await page.tab.page.evaluate(state)).toEqual([true, true, 2]);
    await page.tab.close();
  });

  test("of new content, what stands behind an element that nobody can bind is bound, and the event is told", async () => {
    const two = path();
    const page = await visitSource(sources, `<div id="d" hx-sse="swap:a"></div><i id="o"></i>`);
    page.send(
      "a",
      `<b hx-get="/none" hx-trigger="bar from:#[">1</b><b id="c" hx-get="${two.url}" hx-trigger="bar" hx-target="#o">2</b>`,
    );
    await eventually(async () => expect(await heard(page.tab, "htmx:sseMessage")).toHaveLength(1));
    await page.tab.page.evaluate(`c.dispatchEvent(new Event("bar"))`);
    await eventually(() => expect(two.asked()).toBe(1));
    await page.tab.close();
  });

  test.each([
    ["hears its own event", `<input id="q" hx-sse="swap:a" hx-swap="outerHTML" value="V">`, ""],
    ["hears its own event at once", `<input id="q" hx-sse="swap:a" hx-swap="outerHTML settle:0ms" value="V">`, ""],
    ["is editable", `<div id="q" contenteditable hx-sse="swap:a" hx-swap="outerHTML" title="V">e</div>`, ""],
    ["has sse-swap", `<input id="q" sse-swap="a" hx-swap="outerHTML" value="V">`, ""],
    ["has a trigger", `<input id="q" hx-get="/none" hx-trigger="sse:x" value="V">`, "form"],
    ["hears another event", `<input id="q" hx-sse="swap:b" value="V">`, "form"],
    ["hears another event at once", `<input id="q" hx-sse="swap:b" value="V">`, `form settle`],
  ])("a focused field that %s does not lose its source", async (_, field, inside) => {
    const swap = inside.includes("settle") ? `hx-swap="innerHTML settle:0ms"` : "";
    const page = await visitSource(sources, inside ? `<form hx-sse="swap:a" ${swap}>${field}</form>` : field);
    await page.tab.page.focus("#q");
    for (const n of ["1", "2", "3"]) {
      page.send("a", field.replace("V", n));
      await eventually(async () => expect(await page.tab.page.evaluate(`q.getAttribute("value") ?? q.title`)).toBe(n));
      await page.tab.page.evaluate(soon);
    }
    expect(await heard(page.tab, "htmx:noSSESourceError")).toEqual([]);
    expect(page.tab.console.filter((text) => /source/.test(text))).toEqual([]);
    await page.tab.close();
  });
});

test("beside htmx 2 with idiomorph-ext, what polls no more asks for nothing", async () => {
  const one = path();
  const { tab, send } = await visitSource(
    extended,
    `<div hx-sse="swap:a" hx-swap="morph:innerHTML"><b id="c" hx-get="${one.url}" hx-trigger="every 60ms">y</b></div>`,
    `hx-ext="morph"`,
  );
  await eventually(() => expect(one.asked()).toBeGreaterThan(0));
  send("a", `<b id="c">stopped</b>`);
  await eventually(async () => expect(await tab.page.textContent("#c")).toBe("stopped"));
  await tab.page.evaluate(soon);
  const before = one.asked();
  await tab.page.evaluate(soon);
  await tab.page.evaluate(soon);
  expect(one.asked()).toBe(before);
  await tab.close();
});
