/** What comes around new elements goes with them: white space and comments do not pile up. */
import type { OpenPage } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { modes, shows, site } from "./fixture.ts";

const { visitSource } = await site();

describe.each(modes)("%s", (_, sources) => {
  test.each([
    [
      "a partial",
      (n: number) => `<hx-partial id="v" hx-swap="outerHTML">\n<!-- a -->\n<b id="v">${n}</b>\n</hx-partial>`,
    ],
    [
      "a partial that has a selector",
      (n: number) => `<hx-partial hx-target="#v" hx-swap="outerHTML"><!-- a --> <b id="v">${n}</b></hx-partial>`,
    ],
  ])("white space and comments do not pile up beside what %s replaces", async (_, data) => {
    const { tab, send } = await visitSource(sources, `<i hx-sse="swap:a">kept</i><p><b id="v">-</b></p>`);
    await expectSteady(tab, send, data);
    await shows(tab, "i", "kept");
    await tab.close();
  });
});

test.each([
  ["alone", ["/dist/sse.min.js"]],
  ["beside htmx 4", ["/htmx4/htmx.min.js", "/dist/sse.min.js"]],
  ["beside htmx 4, which morphs", ["/htmx4/htmx.min.js", "/dist/sse-for-htmx.min.js"]],
])("%s, white space and comments do not pile up beside an element that is morphed", async (_, sources) => {
  const { tab, send } = await visitSource(sources, `<p><b id="v" hx-sse="swap:a" hx-swap="morph">-</b></p>`);
  const data = (n: number): string => `<!-- a -->\n<b id="v" hx-sse="swap:a" hx-swap="morph">${n}</b>\n`;
  await expectSteady(tab, send, data);
  await tab.close();
});

/** After the first event, no other makes more of the nodes beside `#v`. */
async function expectSteady(
  tab: OpenPage,
  send: (event: string, data: string) => void,
  data: (n: number) => string,
): Promise<void> {
  const counts: unknown[] = [];
  for (let n = 0; n < 5; n++) {
    send("a", data(n));
    await shows(tab, "#v", String(n));
    counts.push(await tab.page.evaluate("v.parentNode.childNodes.length"));
  }
  expect(new Set(counts).size).toBe(1);
}
