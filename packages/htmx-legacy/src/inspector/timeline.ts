/** The messages and steps as they came: rows are only ever added at the top, so that a reader's place is kept. */
import { said } from "./advice.ts";
import { button, element } from "./element.ts";
import type { Entry, Step } from "./entry.ts";
import { address, clock, duration, size } from "./format.ts";
import type { Ledger } from "./ledger.ts";

const ROWS = 120;
/** A burst longer than this is shown in one row instead of hundreds. */
const BURST = 40;
const PREVIEW = 90;
/** Milliseconds for which a message may still reach elements: those of a frame, or after a delay. */
const OPEN = 5000;

const columns = [
  ["Time", "When it arrived"],
  ["Event", "Its name"],
  ["Id", "The last event ID as of this message"],
  ["Size", "Characters of data"],
  ["Gap", "Since the message before it on the same stream"],
  ["Took", "From its arrival to the last element it reached"],
  ["Reached", "The elements that showed it, or were triggered by it"],
  ["Data", "How its data begins"],
] as const;

export interface Timeline {
  readonly root: HTMLElement;
  update(ledger: Ledger): void;
  clear(): void;
}

/** A message in the table, for as long as it may still reach somebody. */
interface OpenRow {
  readonly entry: Entry;
  readonly took: HTMLElement;
  readonly reached: HTMLElement;
  shown: number;
}

/** What is to be said of a step of a connection, besides its state. */
function about({ change, connection: { url } }: Step): string {
  const { state, error, retryIn, reason } = change;
  return [
    retryIn === undefined ? "" : `next attempt in ${duration(retryIn)}`,
    error === undefined ? "" : `${state ? "" : "a listener threw: "}${said(error, url)}`,
    reason ?? "",
    address(url),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** `show` is called with the elements of the row that a reader looks at, and with none when that ends. */
export function timeline(show: (elements: readonly Element[]) => void): Timeline {
  const rows = element("tbody");
  const heads = columns.map(([name, title]) => element("th", { scope: "col", title }, name));
  const none = element("p", { class: "empty" }, "No message yet. Each appears here when it arrives.");
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...heads)), rows);
  const root = element("section", { class: "timeline", "aria-label": "Messages", tabindex: "0" }, none, table);
  let open: OpenRow[] = [];
  let seen = 0;

  function elementsOf(entry: Entry): Element[] {
    return entry.elements.flatMap((reference) => reference.deref() ?? []);
  }

  function reach(entry: Entry): HTMLElement | string {
    const count = entry.elements.length;
    const skipped = entry.superseded > 0 ? `${entry.superseded} superseded` : "";
    if (count === 0) return skipped || (entry.subscribers > 0 ? `${entry.subscribers} heard` : "nobody");
    const text = count === 1 ? "1 element" : `${count} elements`;
    const finder = button(text, () => elementsOf(entry)[0]?.scrollIntoView({ block: "center" }));
    finder.addEventListener("focus", () => show(elementsOf(entry)));
    finder.addEventListener("blur", () => show([]));
    return element("span", {}, finder, skipped && ` ${skipped}`);
  }

  function showReached(row: OpenRow): void {
    const { entry, took, reached } = row;
    row.shown = entry.elements.length + entry.superseded;
    took.textContent = entry.took === undefined ? "" : `${entry.took.toFixed(1)} ms`;
    reached.replaceChildren(reach(entry));
  }

  function messageRow(entry: Entry): HTMLElement {
    const { time, type, lastEventId, gap, data } = entry;
    const opened: OpenRow = { entry, took: element("td"), reached: element("td"), shown: 0 };
    showReached(opened);
    open.push(opened);
    const before = [
      clock(time),
      element("b", {}, type),
      lastEventId,
      size(entry.size),
      gap === undefined ? "" : duration(gap),
    ];
    const preview = data.length > PREVIEW ? `${data.slice(0, PREVIEW)}…` : data;
    const made = element("tr", {}, ...before.map((cell) => element("td", {}, cell)), opened.took, opened.reached);
    made.append(element("td", {}, preview));
    made.addEventListener("mouseenter", () => show(elementsOf(entry)));
    made.addEventListener("mouseleave", () => show([]));
    return made;
  }

  function stepRow(step: Step): HTMLElement {
    const { state, error } = step.change;
    const name = element("td", {}, element("b", {}, state ?? "error"));
    const rest = element("td", { colspan: String(columns.length - 2) }, about(step));
    const kind = error === undefined ? state : "error";
    return element("tr", { class: `step step-${kind}` }, element("td", {}, clock(step.time)), name, rest);
  }

  function skipped(count: number): HTMLElement {
    const text = `${count.toLocaleString("en")} more in this moment`;
    return element("tr", { class: "skipped" }, element("td", { colspan: String(columns.length) }, text));
  }

  const row = (line: Entry | Step): HTMLElement => (line.kind === "message" ? messageRow(line) : stepRow(line));

  return {
    root,
    update({ entries, written }) {
      open = open.filter(({ entry }) => Date.now() - entry.time < OPEN);
      for (const each of open) if (each.entry.elements.length + each.entry.superseded !== each.shown) showReached(each);
      const fresh = entries.filter(({ number }) => number > seen);
      if (fresh.length === 0) return;
      none.hidden = true;
      const shown = fresh.filter(({ kind }, place) => kind === "step" || place >= fresh.length - BURST);
      const missed = written - seen - shown.length;
      const made = shown.toReversed().map(row);
      if (missed > 0) made.push(skipped(missed));
      seen = written;
      rows.prepend(...made);
      while (rows.childElementCount > ROWS) rows.lastElementChild?.remove();
    },
    clear() {
      rows.replaceChildren();
      open = [];
      none.hidden = false;
    },
  };
}
