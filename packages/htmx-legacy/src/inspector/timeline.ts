/** The messages and steps as they came: rows are only ever added at the top, so that a reader's place is kept. */
import { said } from "./advice.ts";
import { button, element } from "./element.ts";
import type { Entry, Step } from "./entry.ts";
import { address, clock, duration, size } from "./format.ts";
import type { Ledger } from "./ledger.ts";

const ROWS = 120;
/** A burst longer than this is told in one row instead of hundreds. */
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
  told: number;
}

/** What a step of a connection was, in a sentence. */
function sentence({ change, connection }: Step): string {
  const { state, error, retryIn, reason } = change;
  const what = state === "closed" && reason ? `closed (${reason})` : (state ?? "a listener threw");
  const why = error === undefined ? "" : `: ${said(error).replace(connection.url, "it")}`;
  const next = retryIn === undefined ? "" : `, next attempt in ${duration(retryIn)}`;
  return `${address(connection.url)} ${what}${next}${why}`;
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

  function tell(row: OpenRow): void {
    const { entry, took, reached } = row;
    row.told = entry.elements.length + entry.superseded;
    took.textContent = entry.took === undefined ? "" : `${entry.took.toFixed(1)} ms`;
    reached.replaceChildren(reach(entry));
  }

  function messageRow(entry: Entry): HTMLElement {
    const { time, type, lastEventId, gap, data } = entry;
    const opened: OpenRow = { entry, took: element("td"), reached: element("td"), told: 0 };
    tell(opened);
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

  function wideRow(kind: string, text: string, time?: number): HTMLElement {
    const span = columns.length - (time === undefined ? 0 : 1);
    const made = element("tr", { class: kind }, element("td", { colspan: String(span) }, text));
    if (time !== undefined) made.prepend(element("td", {}, clock(time)));
    return made;
  }

  function row(line: Entry | Step): HTMLElement {
    if (line.kind === "message") return messageRow(line);
    return wideRow(
      `step step-${line.change.error === undefined ? line.change.state : "error"}`,
      sentence(line),
      line.time,
    );
  }

  return {
    root,
    update({ entries, written }) {
      open = open.filter(({ entry }) => Date.now() - entry.time < OPEN);
      for (const each of open) if (each.entry.elements.length + each.entry.superseded !== each.told) tell(each);
      const fresh = entries.filter(({ number }) => number > seen);
      if (fresh.length === 0) return;
      none.hidden = true;
      const shown = fresh.filter(({ kind }, place) => kind === "step" || place >= fresh.length - BURST);
      const missed = written - seen - shown.length;
      const made = shown.toReversed().map(row);
      if (missed > 0) made.push(wideRow("skipped", `${missed.toLocaleString("en")} more in this moment`));
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
