/** Turbo 8: a `<turbo-stream-source>` whose messages are `<turbo-stream>` actions on elements by id. */
import { element, wire, type Slot } from "../slot.ts";
import { fileOf, type Contender } from "./contender.ts";

const actions: Record<Slot["style"], string> = {
  replace: `action="update"`,
  append: `action="append"`,
  morph: `action="update" method="morph"`,
};

/** Turbo 8.0.23. */
export const turbo: Contender = {
  key: "turbo",
  label: "Turbo 8.0.23",
  scripts: [{ file: fileOf("@hotwired/turbo", "dist/turbo.es2017-esm.js"), module: true }],
  source: (url, slots, inside = "") =>
    `<turbo-stream-source src="${url}"></turbo-stream-source>${slots.map((slot) => element(slot)).join("")}${inside}`,
  message: ({ id, event, style }, html, all) =>
    wire(
      undefined,
      `<turbo-stream ${actions[style]} ${all ? `targets=".${event}"` : `target="${id}"`}><template>${html}</template></turbo-stream>`,
    ),
  remarks: {
    append: "knows no scroll: it only appends",
    triggers: "an event causes requests for the page or a frame only",
    churn: "content does not listen: actions name elements by id",
  },
};
