/** The report for a source whose attribute is written anew while a message of a stream is delivered. */
import type { DomContext } from "@sse/dom";

const reported = new WeakSet<Element>();

/** Says once for an element what to write instead: with every message its URL would be another text. */
export function reportRewritten(element: Element, report: DomContext["report"]): void {
  if (reported.has(element)) return;
  reported.add(element);
  const why = "the stream's URL was changed during a message";
  report(element, "url-rewritten", `${why}: send an id: with each event instead, it is sent back on reconnecting`);
}
