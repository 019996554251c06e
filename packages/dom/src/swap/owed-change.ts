/**
 * What someone has typed in a field, and no `change` has told of yet. An engine that moves a field by taking it out of the
 * document forgets it, and what waits for the `change` would never be sent: it is then told here, when the field is left.
 */
import { controlOf } from "../native/control.ts";
import { matches } from "../native/element.ts";
import { dispatch, listen, unlisten } from "../native/event-target.ts";

/** The fields in which something is typed; of one that owes its `change`, what it held when it was last moved. */
const edited = new WeakMap<Element, string | undefined>();
let watching = false;

/** From now on, notes in which fields something is typed. */
export function watchEdits(): void {
  if (watching || typeof document === "undefined") return;
  watching = true;
  listen(document, "input", (event) => note(event.composedPath()[0]), true);
}

/** Listens to the field itself: no `change` leaves the shadow root that it stands in. */
function note(field: EventTarget | undefined): void {
  if (!(field instanceof Element) || edited.has(field) || !matches(field, "input,textarea")) return;
  const end = (): void => {
    edited.delete(field);
    unlisten(field, "change", end, true);
    unlisten(field, "blur", tell);
    unlisten(field, "keydown", onKey);
  };
  const tell = (): void => {
    const isOwed = edited.get(field) !== undefined;
    end();
    if (isOwed) dispatch(field, new Event("change", { bubbles: true }));
  };
  const onKey = (event: Event): void => {
    // It submits the form of an `<input>`, which is told first. Of what was typed since the move, the engine tells by itself.
    const isSent = (event as KeyboardEvent).key === "Enter" && field instanceof HTMLInputElement;
    if (isSent && edited.get(field) === controlOf(field).value) tell();
  };
  edited.set(field, undefined);
  listen(field, "change", end, true);
  listen(field, "blur", tell);
  listen(field, "keydown", onKey);
}

/** A move has made the field lose the focus that it has again: what is typed in it is told of when it is left. */
export function oweChange(field: Element): void {
  if (edited.has(field)) edited.set(field, controlOf(field).value);
}
