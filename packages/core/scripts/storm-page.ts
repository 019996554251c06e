/** The page about the storm in the documentation: made, not written, so that it is true. */
import { plotStorms, tabulateStorms } from "./storm-plot.ts";
import { POLICIES, simulateCrashLoop, simulateStorm } from "./storm-simulation.ts";

const CLIENTS = 100_000;
const OUTAGE = 60_000;

/** The files of `docs/`, by name. The same every time, as long as the retry policy is. */
export function stormPages(): Readonly<Record<string, string>> {
  const options = { clients: CLIENTS, outage: OUTAGE, seed: 1 };
  const storms = {
    "native EventSource": simulateStorm(POLICIES.native, options),
    "@sse/core": simulateStorm(POLICIES.ours, options),
  };
  const crash = { clients: 1000, life: 100, span: 60_000, seed: 1 };
  const perMinute = (...loop: Parameters<typeof simulateCrashLoop>): string => simulateCrashLoop(...loop).toFixed(1);
  const rows = [
    ["who", "connections in a minute"],
    ["native `EventSource`", perMinute(POLICIES.native, crash)],
    ["`@sse/core`, if every event made the count start over", perMinute(POLICIES.ours, crash, true)],
    ["`@sse/core`", perMinute(POLICIES.ours, crash)],
  ].map(([who = "", count = ""]) => [who.padEnd(53), count.padStart(23)]);
  rows.splice(1, 0, ["-".repeat(53), `${"-".repeat(22)}:`]);
  return {
    "reconnect-storm.svg": plotStorms(storms, OUTAGE),
    "reconnect-storm.md": `# The reconnect storm

${CLIENTS.toLocaleString("en")} clients are connected; the server goes down, refuses everyone for ${OUTAGE / 1000} seconds, and is back.
By default, a native \`EventSource\` reconnects every 3 seconds, and so do all the others, at the same time.
\`@sse/core\` waits longer after each failure, up to 30 seconds, and each client at a moment of its own.

![Attempts to connect per second](reconnect-storm.svg)

${tabulateStorms(storms)}

It costs patience: the last clients are back later. A client whose page comes into view, or back online, does not wait; and a
server that wants its clients sooner, or later, says so with \`retry:\` or \`Retry-After\`.

## A server that crashes after each event

It accepts, sends one event and dies after ${crash.life} ms, again and again. So many connections does each client make in a minute:

${rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}

A stream is stable once it has been open for 5 seconds and an event or a comment has arrived; until then its failures add up, and \`attempts\` counts them.

Simulated with the package's own retry policy on a virtual clock; \`pnpm storm\` makes this page.
`,
  };
}
