/** The messages as they came: rows are only ever added at the top, so that a reader's place is kept. */
import { button, element } from "./element.ts";
import { clock, duration, size } from "./format.ts";
import type { Entry, Ledger } from "./ledger.ts";

const ROWS = 120;
/** A burst longer than this is told in one row instead of hundreds. */
const BURST = 40;
const PREVIEW = 90;

export interface Timeline {
  readonly root: HTMLElement;
  update(ledger: Ledger): void;
  clear(): void;
}

/** `show` is called with the elements of the row that a reader looks at, and with none when that ends. */
export function timeline(show: (elements: readonly Element[]) => void): Timeline {
  const rows = element("tbody");
  const names = ["Time", "Event", "Id", "Size", "Gap", "Took", "Reached", "Data"];
  const head = element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, name)));
  const none = element("p", { class: "empty" }, "No message yet.");
  const table = element("table", {}, element("thead", {}, head), rows);
  const root = element("section", { class: "timeline", "aria-label": "Messages", tabindex: "0" }, none, table);
  let seen = 0;

  function elementsOf(entry: Entry): Element[] {
    return entry.elements.flatMap((reference) => reference.deref() ?? []);
  }

  function reach(entry: Entry): HTMLElement {
    const count = entry.elements.length;
    if (entry.superseded > 0 && count === 0) return element("span", {}, "superseded");
    if (count === 0) return element("span", {}, entry.subscribers > 0 ? `${entry.subscribers} heard` : "nobody");
    const text = count === 1 ? "1 element" : `${count} elements`;
    const finder = button(text, () => elementsOf(entry)[0]?.scrollIntoView({ block: "center" }));
    finder.addEventListener("focus", () => show(elementsOf(entry)));
    finder.addEventListener("blur", () => show([]));
    return finder;
  }

  function row(entry: Entry): HTMLElement {
    const { time, type, lastEventId, gap, took, data } = entry;
    const cells = [
      clock(time),
      element("b", {}, type),
      lastEventId,
      size(entry.size),
      gap === undefined ? "" : duration(gap),
      took === undefined ? "" : `${took.toFixed(1)} ms`,
      reach(entry),
      data.length > PREVIEW ? `${data.slice(0, PREVIEW)}…` : data,
    ];
    const made = element("tr", {}, ...cells.map((cell) => element("td", {}, cell)));
    made.addEventListener("mouseenter", () => show(elementsOf(entry)));
    made.addEventListener("mouseleave", () => show([]));
    return made;
  }

  function skipped(count: number): HTMLElement {
    const cell = element("td", { colspan: String(names.length) }, `${count.toLocaleString("en")} more in this moment`);
    return element("tr", { class: "skipped" }, cell);
  }

  return {
    root,
    update({ entries, total }) {
      const fresh = entries.filter((entry) => entry.number > seen);
      if (fresh.length === 0) return;
      none.hidden = true;
      const missed = total - seen - Math.min(fresh.length, BURST);
      const made = fresh.slice(-BURST).toReversed().map(row);
      if (missed > 0) made.push(skipped(missed));
      seen = total;
      rows.prepend(...made);
      while (rows.childElementCount > ROWS) rows.lastElementChild?.remove();
    },
    clear() {
      rows.replaceChildren();
      none.hidden = false;
    },
  };
}
