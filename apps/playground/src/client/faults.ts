/** The counter of the fault desk: compares the ids of what arrives, and counts gaps and repetitions. */
import { duration } from "@sse/htmx-legacy/inspector/format.ts";

interface MessageDetail {
  readonly type: string;
  readonly lastEventId: string;
}

type Name = "received" | "lost" | "doubled" | "breaks" | "longest";

const tallies: Record<Name, number> = { received: 0, lost: 0, doubled: 0, breaks: 0, longest: 0 };
let last: number | undefined;
let heard: number | undefined;
let broken = false;
let waiting = false;

function draw(): void {
  waiting = false;
  for (const [name, value] of Object.entries(tallies)) {
    const place = document.querySelector(`[data-tally="${name}"]`);
    if (place) place.textContent = name === "longest" ? duration(value) : value.toLocaleString("en");
    place?.parentElement?.classList.toggle("tally-bad", (name === "lost" || name === "doubled") && value > 0);
  }
}

function count(id: number): void {
  const now = performance.now();
  tallies.received += 1;
  if (last !== undefined && id > last + 1) tallies.lost += id - last - 1;
  if (last !== undefined && id <= last) tallies.doubled += 1;
  if (heard !== undefined) tallies.longest = Math.max(tallies.longest, now - heard);
  if (broken) tallies.breaks += 1;
  broken = false;
  last = Math.max(last ?? id, id);
  heard = now;
  if (waiting) return;
  waiting = true;
  setTimeout(draw, 100);
}

document.addEventListener("htmx:sseMessage", (event) => {
  const { type, lastEventId } = (event as CustomEvent<MessageDetail>).detail;
  if (type === "number") count(Number(lastEventId));
});
document.addEventListener("htmx:sseError", () => {
  broken = true;
});
