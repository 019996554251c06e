import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { afterAll, expect, test } from "vitest";
import { sharedBrowser, startServer } from "@sse/testkit";
import { differences } from "./oracle-differences.ts";
import { news, olds, others, selections, styles } from "./oracle-cases.ts";
import { openBed } from "./swap-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());
server.files("/htmx/", dirname(createRequire(import.meta.url).resolve("htmx2")));

interface Case {
  readonly old: string;
  readonly html: string;
  readonly style: string;
  readonly name: string;
  readonly select?: string;
  readonly selectOob?: string;
}

interface Verdict {
  readonly name: string;
  readonly ours: string;
  readonly theirs: string;
}

const cases: Case[] = Object.entries(olds).flatMap(([oldName, old]) =>
  styles.flatMap((style) => [
    ...Object.entries(oldName === "nested" ? { ...news, ...others } : news).map(([name, html]) => ({
      name: `${oldName} ${style} ${name}`,
      old,
      html,
      style,
    })),
    ...selections.map((selection, index) => ({
      name: `${oldName} ${style} select-${index}`,
      old,
      style,
      ...selection,
    })),
  ]),
);

/** Runs every case with both engines, in the page. `settle` in ms; what is compared is before and after settling. */
function judge(cases: readonly Case[], settle: number): Promise<Verdict[]> {
  const { htmx } = window as unknown as { htmx: { swap(...args: unknown[]): void } };
  const stage = document.querySelector("main") as HTMLElement;
  const around = (old: string) =>
    `<div id="other" class="o">other</div><b id="lone">l</b><i class="many">m</i><i class="many">n</i>` +
    `<table><tbody id="rows"></tbody></table>${old}<div id="end"></div>`;
  const set = (old: string) => {
    stage.innerHTML = around(old);
    document.title = "Old";
    window.ran.length = 0;
  };
  const read = () => `${stage.innerHTML} | ${document.title} | ${window.ran.join()}`;
  const target = () => document.querySelector("#t") as Element;
  const theirs = (each: Case) =>
    new Promise<string>((resolve) => {
      set(each.old);
      let swapped = "";
      const settled = () => resolve(`${swapped} => ${read()}`);
      const spec = { swapStyle: each.style, swapDelay: 0, settleDelay: settle };
      const options = { select: each.select, selectOOB: each.selectOob, afterSettleCallback: settled };
      htmx.swap(target(), each.html, spec, options);
      if (settle) swapped = read();
    });
  const ours = (each: Case) =>
    new Promise<string>((resolve) => {
      set(each.old);
      let swapped = "";
      const settled = () => queueMicrotask(() => resolve(`${swapped} => ${read()}`));
      const options = { select: each.select, selectOob: each.selectOob, settled };
      window.bed.swap("#t", each.html, `${each.style} settle:${settle}ms`, options);
      if (settle) swapped = read();
    });
  const verdicts = async () => {
    const all: Verdict[] = [];
    for (const each of cases) all.push({ name: each.name, theirs: await theirs(each), ours: await ours(each) });
    return all;
  };
  return verdicts();
}

async function compare(settle: number, some: readonly Case[]): Promise<Verdict[]> {
  const tab = await openBed(browser, server, "<main></main>", { head: `<script src="/htmx/htmx.js"></script>` });
  const verdicts = await tab.page.evaluate<Verdict[]>(`(${judge})(${JSON.stringify(some)}, ${settle})`);
  expect(tab.errors).toEqual([]);
  await tab.close();
  return verdicts;
}

function unexplained(verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.filter(
    ({ name, ours, theirs }) => ours !== theirs && !differences.some(({ cases }) => cases.test(name)),
  );
}

test("the same document as htmx's own swap, save for the listed differences, which all are some", async () => {
  const verdicts = await compare(0, cases);
  expect(unexplained(verdicts)).toEqual([]);
  const idle = differences.filter(
    ({ cases, settling }) =>
      !settling && !verdicts.some(({ name, ours, theirs }) => cases.test(name) && ours !== theirs),
  );
  expect(idle).toEqual([]);
}, 240_000);

test("every difference is explained under a heading of its own", () => {
  const page = readFileSync(new URL("../../../docs/swap-differences.md", import.meta.url), "utf8");
  for (const { why } of differences) expect(page).toContain(`\n### ${why}\n`);
});

test("the same document before and after settling", async () => {
  const settling = cases.filter(({ name }) => /same|target|row|item|cells|oob|preserve/i.test(name));
  expect(unexplained(await compare(1, settling))).toEqual([]);
}, 240_000);
