/** Swaps in view transitions that replace their own target, faster than a transition lasts. */
import { eventually } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, modes, shows, site, tagsOf } from "./fixture.ts";

const { server, visit, visitSource } = await site();

describe.each(modes)("%s", (_, sources) => {
  test.each([
    ["named by its id", `<i hx-sse="swap:a" hx-target="#t"></i><p><b id="t">-</b></p>`, `id="t"`],
    ["found beside its listener", `<i hx-sse="swap:a" hx-target="next b"></i><p><b>-</b></p>`, ""],
    ["that is the listener", `<p><b id="t" hx-sse="swap:a">-</b></p>`, `id="t" hx-sse="swap:a"`],
    ["that is a listener without an id", `<p><u></u><b hx-sse="swap:a">-</b></p>`, `hx-sse="swap:a"`],
  ])("a target %s ends as the last event says", async (_, body, attributes) => {
    const { tab, send } = await visitSource(sources, body, `hx-swap="outerHTML transition:true"`);
    await tab.page.evaluate(`globalThis.seen = []; globalThis.superseded = 0;
      new MutationObserver(() => seen.push(document.querySelector("p b")?.textContent)).observe(document.body, { childList: true, subtree: true });
      addEventListener("htmx:sseMessage", ({ detail }) => (superseded += detail.superseded ? 1 : 0))`);
    const numbers = Array.from({ length: 8 }, (_, number) => String(number));
    for (const number of numbers) {
      send("a", `<b ${attributes}>${number}</b>`);
      // Faster than a transition, slower than one read of the stream.
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await shows(tab, "p b", "7");
    expect(await tab.page.evaluate("superseded")).toBe(0);
    await eventually(async () => expect(await tab.page.evaluate("seen.at(-1)")).toBe("7"));
    expect(await tab.page.locator("p b").count()).toBe(1);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test.each([
    ["no view transitions", "delete Document.prototype.startViewTransition"],
    [
      "a function in their place that throws",
      "document.startViewTransition = () => { throw new Error('no transition today') }",
    ],
  ])("where a browser has %s, everything is swapped without them", async (_, before) => {
    const stream = server.stream(fresh());
    const tab = await visit(
      `<main hx-sse="connect:${stream.path}"><p id="p" hx-sse="swap:a" hx-swap="innerHTML transition:true">-</p></main><p id="o"></p>`,
      { scripts: tagsOf(sources), before },
    );
    await stream.waitFor(1);
    for (const n of [1, 2]) {
      const part = `<p id="o" hx-swap-oob="true transition:true">part ${n}</p>`;
      stream.send({ event: "a", data: `<b>${n}</b>${part}` });
      await shows(tab, "#p", `<b>${n}</b>`);
      await shows(tab, "#o", `part ${n}`);
    }
    await tab.close();
  });
});
