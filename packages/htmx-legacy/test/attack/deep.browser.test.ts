/** Attack table: depth × morph style × hosts. Content above the bound of a morph replaces, says so, and costs no seconds. */
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh } from "../fixture.ts";
import { ground, hosts } from "./ground.ts";

const { server, visit } = await ground();

const nested = (depth: number, text: string): string => `${"<div>".repeat(depth)}${text}${"</div>".repeat(depth)}`;

/** Depth of the content, and whether it is morphed: the bound is 200. */
const depths = [
  [20, true],
  [190, true],
  [210, false],
  [10_000, false],
] as const;
const rows = Object.keys(hosts).flatMap((host) => ["morph:innerHTML", "morph"].map((style) => [host, style] as const));

test.each(rows)("%s, %s: content up to 200 deep is morphed, deeper content replaces", async (host, style) => {
  for (const [depth, morphs] of depths) {
    const stream = server.stream(fresh());
    const tab = await visit(
      `<main hx-sse="connect:${stream.path}"><p id="asks" hx-sse="swap:x" hx-target="#target" hx-swap="${style}"></p><section id="target"></section></main>
       <i id="after" hx-sse="connect:${stream.path} swap:after"></i>`,
      { scripts: hosts[host] ?? "" },
    );
    await stream.waitFor(1);
    const wrap = (html: string): string => (style === "morph" ? `<section id="target">${html}</section>` : html);
    for (const turn of ["one", "two"]) {
      stream.send({ event: "x", data: wrap(nested(depth, turn)) });
      stream.send({ event: "after", data: turn });
      await eventually(async () => expect(await tab.page.locator("#after").textContent()).toBe(turn));
      await eventually(async () => expect(await tab.page.evaluate("target.textContent")).toBe(turn));
      if (turn === "one") await tab.page.evaluate("target.firstElementChild.kept = true; 0");
    }
    expect(await tab.page.evaluate("target.firstElementChild.kept === true"), `${depth}`).toBe(morphs);
    const said = tab.console.filter((line) => line.includes("(morph)")).join();
    expect(/more than 200 elements deep/.test(said), `${depth}: ${said}`).toBe(!morphs);
    await tab.close();
  }
});
