/** Small fragments, single ones, rows, a growing list, fan-out, a morphed table. */
import { slots } from "../slot.ts";
import { delivery } from "./delivery.ts";
import { scaled } from "./workload.ts";

/** A dashboard: short fragments into many places. */
export const small = delivery({
  name: "small",
  title: "Small fragments",
  about: "20,000 events of some 30 bytes to 100 elements, each with an event name of its own",
  events: 20_000,
  slots: () => slots(100),
  html: (event) => `<b>${event}</b> of <i>many</i>`,
});

/** A page that is watched all day: what one event costs that comes alone, where many elements listen. */
export const trickle = delivery({
  name: "trickle",
  title: "One at a time",
  about: "1,000 events, one every 4 ms, to 1,000 elements, each with an event name of its own",
  events: 1000,
  slots: (scale) => slots(scaled(1000, scale)),
  html: (event) => `<b>${event}</b> of <i>many</i>`,
  pace: 4,
});

/** One entry of a feed as servers render it: about half a kilobyte, with ids and links. */
function row(event: number, slot: number): string {
  const links = ["edit", "copy", "archive"].map((verb) => `<a href="/orders/${slot}/${verb}">${verb}</a>`).join(" ");
  return (
    `<article id="order-${slot}" class="order"><h3 id="title-${slot}"><a href="/orders/${slot}?revision=${event}">` +
    `Order ${slot}, revision ${event}</a></h3><p>Two boxes of pears, one of plums, to be left with the neighbour ` +
    `if nobody opens. Last seen at the harbour.</p><p class="meta"><time datetime="2026-01-01T00:00">today</time> ` +
    `<span id="sum-${slot}">${event % 997}.50</span></p><nav>${links}</nav></article>`
  );
}

/** Larger fragments. */
export const rows = delivery({
  name: "rows",
  title: "Rows",
  about: "10,000 events of 0.5 KB with ids and links to 100 elements",
  events: 10_000,
  slots: () => slots(100),
  html: row,
});

/** A log or a chat. */
export const append = delivery({
  name: "append",
  title: "Append to a list",
  about: "10,000 events appended to one list that is scrolled to its end each time",
  events: 10_000,
  slots: () => slots(1, { style: "append" }),
  html: (event) => `<div class="line"><b>ann</b> says ${event}</div>`,
});

/** One event that many elements hear. */
export const fanOut = delivery({
  name: "fan-out",
  title: "Fan-out",
  about: "50 events, each to the same 1,000 elements",
  events: 50,
  slots: (scale) => slots(scaled(1000, scale), { event: "tick" }),
  html: (event) => `<b>${event}</b> of <i>many</i>`,
  all: true,
});

const ROWS = 200;

/** A table of which the event changes one row; the mark of the end comes behind it. */
function table(event: number): string {
  const lines = Array.from({ length: ROWS }, (_, i) => {
    const value = i === event % ROWS ? `changed ${event}` : `value ${i}`;
    return `<tr id="row-${i}"><td>${i}</td><td><a href="/rows/${i}">row ${i}</a></td><td>${value}</td></tr>`;
  });
  return `<table><tbody>${lines.join("")}</tbody></table>`;
}

/** The server renders the whole table, one row of it has changed. */
export const morph = delivery({
  name: "morph",
  title: "Morph",
  about: "100 events of a whole table of 200 rows, one row changed in each",
  events: 100,
  slots: () => slots(1, { style: "morph", content: table(-1) }),
  html: table,
});
