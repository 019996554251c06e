/** The contenders that read `hx-sse`: ours, ours with `frame`, and htmx 1, which had it built in. */
import { basename, join } from "node:path";
import { element, wire, type Slot } from "../slot.ts";
import { fileOf, type Contender } from "./contender.ts";

const swaps: Record<Slot["style"], string> = {
  replace: "",
  append: ` hx-swap="beforeend stick:bottom"`,
  morph: ` hx-swap="morph:innerHTML"`,
};

function hxSse(replace = swaps.replace): Omit<Contender, "key" | "label" | "scripts"> {
  const styles = { ...swaps, replace };
  return {
    source: (url, slots, inside = "") =>
      `<div hx-sse="connect:${url}">${slots
        .map((slot) => element(slot, `hx-sse="swap:${slot.event}"${styles[slot.style]}`))
        .join("")}${inside}</div>`,
    message: (slot, html) => wire(slot.event, html),
    listening: (event) => `<b hx-sse="swap:${event}"></b>`,
    requesting: (event, url, throttle) =>
      `<div hx-get="${url}" hx-trigger="sse:${event} throttle:${throttle}ms"></div>`,
    tick: (event, count) => wire(event, String(count)),
  };
}

const bundle = fileOf("@sse/htmx-legacy", "dist/sse.min.js");

/** The browser bundle of this repository, with its defaults. */
export const ours: Contender = {
  ...hxSse(),
  key: "ours",
  label: "ours",
  scripts: [{ file: bundle }],
  remarks: { append: "with stick:bottom, which scrolls once a frame" },
};

/** The same without htmx's own events for what was swapped: what these cost is the difference. */
export const oursMessages: Contender = {
  ...ours,
  key: "ours-messages",
  label: "ours, events: messages",
  head: `<meta name="sse-config" content='{"events":"messages"}'>`,
  only: ["small", "rows", "fan-out"],
};

/** The same over the browser's own `EventSource`. */
export const oursEventSource: Contender = {
  ...ours,
  key: "ours-eventsource",
  label: "ours, transport:eventsource",
  source: (url, slots, inside) => ours.source(`${url} transport:eventsource`, slots, inside),
  only: ["small", "rows"],
};

/** Each of these as an earlier build made it: `folder` is its `dist`. */
export function oldBuild(folder: string): Contender[] {
  return [ours, oursBesideHtmx2, oursBesideHtmx4].map(({ scripts, ...contender }): Contender => ({
    ...contender,
    key: `${contender.key}-old`,
    label: `${contender.label}, old build`,
    scripts: scripts.map((script) =>
      script.file.endsWith("min.js") && script.file.includes("htmx-legacy")
        ? { ...script, file: join(folder, basename(script.file)) }
        : script,
    ),
  }));
}

/** The same, told that only the last of several swaps in a frame matters. */
export const oursFrame: Contender = {
  ...hxSse(` hx-swap="innerHTML frame"`),
  key: "ours-frame",
  label: "ours, frame",
  scripts: [{ file: bundle }],
  only: ["small", "rows", "fan-out", "flood"],
};

/** The smaller bundle beside an htmx: to be held against that htmx with its own extension. */
function besideHtmx(key: string, name: string, label: string): Contender {
  return {
    ...hxSse(),
    key,
    label,
    scripts: [
      { file: fileOf(name, "dist/htmx.min.js") },
      { file: fileOf("@sse/htmx-legacy", "dist/sse-for-htmx.min.js") },
    ],
    only: ["small", "rows", "flood"],
  };
}

export const oursBesideHtmx2: Contender = besideHtmx("ours-htmx2", "htmx2", "ours beside htmx 2.0.11");
export const oursBesideHtmx4: Contender = besideHtmx("ours-htmx4", "htmx4", "ours beside htmx 4.0.1");

/** htmx 1.9.12 and its built-in `hx-sse`. */
export const htmx1: Contender = {
  ...hxSse(),
  key: "htmx1",
  label: "htmx 1.9.12",
  scripts: [{ file: fileOf("htmx1", "dist/htmx.min.js") }],
  remarks: {
    append: "ignores the scroll of an event: it only appends",
    triggers: "ignores the throttle: a request for every event",
    morph: "has no morph: the table is replaced",
  },
};
