/** The counter of *Two servers*: every event has a number, one more than the one before it. */
import { duration } from "@sse/htmx-legacy/inspector/format.ts";

type Name = "published" | "heard" | "lost" | "doubled" | "gap";

const tallies: Record<Name, number> = { published: 0, heard: 0, lost: 0, doubled: 0, gap: 0 };
const NUMBER = /data-number="(\d+)"/;
let first: number | undefined;
let last = 0;
/** When the last event came that came before the stream broke. */
let heardAt = 0;
let brokenAt: number | undefined;

function draw(): void {
  for (const [name, value] of Object.entries(tallies)) {
    const place = document.querySelector(`[data-tally="${name}"]`);
    if (place) place.textContent = name === "gap" ? duration(value) : value.toLocaleString("en");
    place?.parentElement?.classList.toggle("tally-bad", (name === "lost" || name === "doubled") && value > 0);
  }
}

function count(number: number): void {
  first ??= number;
  tallies.heard += 1;
  if (number > last + 1 && last > 0) tallies.lost += number - last - 1;
  if (number <= last) tallies.doubled += 1;
  last = Math.max(last, number);
  tallies.published = last - first + 1;
  const now = performance.now();
  if (brokenAt !== undefined) tallies.gap = Math.max(tallies.gap, now - brokenAt);
  brokenAt = undefined;
  heardAt = now;
  draw();
}

document.addEventListener("htmx:sseMessage", (event) => {
  const { type, data } = (event as CustomEvent<{ readonly type: string; readonly data: string }>).detail;
  const number = Number(NUMBER.exec(data)?.[1]);
  if (number > 0) count(number);
  // The store was emptied: numbers begin anew.
  if (type === "reset") first = undefined;
  if (type === "reset") last = 0;
});
document.addEventListener("htmx:sseError", () => (brokenAt ??= heardAt || performance.now()));
