/** Attack table: depth and length × morph style × hosts. Content above the bound of a morph replaces, says so, and costs no seconds. */
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh } from "../fixture.ts";
import { ground, hosts, sample } from "./ground.ts";

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

/** Nodes beside each other in old and new content, and whether they are morphed: the bound is 4,000 of each. */
const lengths = [
  [[300, 300], true],
  [[40_000, 300], true],
  [[6000, 6000], false],
  [[40_000, 40_000], false],
] as const;

test.each(sample(rows, 3))("%s, %s: lists of up to 4,000 are morphed, longer ones replace", async (host, style) => {
  for (const [[before, after], morphs] of lengths) {
    const stream = server.stream(fresh());
    const tab = await visit(
      `<main hx-sse="connect:${stream.path}"><p id="asks" hx-sse="swap:x" hx-target="#target" hx-swap="${style}"></p><section id="target"><ol></ol></section></main>`,
      { scripts: hosts[host] ?? "" },
    );
    await stream.waitFor(1);
    await tab.page.evaluate(
      `const list = target.firstElementChild; list.kept = true; list.innerHTML = "<b></b>".repeat(${before}); 0`,
    );
    const list = `<ol>${"<i>x</i>".repeat(after)}</ol>`;
    stream.send({ event: "x", data: style === "morph" ? `<section id="target">${list}</section>` : list });
    await eventually(async () => expect(await tab.page.evaluate("target.textContent.length")).toBe(after));
    expect(await tab.page.evaluate("target.firstElementChild.kept === true"), `${before}`).toBe(morphs);
    const said = tab.console.filter((line) => line.includes("(morph)")).join();
    expect(/too long to compare/.test(said), `${before}: ${said}`).toBe(!morphs);
    await tab.close();
  }
});

test.each(rows)(
  "%s, %s: elements of up to 500 attributes are morphed, those of more are replaced",
  async (host, style) => {
    for (const [count, morphs] of [
      [400, true],
      [10_000, false],
    ] as const) {
      const stream = server.stream(fresh());
      const element = (value: string): string =>
        `<b ${Array.from({ length: count }, (_, n) => `a${n}="${value}"`).join(" ")}>${value}</b>`;
      const tab = await visit(
        `<main hx-sse="connect:${stream.path}"><p id="asks" hx-sse="swap:x" hx-target="#target" hx-swap="${style}"></p><section id="target">${element("0")}</section></main>`,
        { scripts: hosts[host] ?? "" },
      );
      await stream.waitFor(1);
      await tab.page.evaluate("target.firstElementChild.kept = true; 0");
      stream.send({
        event: "x",
        data: style === "morph" ? `<section id="target">${element("1")}</section>` : element("1"),
      });
      await eventually(async () => expect(await tab.page.evaluate("target.textContent")).toBe("1"));
      expect(await tab.page.evaluate("target.firstElementChild.kept === true"), `${count}`).toBe(morphs);
      const said = tab.console.filter((line) => line.includes("(morph)")).join();
      expect(/more than 500 attributes/.test(said), `${count}: ${said}`).toBe(!morphs);
      await tab.close();
    }
  },
);
