/**
 * What someone has typed in a field, and no `change` has told of yet. An engine that moves a field by taking it out of the
 * document forgets it, and what waits for the `change` would never be sent: it is then told here, when the field is left.
 */
import { dispatch, listen, unlisten } from "../native/event-target.ts";

const edited = new WeakSet<EventTarget>();
let watching = false;

/** From now on, notes in which fields something is typed. */
export function watchEdits(): void {
  if (watching || typeof document === "undefined") return;
  watching = true;
  const inner = (event: Event): EventTarget => event.composedPath()[0] ?? document;
  listen(document, "input", (event) => void edited.add(inner(event)), true);
  listen(document, "change", (event) => void edited.delete(inner(event)), true);
}

/** A move has made the field lose the focus that it has again: what is typed in it is told of when it is left. */
export function oweChange(field: Element): void {
  if (!edited.has(field)) return;
  const settle = (): void => {
    unlisten(field, "blur", settle);
    unlisten(field, "keydown", onKey);
    if (edited.delete(field)) dispatch(field, new Event("change", { bubbles: true }));
  };
  const onKey = (event: Event): void => {
    // It submits the form of an `<input>`, which is told first.
    if ((event as KeyboardEvent).key === "Enter" && field instanceof HTMLInputElement) settle();
  };
  listen(field, "blur", settle);
  listen(field, "keydown", onKey);
}
