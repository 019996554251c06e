/** Beside htmx 4 with its extension `htmx-2-compat`, which tells of swaps by the names of htmx 2: the page hears of each once. */
import { fileURLToPath } from "node:url";
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, site } from "./fixture.ts";

const { server, visit } = await site();
server.files("/htmx4", fileURLToPath(new URL("../node_modules/htmx4/dist", import.meta.url)));

const before = `
  globalThis.told = [];
  for (const type of ["htmx:afterSwap", "htmx:load", "htmx:afterSettle"])
    addEventListener(type, ({ target, detail }) => told.push([type, target.id, detail && detail.elt && detail.elt.id].join(" ")));`;

test.each(["sse.min.js", "sse-for-htmx.min.js"])(
  "%s: one afterSwap, load and afterSettle for each swap",
  async (name) => {
    const stream = server.stream(fresh());
    const scripts = `<script src="/htmx4/htmx.min.js"></script><script src="/htmx4/ext/htmx-2-compat.min.js"></script><script src="/dist/${name}"></script>`;
    const tab = await visit(`<p id="t" hx-sse="connect:${stream.path} swap:x"></p><p id="o">-</p>`, {
      scripts,
      before,
    });
    await stream.waitFor(1);
    await tab.page.evaluate("told.length = 0");
    stream.send({ event: "x", data: `<i id="plain">1</i>` });
    await eventually(async () => expect(await tab.page.evaluate("told.at(-1)")).toBe("htmx:afterSettle t t"));
    expect(await tab.page.evaluate("told")).toEqual([
      "htmx:afterSwap t t",
      "htmx:load plain plain",
      "htmx:afterSettle t t",
    ]);
    // This one is swapped by htmx.
    await tab.page.evaluate("told.length = 0");
    stream.send({ event: "x", data: `<i id="rich">2</i><script>1</script>` });
    await eventually(async () => expect(await tab.page.evaluate("told.at(-1)")).toBe("htmx:afterSettle t t"));
    expect(await tab.page.evaluate("told.filter((each) => !/ (undefined)?$/.test(each))")).toEqual([
      "htmx:afterSwap t t",
      "htmx:load rich rich",
      "htmx:afterSettle t t",
    ]);
    expect(await tab.page.evaluate("told.filter((each) => / t $/.test(each))")).toEqual([]);
    await tab.close();
  },
);
