/** Runs the contenders in turn, round after round, so that a slow minute of the machine hits all of them. */
import type { Contender } from "./contenders/contender.ts";
import type { Options } from "./options.ts";
import type { Stage } from "./stage.ts";
import type { Rounds } from "./summary.ts";
import type { Reading, Workload } from "./workloads/workload.ts";

/** A contender that stands in every round; the others come in the first `peerRounds`. */
export function isCore({ key }: Contender): boolean {
  return key === "hand" || key.startsWith("ours");
}

type Row = { -readonly [Key in keyof Rounds]: Rounds[Key] } & { readings: (Reading | undefined)[]; off: boolean };

async function perform(stage: Stage, workload: Workload, contender: Contender, scale: number, row: Row): Promise<void> {
  try {
    const reading = await workload.run(stage, contender, scale);
    row.readings.push(reading);
    if (!reading) row.off = true;
  } catch (error) {
    row.readings.push(undefined);
    row.off = true;
    const text = error instanceof Error ? error.message : String(error);
    row.remark = `failed: ${/did not end within [^\n]*/.exec(text)?.[0] ?? text.split("\n")[0]}`;
  }
}

/** All rounds of one workload; `log` hears of each run. A contender that fails is not run again. */
export async function runWorkload(
  stage: Stage,
  workload: Workload,
  field: readonly Contender[],
  options: Pick<Options, "rounds" | "peerRounds" | "scale">,
  log: (text: string) => void,
): Promise<Rounds[]> {
  const taking = field.filter(({ only }) => !only || only.includes(workload.name));
  const rows = taking.map((contender): Row => ({
    workload: workload.name,
    contender: contender.key,
    readings: [],
    remark: contender.remarks?.[workload.name],
    off: false,
  }));
  for (let round = 0; round < options.rounds; round++) {
    // Each round begins with another one: whoever comes first finds a colder machine.
    for (let turn = 0; turn < taking.length; turn++) {
      const i = (turn + round) % taking.length;
      const [contender, row] = [taking[i], rows[i]];
      if (!contender || !row) continue;
      if (row.off || (round >= options.peerRounds && !isCore(contender))) {
        row.readings.push(undefined);
        continue;
      }
      log(`${workload.name}, round ${round + 1}: ${contender.label}`);
      await perform(stage, workload, contender, options.scale, row);
    }
  }
  return rows;
}
