/** What an element shows of its stream: an attribute for style sheets, and its own `hx-indicator` and `hx-disabled-elt`. */
import { type ConnectionState, textOfThrown } from "@sse/core";
import { type DomContext, markBusy, ownAttribute } from "@sse/dom";
import { setAttribute } from "@sse/dom/native";

/** Shows a state on the element; `undefined` takes everything back. */
export function createStateDisplay(
  element: Element,
  context: DomContext,
): (state: ConnectionState | undefined) => void {
  let endBusy: (() => void) | undefined;

  /** What other elements around it say is about requests: a stream that waits would keep their indicators on for long. */
  function isAsked(): boolean {
    return ["hx-indicator", "hx-disabled-elt"].some((name) => ownAttribute(element, name) !== null);
  }

  function beginBusy(): void {
    if (endBusy || !isAsked()) return;
    try {
      endBusy = markBusy(element, context);
    } catch (error) {
      context.report(element, "request", textOfThrown(error));
    }
  }

  return (state) => {
    setAttribute(element, "data-sse-state", state ?? null);
    setAttribute(element, "aria-busy", state === "connecting" ? "true" : null);
    if (state === "connecting" || state === "waiting") return beginBusy();
    endBusy?.();
    endBusy = undefined;
  };
}
