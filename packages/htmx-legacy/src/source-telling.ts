/** What a page hears of a source: DOM events on its element. */
import type { SseGapError } from "@sse/core";
import { type DomContext, fire } from "@sse/dom";
import { isConnected } from "@sse/dom/native";
import type { SourceEvents } from "./source-events.ts";

export interface SourceTelling {
  /** Raises an event; `more` is what it has in `detail` besides the element, the URL and the stream. */
  tell(name: string, more?: object): void;
  /** Events may be missing. */
  tellGap(gap: SseGapError): void;
  /** A swap is about to take the element out of `place`: what is told after that is heard there, too. */
  expectReplacement(place: Element): void;
  /** Whether a swap is about to, or has done so. */
  readonly isReplaced: boolean;
}

/** `about` gives what every event says of the source as it is then. */
export function createTelling(
  element: Element,
  { report }: DomContext,
  about: () => { readonly url: string; readonly source: SourceEvents | undefined },
): SourceTelling {
  let place: Element | undefined;
  let isRefused = false;

  function tell(name: string, more: object = {}): void {
    const detail = { elt: element, ...about(), ...more };
    fire(element, name, detail);
    // Where it stood, too: it is heard by who listens above.
    if (place && !isConnected(element)) fire(isConnected(place) ? place : document, name, detail);
  }

  return {
    tell,
    tellGap(gap) {
      const { code, message, reason, position, resumedAt } = gap;
      report(element, code, message);
      tell("htmx:sseGap", { error: gap, reason, position, resumedAt });
      // That it will not resume is said once; each gap that comes of it is a gap.
      if (reason === "refused" && !isRefused) tell("htmx:sseError", { error: gap });
      isRefused ||= reason === "refused";
    },
    expectReplacement(around) {
      place = around;
    },
    get isReplaced() {
      return place !== undefined;
    },
  };
}
