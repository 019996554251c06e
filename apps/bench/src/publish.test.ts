import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { handWritten } from "./contenders/hand-written.ts";
import { ours } from "./contenders/hx-sse.ts";
import { turbo } from "./contenders/turbo.ts";
import { publish, withResults } from "./publish.ts";
import { summarise } from "./summary.ts";
import { triggers } from "./workloads/triggers.ts";

const folder = await mkdtemp(join(tmpdir(), "bench-"));
afterAll(() => rm(folder, { recursive: true }));

const rounds = [
  { workload: "triggers", contender: "hand", readings: [{ main: 100, requests: 20 }], remark: undefined },
  { workload: "triggers", contender: "ours", readings: [{ main: 84, requests: 21 }], remark: undefined },
  { workload: "triggers", contender: "turbo", readings: [undefined], remark: "cannot" },
];
const run = {
  engine: "chromium" as const,
  date: "2026-01-01",
  machine: "a machine",
  scale: 1,
  workloads: [triggers],
  field: [handWritten, ours, turbo],
  rounds,
  figures: summarise([triggers], rounds, "hand"),
};

test("a run becomes numbers, a chart of each workload and tables in the page, and nothing else of the page changes", async () => {
  const page = join(folder, "benchmarks.md");
  await writeFile(
    page,
    "# Before\n\n<!-- results in chromium: written by the bench -->\n\nold\n\n<!-- end of results in chromium -->\n\nAfter\n",
  );
  await publish(run, join(folder, "benchmarks"));
  const text = await readFile(page, "utf8");
  expect(text).toMatch(
    /^# Before\n\n<!-- results in chromium: written by the bench -->\n\nMeasured on 2026-01-01: a machine\./,
  );
  expect(text).toMatch(/<!-- end of results in chromium -->\n\nAfter\n$/);
  expect(text).toContain("0.84×");
  expect(text).not.toContain("times the counts");
  expect(text).toContain("![Triggers](benchmarks/triggers.svg)");
  expect(text).not.toContain("old");
  const chart = await readFile(join(folder, "benchmarks/triggers.svg"), "utf8");
  expect(chart).toContain("ours");
  expect(chart).toContain("cannot");
  const json: unknown = JSON.parse(await readFile(join(folder, "benchmarks/results.json"), "utf8"));
  expect(json).toMatchObject({ machine: "a machine", remarks: [{ contender: "turbo", remark: "cannot" }] });
});

test("a page without the marks is left as it is", () => {
  expect(withResults("# A page", "results", "chromium")).toBe("# A page");
});

test("a run in another engine becomes one table of all workloads, beside that of Chromium", async () => {
  const page = join(folder, "engines.md");
  const chromium = "<!-- results in chromium: written by the bench -->\n\nold\n\n<!-- end of results in chromium -->";
  const firefox = "<!-- results in firefox: written by the bench -->\n<!-- end of results in firefox -->";
  await writeFile(page, `${chromium}\n\n${firefox}\n`);
  await publish({ ...run, engine: "firefox", scale: 0.5 }, join(folder, "engines"));
  const text = await readFile(page, "utf8");
  expect(text).toContain("old");
  expect(text).toContain("At 0.5 times the counts named above.");
  expect(text).toMatch(/\| ours +\| 0\.84× +\|/);
  expect(text).toMatch(/\| Turbo 8\.0\.23 +\| – +\|/);
  const json: unknown = JSON.parse(await readFile(join(folder, "engines/results-firefox.json"), "utf8"));
  expect(json).toMatchObject({ machine: "a machine" });
});
