/** htmx 2 with its sse extension: `sse-connect` and `sse-swap`. */
import { element, wire, type Slot } from "../slot.ts";
import { fileOf, type Contender } from "./contender.ts";

const swaps: Record<Slot["style"], string> = { replace: "", append: ` hx-swap="beforeend"`, morph: "" };

/** htmx 2.0.11 and htmx-ext-sse 2.2.4. */
export const htmx2: Contender = {
  key: "htmx2",
  label: "htmx 2.0.11 + sse 2.2.4",
  scripts: [{ file: fileOf("htmx2", "dist/htmx.min.js") }, { file: fileOf("htmx-ext-sse", "dist/sse.min.js") }],
  source: (url, slots, inside = "") =>
    `<div hx-ext="sse" sse-connect="${url}">${slots
      .map((slot) => element(slot, `sse-swap="${slot.event}"${swaps[slot.style]}`))
      .join("")}${inside}</div>`,
  message: (slot, html) => wire(slot.event, html),
  listening: (event) => `<b sse-swap="${event}"></b>`,
  requesting: (event, url, throttle) => `<div hx-get="${url}" hx-trigger="sse:${event} throttle:${throttle}ms"></div>`,
  tick: (event, count) => wire(event, String(count)),
  remarks: {
    append: "its extension knows no scroll: it only appends",
    morph: "has no morph: the table is replaced",
  },
};
