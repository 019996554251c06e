import { afterAll, expect, test } from "vitest";
import { handWritten } from "../contenders/hand-written.ts";
import { ours, oursBesideHtmx2, oursFrame } from "../contenders/hx-sse.ts";
import { openStage } from "../stage.ts";
import { programme } from "./programme.ts";

const SCALE = 0.002;
const stage = await openStage("chromium");
afterAll(() => stage.close());

const runs = [handWritten, ours, oursFrame, oursBesideHtmx2].flatMap((contender) =>
  programme
    .filter(({ name }) => !contender.only || contender.only.includes(name))
    .map((workload) => ({ name: workload.name, label: contender.label, contender, workload })),
);

test.for(runs)("$name runs to its end for $label and measures what it promises", async ({ contender, workload }) => {
  const reading = await workload.run(stage, contender, SCALE);
  expect(Object.keys(reading ?? {}).toSorted()).toEqual(workload.measures.map(({ key }) => key).toSorted());
  for (const value of Object.values(reading ?? {})) expect(value).not.toBeNaN();
});
