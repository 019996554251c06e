import { expect, test } from "vitest";
import { spread, summarise } from "./summary.ts";
import type { Workload } from "./workloads/workload.ts";

const workload: Workload = {
  name: "work",
  title: "Work",
  about: "",
  measures: [
    { key: "main", label: "main thread", unit: "ms", ratio: true },
    { key: "left", label: "left", unit: "" },
  ],
  run: () => Promise.resolve(undefined),
};

test("the median of an even count lies between the middle two", () => {
  expect(spread([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 });
  expect(spread([])).toBeUndefined();
});

test("a ratio compares readings of the same round only", () => {
  const rounds = (contender: string, ...main: (number | undefined)[]) => ({
    workload: "work",
    contender,
    readings: main.map((value) => (value === undefined ? undefined : { main: value, left: 0 })),
    remark: undefined,
  });
  const all = [rounds("hand", 10, 100, 1000), rounds("ours", 5, undefined, 800)];
  const figures = summarise([workload], all, "hand");
  const ours = figures.filter(({ contender }) => contender === "ours");
  expect(ours.map(({ measure, ratio }) => [measure, ratio])).toEqual([
    ["main", { median: 0.65, min: 0.5, max: 0.8 }],
    ["left", undefined],
  ]);
});
