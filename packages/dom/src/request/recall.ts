/** What the attributes of an element said when its request was sent: an element that is gone no longer inherits anything. */
import { inheritedAttribute } from "../attributes.ts";
import { isConnected } from "../native/node.ts";

const names = ["hx-swap", "hx-select", "hx-select-oob", "hx-push-url", "hx-replace-url"] as const;

/** Reads an inherited attribute as it is now, or, once the element has left the document, as it was. */
export type Recall = (name: (typeof names)[number]) => string | undefined;

/**
 * Notes the attributes of `element` that a response will need, its own and inherited ones, as they are now. Call it when the
 * request is sent.
 */
export function recallAttributes(element: Element): Recall {
  const then = new Map(names.map((name) => [name, inheritedAttribute(element, name)]));
  return (name) => (isConnected(element) ? inheritedAttribute(element, name) : then.get(name));
}
