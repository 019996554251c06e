/** Shows the events of the page's streams as they came over the wire: names, ids and data lines, the last ones. */
import type { Message, Registry } from "@sse/core";

/** Lines that the pane holds. */
const LINES = 60;
/** A longer line is cut. */
const WIDTH = 200;

const cut = (line: string): string => (line.length > WIDTH ? `${line.slice(0, WIDTH)}…` : line);

/** An event as it is written, without the id that an earlier event has set. */
function written({ type, data, lastEventId }: Message, lastId: string): string[] {
  return [
    ...(lastEventId === lastId ? [] : [`id: ${lastEventId}`]),
    ...(type === "message" ? [] : [`event: ${type}`]),
    ...data.split("\n").map((line) => cut(`data: ${line}`)),
    "",
  ];
}

function show(pane: Element, registry: Registry): void {
  let lines: string[] = [];
  let lastId = "";
  registry.observe((observation) => {
    if (observation.kind !== "message") return;
    lines = [...lines, ...written(observation.message, lastId)].slice(-LINES);
    lastId = observation.message.lastEventId;
    pane.textContent = lines.join("\n");
    pane.scrollTop = pane.scrollHeight;
  });
}

document.addEventListener("DOMContentLoaded", () => {
  const { sse } = window as Window & { sse?: { readonly registry: Registry | undefined } };
  const pane = document.querySelector("[data-wire]");
  if (pane && sse?.registry) show(pane, sse.registry);
});
