/** What `start:` means: a DOM event of the element, with an optional delay after a last colon (`start:load:2s`). */
import { replacesDefault, watchVisibility } from "@sse/dom";
import { isConnected, listen, unlisten } from "@sse/dom/native";
import { parseDuration } from "@sse/parser";

/** Calls `open` each time the event of a `start:` value has come, and its delay is over. Returns its undo. */
export function waitForStart(element: Element, text: string, open: () => void): () => void {
  const { type, delay } = read(text);
  const undo: (() => void)[] = [() => clearTimeout(timer)];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const start = (): void => {
    if (isConnected(element)) open();
  };
  const hear = (event?: Event): void => {
    if (event && replacesDefault(event)) event.preventDefault();
    clearTimeout(timer);
    if (delay) timer = setTimeout(start, delay);
    else start();
  };

  if (type === "load") hear();
  else {
    listen(element, type, hear);
    undo.push(() => unlisten(element, type, hear));
    if (type === "revealed" || type === "intersect") undo.push(watchVisibility(element, type, { threshold: 0 }));
  }
  return () => undo.forEach((each) => each());
}

/** A delay begins with a digit; `app:ready` is an event. */
function read(text: string): { type: string; delay?: number | undefined } {
  const colon = text.lastIndexOf(":");
  const delay = /^\d/.test(text.slice(colon + 1)) && colon > 0 ? parseDuration(text.slice(colon + 1)).value : undefined;
  return delay === undefined ? { type: text } : { type: text.slice(0, colon), delay };
}
