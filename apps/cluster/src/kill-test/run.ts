/**
 * `pnpm cluster:test` as a program: `--events`, `--kills`, `--seed`, `--rate`; `--record` writes what came of it into
 * docs/servers/load-balancer.md. Fails where a reader lost, doubled or mixed up anything.
 */
import { parseArgs } from "node:util";
import { howToInstall, installChromium, installPrograms, launchChromium } from "@sse/testkit";
import { machine, record, table } from "../record.ts";
import { killTest } from "./kill-test.ts";

const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== "--"),
  options: {
    events: { type: "string", default: "2000" },
    kills: { type: "string", default: "5" },
    seed: { type: "string", default: "1" },
    rate: { type: "string", default: "100" },
    record: { type: "boolean", default: false },
  },
});
const [events, kills, seed, rate] = [values.events, values.kills, values.seed, values.rate].map(Number);
if (![events, kills, seed, rate].every((number) => Number.isInteger(number) && Number(number) >= 0)) {
  console.error("--events, --kills, --seed and --rate are whole numbers.");
  process.exit(2);
}
if (installPrograms(["redis-server"]).length) {
  console.error(`There is no redis-server on this machine. ${howToInstall(["redis-server"])}`);
  process.exit(1);
}
installChromium();
const browser = await launchChromium();
try {
  const { published, scores, repeated, seconds } = await killTest({
    browser,
    events: events ?? 0,
    kills: kills ?? 0,
    seed: seed ?? 0,
    rate: rate ?? 0,
    onStep: (text) => console.log(text),
  });
  const rows = scores.map((each) => [
    `\`${each.name}\``,
    each.heard,
    each.lost,
    each.doubled,
    each.disordered,
    each.breaks,
    `${Math.round(each.gapMedian)} ms`,
    `${Math.round(each.gapLongest)} ms`,
  ]);
  const said = table(
    ["reader", "heard", "lost", "doubled", "out of order", "breaks", "gap, median", "gap, longest"],
    rows,
  );
  const about = `Seed ${seed}: ${published.length} events in ${seconds.toFixed(0)} s, ${kills} kills of a server and one of the store; ${repeated} publishes were sent again. ${machine()}.`;
  console.log(`\n${about}\n\n${said}`);
  if (values.record) record("load-balancer.md", "kill-test", `${about}\n\n${said}`);
  if (scores.some(({ lost, doubled, disordered }) => lost + doubled + disordered > 0)) process.exitCode = 1;
} finally {
  await browser.close();
}
