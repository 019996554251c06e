/**
 * What someone has typed in a field, and no `change` has told of yet. An engine that moves a field by taking it out of the
 * document forgets it, and what waits for the `change` would never be sent: it is then told here, when the field is left.
 */
import { controlOf } from "../native/control.ts";
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

/** What a field that owes its `change` held when it was last moved. */
const owed = new WeakMap<Element, unknown>();

/** A move has made the field lose the focus that it has again: what is typed in it is told of when it is left. */
export function oweChange(field: Element): void {
  if (!edited.has(field)) return;
  const isWatched = owed.has(field);
  owed.set(field, controlOf(field).value);
  if (isWatched) return;
  const settle = (): void => {
    unlisten(field, "blur", settle);
    unlisten(field, "keydown", onKey);
    owed.delete(field);
    if (edited.delete(field)) dispatch(field, new Event("change", { bubbles: true }));
  };
  const onKey = (event: Event): void => {
    // It submits the form of an `<input>`, which is told first. Of what was typed since the move, the engine tells by itself.
    const isSent = (event as KeyboardEvent).key === "Enter" && field instanceof HTMLInputElement;
    if (isSent && owed.get(field) === controlOf(field).value) settle();
  };
  listen(field, "blur", settle);
  listen(field, "keydown", onKey);
}
