/** htmx 4 with its hx-sse extension: unnamed messages of `<hx-partial>`s, since it swaps no named events. */
import { element, wire, type Slot } from "../slot.ts";
import { fileOf, type Contender } from "./contender.ts";

const swaps: Record<Slot["style"], string> = {
  replace: "innerHTML",
  append: "beforeend scroll:bottom",
  morph: "innerMorph",
};

/** htmx 4.0.1 and its own hx-sse extension. */
export const htmx4: Contender = {
  key: "htmx4",
  label: "htmx 4.0.1 + hx-sse",
  scripts: [{ file: fileOf("htmx4", "dist/htmx.min.js") }, { file: fileOf("htmx4", "dist/ext/hx-sse.min.js") }],
  source: (url, slots, inside = "") =>
    `<div id="source" hx-sse:connect="${url}">${slots.map((slot) => element(slot)).join("")}${inside}</div>`,
  message: ({ id, event, style }, html, all) =>
    wire(
      undefined,
      `<hx-partial hx-target="${all ? `.${event}` : `#${id}`}" hx-swap="${swaps[style]}">${html}</hx-partial>`,
    ),
  listening: (event) => `<b hx-get="/fragment" hx-trigger="${event} from:#source"></b>`,
  requesting: (event, url, throttle) =>
    `<div hx-get="${url}" hx-trigger="${event} from:#source throttle:${throttle}ms"></div>`,
  tick: (event, count) => wire(event, String(count)),
};
