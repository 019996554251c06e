import { openStage, stands, last, warmUp } from "./stage.ts";
import { field } from "./contenders/field.ts";
import { programme } from "./workloads/programme.ts";
import { small, rows } from "./workloads/deliveries.ts";
import { slots } from "./slot.ts";
import type { ChromiumContext, ChromiumPage } from "@sse/testkit";
const [key, which, countText, dir] = process.argv.slice(2);
const base = field.find((c) => c.key === key);
if (!base) throw new Error("no");
const contender = {
  ...base,
  scripts: base.scripts.map((s) => ({
    ...s,
    file: (dir && s.file.includes("htmx-legacy") ? dir + "/" + s.file.split("/").pop() : s.file)
      .replace("sse-for-htmx.min.js", "sse-for-htmx.js")
      .replace(/sse\.min\.js$/, key === "htmx2" ? "sse.min.js" : "sse.js")
      .replace("htmx.min.js", "htmx.js"),
  })),
};
const count = Number(countText);
const stage = await openStage("chromium");
const sl = slots(100);
const row = (event: number, slot: number): string =>
  `<article id="order-${slot}" class="order"><h3 id="title-${slot}"><a href="/orders/${slot}?revision=${event}">Order ${slot}, revision ${event}</a></h3><p>Two boxes of pears, one of plums, to be left with the neighbour if nobody opens. Last seen at the harbour.</p><p class="meta"><time datetime="2026-01-01T00:00">today</time> <span id="sum-${slot}">${event % 997}.50</span></p><nav><a href="/orders/${slot}/edit">edit</a> <a href="/orders/${slot}/c">copy</a></nav></article>`;
const sheet = await stage.open(contender, contender.source(stage.stream.path, sl));
await warmUp(stage, sheet, contender, sl);
const tab = sheet.page as unknown as ChromiumPage;
const cdp = await (tab.context() as ChromiumContext).newCDPSession(tab);
await cdp.send("Profiler.enable");
await cdp.send("Profiler.setSamplingInterval", { interval: 200 });
await cdp.send("Profiler.start");
const events: string[] = [];
for (let i = 0; i < count; i++) {
  const s = sl[i % 100];
  if (s) events.push(contender.message(s, which === "rows" ? row(i, i % 100) : `<b>${i}</b> of <i>many</i>`));
}
const s0 = sl[0];
if (s0) events.push(contender.message(s0, last("end")));
await stage.send(events);
await stands(sheet, "end");
const { profile } = await cdp.send("Profiler.stop");
const self = new Map<string, number>();
const dt = profile.timeDeltas ?? [];
const byId = new Map(profile.nodes.map((n) => [n.id, n]));
(profile.samples ?? []).forEach((id, i) => {
  const n = byId.get(id);
  const k = `${n?.callFrame.functionName || "(anon)"} ${n?.callFrame.url.split("/").pop()}:${(n?.callFrame.lineNumber ?? 0) + 1}`;
  self.set(k, (self.get(k) ?? 0) + (dt[i] ?? 0));
});
// inclusive
const parent = new Map<number, number>();
for (const n of profile.nodes) for (const c of n.children ?? []) parent.set(c, n.id);
const incl = new Map<string, number>();
(profile.samples ?? []).forEach((id, i) => {
  const seen = new Set<string>();
  for (let at: number | undefined = id; at; at = parent.get(at)) {
    const n = byId.get(at);
    const k = `${n?.callFrame.functionName || "(anon)"} ${n?.callFrame.url.split("/").pop()}:${(n?.callFrame.lineNumber ?? 0) + 1}`;
    if (!seen.has(k)) {
      seen.add(k);
      incl.set(k, (incl.get(k) ?? 0) + (dt[i] ?? 0));
    }
  }
});
const top = (m: Map<string, number>, n: number) =>
  [...m]
    .sort((a, b) => b[1] - a[1])
    .slice(0, n)
    .map(([k, v]) => `${(v / count).toFixed(2)} µs/ev  ${k}`)
    .join("\n");
console.log(contender.label, which, "\nSELF\n" + top(self, 28) + "\nINCL\n" + top(incl, 50));
await sheet.close();
await stage.close();
void programme;
void small;
void rows;
