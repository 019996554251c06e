/** The counter of the fault desk: compares the ids of what arrives, and counts gaps and repetitions. */
import { duration } from "@sse/htmx-legacy/inspector/format.ts";
import { createBreaks } from "./breaks.ts";
import { type Breakage, breakage, createStory } from "./story.ts";

interface MessageDetail {
  readonly type: string;
  readonly lastEventId: string;
}

type Name = "received" | "lost" | "doubled" | "breaks" | "longest";

const FLOOD = 10_000;

const tallies: Record<Name, number> = { received: 0, lost: 0, doubled: 0, breaks: 0, longest: 0 };
const story = createStory(document.querySelector(".story") ?? document.createElement("div"));
let last: number | undefined;
let heard: number | undefined;
const breaks = createBreaks();
let waiting = false;
/** A flood that was asked for: when, and how many there will then have been. */
let flood: { readonly asked: number; readonly until: number } | undefined;

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
  const silence = heard === undefined ? 0 : now - heard;
  tallies.longest = Math.max(tallies.longest, silence);
  if (breaks.ended()) {
    tallies.breaks += 1;
    story.tell("whole", `Back after ${duration(silence)}, and on with ${id.toLocaleString("en")}`);
  }
  last = Math.max(last ?? id, id);
  heard = now;
  if (flood && tallies.received >= flood.until) {
    story.tell("whole", `All ${FLOOD.toLocaleString("en")} received, ${duration(now - flood.asked)} after the press`);
    flood = undefined;
  }
  if (waiting) return;
  waiting = true;
  setTimeout(draw, 100);
}

document.addEventListener("htmx:sseMessage", (event) => {
  const { type, lastEventId } = (event as CustomEvent<MessageDetail>).detail;
  if (type === "number") count(Number(lastEventId));
  if (type !== "reset") return;
  last = undefined;
  story.tell("broken", "Away for so long that the server does not send all of it: it goes on with the newest");
});
document.addEventListener("htmx:sseError", (event) => {
  breaks.broke();
  story.tell("broken", breakage((event as CustomEvent<Breakage>).detail));
});
document.addEventListener("htmx:sseOpen", () => breaks.opened());
document.addEventListener("submit", ({ target }) => {
  const form = target as HTMLFormElement;
  const name = form.querySelector("button")?.textContent ?? "";
  story.tell("done", `You: ${name}`);
  if (form.action.endsWith("/flood")) flood = { asked: performance.now(), until: tallies.received + FLOOD };
});
