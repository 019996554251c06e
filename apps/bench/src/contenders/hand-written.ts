/** The measure of all others: `new EventSource`, `addEventListener`, `innerHTML`, as anyone would write it. */
import { element, wire, type Slot } from "../slot.ts";
import type { Contender } from "./contender.ts";

const write: Record<Slot["style"], string> = {
  replace: "element.innerHTML = event.data;",
  morph: "element.innerHTML = event.data;",
  append: `element.insertAdjacentHTML("beforeend", event.data);
           element.scrollTop = element.scrollHeight;`,
};

/** Content that listens is let go of before it is replaced: whoever forgets that has a leak, not a loop. */
const bring = `for (const [name, listener] of element.heard ?? []) source.removeEventListener(name, listener);
  element.innerHTML = event.data;
  element.heard = [];
  for (const inner of element.querySelectorAll("[data-event]")) {
    const listener = (event) => { inner.innerHTML = event.data; };
    source.addEventListener(inner.dataset.event, listener);
    element.heard.push([inner.dataset.event, listener]);
  }`;

const request = `for (const element of document.querySelectorAll("[data-get]")) {
    let last = -Infinity;
    source.addEventListener(element.dataset.on, async () => {
      if (performance.now() - last < element.dataset.throttle) return;
      last = performance.now();
      const response = await fetch(element.dataset.get);
      element.innerHTML = await response.text();
    });
  }`;

/** `EventSource` and a loop over the elements. */
export const handWritten: Contender = {
  key: "hand",
  label: "hand-written EventSource",
  scripts: [],
  source: (url, slots, inside = "") => {
    const [first] = slots;
    const hear = first?.brings ? bring : write[first?.style ?? "replace"];
    const ids = first && { first: first.id, last: slots.at(-1)?.id };
    return `<div id="source">${slots.map((slot) => element(slot, `data-event="${slot.event}"`)).join("")}${inside}</div>
<script>{
  const source = new EventSource("${url}");
  for (const element of document.querySelectorAll("${ids && ids.first === ids.last ? `#${ids.first}` : "[data-event]"}")) {
    source.addEventListener(element.dataset.event, (event) => { ${hear} });
  }
  ${inside ? request : ""}
}</script>`;
  },
  message: (slot, html) => wire(slot.event, html),
  listening: (event) => `<b data-event="${event}"></b>`,
  requesting: (event, url, throttle) => `<div data-get="${url}" data-on="${event}" data-throttle="${throttle}"></div>`,
  tick: (event, count) => wire(event, String(count)),
  remarks: { morph: "replaces the table with innerHTML" },
};
