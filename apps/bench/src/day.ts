/**
 * `pnpm --filter @sse/bench day`: a simulated day of one page. A million events, most into places of their own, some that bring content
 * which listens itself, some into a list that keeps its last hundred lines; the stream breaks every so often, and the tab is
 * hidden for a third of the day. Prints the heap after garbage collection, hour by hour, and fails where it grows.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { eventually, hide, openPage, openWindow, show, startServer } from "@sse/testkit";
import { fileOf } from "./contenders/contender.ts";

/** How much the heap may grow from the second hour to the last, in bytes. */
const FLAT = 1_000_000;
const HOURS = 24;
const PLACES = 20;

const { values } = parseArgs({ options: { events: { type: "string", default: "1000000" } } });
const perHour = Math.ceil(Number(values.events) / HOURS);

const place = (n: number): string => `<p id="p${n}" hx-sse="swap:p${n}">-</p>`;
const body = `<main hx-sse="connect:/stream">
  ${Array.from({ length: PLACES }, (_, n) => place(n)).join("")}
  <section id="bringer" hx-sse="swap:bring"></section>
  <ul id="log" hx-sse="swap:log" hx-swap="beforeend stick:bottom" style="height:9em;overflow-y:auto"></ul>
  <output id="clock" hx-sse="swap:clock">0</output>
</main>
<script>
  document.addEventListener("htmx:sseMessage", ({ target }) => {
    if (target.id === "log") while (target.childElementCount > 100) target.firstElementChild.remove();
  });
</script>`;

/** The event with this number: one in fifty brings content that listens, one in ten is a line of the list. */
function event(n: number): string {
  if (n % 50 === 0) return `event: bring\ndata: <b hx-sse="swap:inner">${n}</b><i id="i" hx-sse="swap:p1"></i>\n\n`;
  if (n % 10 === 0) return `event: log\ndata: <li>line ${n}</li>\n\n`;
  return `event: p${n % PLACES}\ndata: <b>${n}</b> of <i>many</i>\n\n`;
}

const server = await startServer();
const stream = server.stream("/stream");
server.files("/dist", fileURLToPath(new URL(".", `file://${fileOf("@sse/htmx-legacy", "dist/sse.min.js")}`)));
// Without Playwright's emulation of focus, which makes every page believe that it is in front.
const { context, close } = await openWindow();
const tab = await openPage(
  context,
  server,
  // An hour takes seconds here: a stream that breaks that often is kept waiting longer each time, unless the page says how long.
  `<!doctype html><title>A day</title><meta name="sse-config" content='{"retry":{"min":50,"max":100}}'>
  <script src="/dist/sse.min.js"></script><body>${body}</body>`,
);
const heap = async (): Promise<number> => {
  for (let i = 0; i < 3; i++) await tab.devtools.send("HeapProfiler.collectGarbage");
  return (await tab.devtools.send("Runtime.getHeapUsage")).usedSize;
};
await stream.waitFor(1);
const begun = performance.now();
const heaps: number[] = [];
for (let hour = 1; hour <= HOURS; hour++) {
  // At night, nobody looks.
  const hidden = hour % 3 === 0;
  await (hidden ? hide(tab) : show(tab));
  for (let n = 1; n <= perHour; n++) {
    stream.write(event((hour - 1) * perHour + n));
    if (n % 200 === 0) await new Promise((resolve) => setImmediate(resolve));
    if (n % 20_000 === 0) {
      // What was sent has been read before the break: nothing here has an id to resume from.
      stream.write(`event: clock\ndata: ${hour}:${n}\n\n`);
      await eventually(async () => {
        if ((await tab.value("clock.textContent")) !== `${hour}:${n}`) throw new Error("not read yet");
      });
      stream.drop();
      await stream.waitFor(0);
      await stream.waitFor(1);
    }
  }
  stream.write(`event: clock\ndata: ${hour}\n\n`);
  await eventually(async () => {
    if ((await tab.value("clock.textContent")) !== `${hour}`) throw new Error(`hour ${hour} is not over yet`);
  });
  heaps.push(await heap());
  console.log(`hour ${hour}${hidden ? ", hidden" : ""}: ${(heaps.at(-1) ?? 0).toLocaleString("en")} B`);
}
const grown = (heaps.at(-1) ?? 0) - (heaps[1] ?? 0);
const seconds = Math.round((performance.now() - begun) / 1000);
console.log(
  `${(perHour * HOURS).toLocaleString("en")} events, ${stream.opened.length} connections, ${seconds} s: the heap grew by ${grown.toLocaleString("en")} B from the second hour to the last.`,
);
if (tab.errors.length) console.error(tab.errors);
await close();
await server.close();
process.exitCode = grown > FLAT || tab.errors.length ? 1 : 0;
