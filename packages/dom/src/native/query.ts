/** Selectors and ids, looked up below any node that may have children. */
import { method } from "./capture.ts";
import { nodeTypeOf } from "./node.ts";

const find = method<Element, "querySelector">("Element", "querySelector");
const findAll = method<Element, "querySelectorAll">("Element", "querySelectorAll");
const findInDocument = method<Document, "querySelector">("Document", "querySelector");
const findAllInDocument = method<Document, "querySelectorAll">("Document", "querySelectorAll");

/** The first match below `root`. Throws `SyntaxError` for a selector that the browser refuses. */
export function query(root: ParentNode, selector: string): Element | null {
  const type = nodeTypeOf(root);
  if (type === 1) return find.call(root as Element, selector);
  // A fragment has no fields.
  return type === 9 ? findInDocument.call(root as Document, selector) : root.querySelector(selector);
}

/** All matches below `root`, in document order. Throws as `query` does. */
export function queryAll<T extends Element>(root: ParentNode, selector: string): NodeListOf<T> {
  const type = nodeTypeOf(root);
  if (type === 1) return findAll.call(root as Element, selector) as NodeListOf<T>;
  return type === 9
    ? (findAllInDocument.call(root as Document, selector) as NodeListOf<T>)
    : root.querySelectorAll(selector);
}

/** The templates below `root` that `selector` finds. Below an `<svg>`, an element of that name is none. */
export const templatesIn = (root: ParentNode, selector = "template"): HTMLTemplateElement[] =>
  [...queryAll(root, selector)].filter((element) => element instanceof HTMLTemplateElement);

const byId = method<Document, "getElementById">("Document", "getElementById");

export const elementById = (root: Document | ShadowRoot, id: string): Element | null =>
  nodeTypeOf(root) === 9 ? byId.call(root as Document, id) : root.getElementById(id);
