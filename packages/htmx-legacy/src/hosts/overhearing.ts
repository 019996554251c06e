/**
 * htmx 2's log and the `onEvent` of its extensions hear only what htmx itself raises. What we raise of streams is passed on to
 * them, as it would come from htmx's own extension.
 */

/** What htmx 2 calls for everything that it raises, where a page wants a log. */
export type Logger = (element: Element, name: string, detail: unknown) => void;

/** An extension, which may cancel an event. */
export interface Overhearing {
  onEvent(name: string, event: Event): unknown;
}

/** Events of streams; all but those of triggers, which have the names of messages. */
export const overheard = ["ConfigConnect", "Open", "BeforeMessage", "Message", "Error", "Gap", "Close"]
  .map((name) => `htmx:sse${name}`)
  .concat("htmx:noSSESourceError");

/** Gives what passes an event on, once. */
export function createOverhearing(
  htmx: { readonly logger?: Logger | null },
  withExtensions: (element: Element, visit: (extension: Overhearing) => void) => void,
): (event: Event) => void {
  const passed = new WeakSet<Event>();
  return (event) => {
    const [element] = event.composedPath();
    if (!(element instanceof Element) || passed.has(event)) return;
    passed.add(event);
    htmx.logger?.(element, event.type, (event as CustomEvent).detail);
    withExtensions(element, (extension) => {
      if (!event.defaultPrevented && extension.onEvent(event.type, event) === false) event.preventDefault();
    });
  };
}
