/** What htmx 4 has in an `hx-swap` of its own works for the swaps of events beside it. */
import { fileURLToPath } from "node:url";
import { eventually } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { shows, site } from "./fixture.ts";

const { server, visitSource } = await site();
server.files("/htmx4", fileURLToPath(new URL("../node_modules/htmx4/dist", import.meta.url)));

describe.each(["sse.min.js", "sse-for-htmx.min.js"])("%s", (bundle) => {
  const open = visitSource.bind(null, ["/htmx4/htmx.min.js", `/dist/${bundle}`]);

  test.each([
    ["hx-sse", (name: string) => `hx-sse="swap:${name}"`],
    ["sse-swap", (name: string) => `sse-swap="${name}"`],
  ])("target:, strip:, swapEmpty: and scrollTarget: count (%s)", async (_, listens) => {
    const { tab, send } = await open(
      `<p id="p" ${listens("far")} hx-swap="beforeend target:#far">-</p><i id="far">f</i>
       <p id="q" ${listens("strip")} hx-swap="innerHTML strip:true">-</p>
       <p id="r" ${listens("empty")} hx-swap="innerHTML swapEmpty:false">kept</p>
       <p id="e" ${listens("part")} hx-swap="innerHTML swapEmpty:true">gone</p><b id="o">o</b>
       <p id="t" ${listens("scroll")} hx-swap="innerHTML scroll:bottom scrollTarget:#l">-</p>
       <div id="l" style="height:40px;overflow:auto"><div style="height:90px"></div></div>
       <p id="end" ${listens("end")}>-</p>`,
    );
    send("far", "1");
    await shows(tab, "#far", "f1");
    await shows(tab, "#p", "-");
    send("strip", "<div><b>in</b></div>");
    await shows(tab, "#q", "<b>in</b>");
    send("part", `<b id="o" hx-swap-oob="true">O</b>`);
    await shows(tab, "#o", "O");
    await shows(tab, "#e", "");
    send("part", `<b hx-swap-oob="innerHTML target:#o settle:1ms">P</b>`);
    await shows(tab, "#o", "P");
    send("scroll", "<b>new</b>");
    await shows(tab, "#t", "<b>new</b>");
    await eventually(async () => expect(await tab.page.evaluate("l.scrollTop")).toBe(50));
    send("empty", "");
    send("end", "done");
    await shows(tab, "#end", "done");
    await shows(tab, "#r", "kept");
    expect(tab.console.filter((line) => line.includes("[sse]"))).toEqual([]);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });
});
