/** `frame.js`: runs inside the editor's frame and tells the editor which events came and what was complained about. */
import type { Registry } from "@sse/core";

const told = new Set<string>();
const LIMIT = 200;

/** The frame has no origin, so neither side can name the other's; what is told is no secret. */
function tell(report: object): void {
  window.parent.postMessage(report, "*");
}

for (const level of ["warn", "error"] as const) {
  const original = console[level];
  console[level] = (...parts: unknown[]) => {
    original.apply(console, parts);
    tell({
      kind: "complaint",
      text: parts
        .filter((part) => typeof part === "string")
        .join(" ")
        .slice(0, 400),
    });
  };
}
window.addEventListener("error", (event) => tell({ kind: "complaint", text: event.message }));

function observe(registry: Registry): void {
  registry.observe((observation) => {
    if (observation.kind !== "message") return;
    const { type } = observation.message;
    if (told.has(type) || told.size >= LIMIT) return;
    told.add(type);
    tell({ kind: "event", name: type });
  });
}

let observed: Registry | undefined;
for (const name of ["readystatechange", "htmx:sseOpen"]) {
  document.addEventListener(name, () => {
    const registry = (window as { sse?: { registry?: Registry } }).sse?.registry;
    if (!registry || registry === observed) return;
    observed = registry;
    observe(registry);
  });
}
