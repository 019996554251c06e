/** Datastar: a stream opened by `@get`, whose events merge fragments into elements by id. */
import { element, wire, type Slot } from "../slot.ts";
import { fileOf, type Contender } from "./contender.ts";

/**
 * Fragments as the documentation has them: morphed onto the element with their id, unless a mode is named. `inner` puts
 * one element into each target; of several, the last would stand alone.
 */
function fragments(slot: Slot, html: string, all: boolean | undefined): string {
  if (slot.style === "append") return `selector #${slot.id}\nmergeMode append\nfragments ${html}`;
  if (all) return `selector .${slot.event}\nmergeMode inner\nfragments <div>${html}</div>`;
  return `fragments ${element({ ...slot, content: html })}`;
}

/** Datastar 1.0.0-beta.11, the only 1.x its npm package has. */
export const datastar: Contender = {
  key: "datastar",
  label: "Datastar 1.0.0-beta.11",
  scripts: [{ file: fileOf("@starfederation/datastar", "dist/datastar.js"), module: true }],
  source: (url, slots, inside = "") =>
    `<div data-on-load="@get('${url}')"></div>${slots.map((slot) => element(slot)).join("")}${inside}`,
  message: (slot, html, all) => wire("datastar-merge-fragments", fragments(slot, html, all)),
  remarks: {
    append: "appends; scrolling is left to the page",
    triggers: "events change signals; requests take an expression on one",
    churn: "content does not listen: events name elements by id",
  },
};
