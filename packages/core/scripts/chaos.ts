/** `pnpm chaos --faults 100000 --seed 7`: the chaos run by hand. */
import { parseArgs } from "node:util";
import { runChaos } from "./chaos-run.ts";

const { values } = parseArgs({
  options: {
    faults: { type: "string", default: "1000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
  },
});
const faults = Number(values.faults);
const seed = Number(values.seed);
console.log(`chaos: ${faults} faults, seed ${seed}`);
const result = await runChaos({
  faults,
  seed,
  progress: ({ faults: struck, events, left, milliseconds }) => {
    const total = Object.values(struck).reduce((sum, number) => sum + number, 0);
    console.log(
      `${total} faults, ${events} events, ${(milliseconds / 1000).toFixed(0)} s, left ${JSON.stringify(left)}`,
    );
  },
});
console.log(JSON.stringify(result, null, 2));
