/**
 * How attributes are read: `hx-x` before `data-hx-x`, and inheritance as in htmx (`hx-disinherit`, `unset`, and `hx-inherit` where
 * a page has turned inheritance off).
 */
import { memoize } from "./memoize.ts";
import { attributeOf } from "./native/element.ts";
import { isElement, parentNodeOf } from "./native/node.ts";

// To put a name together anew for every element takes longer than the look-up.
const dataOf = memoize((name) => `data-${name}`);
const inheritedOf = memoize((name) => `${name}:inherited`);

/** The element's own value of `hx-…` or `data-hx-…`; `null` when it has neither. */
export function ownAttribute(element: Element, name: string): string | null {
  return attributeOf(element, name) ?? attributeOf(element, dataOf(name));
}

/** What an element says for those below it, too: htmx 4 marks that as `hx-…:inherited`. */
export function handedDown(element: Element, name: string): string | null {
  return ownAttribute(element, name) ?? ownAttribute(element, inheritedOf(name));
}

let inherits = true;

/** `htmx.config.disableInheritance`: from now on, elements hand down only what their `hx-inherit` names. Counts for the page. */
export function disableInheritance(disabled: boolean): void {
  inherits = !disabled;
}

/**
 * The value from the nearest element, itself included, that has the attribute and lets it through; `undefined` for none or `unset`. An
 * empty one says nothing, as in htmx: templates print them.
 */
export function inheritedAttribute(element: Element, name: string): string | undefined {
  return attributeOwner(element, name)?.value;
}

/** Like `inheritedAttribute`, with the element that carries the value: `this` in `hx-target` means that element. */
export function attributeOwner(element: Element, name: string): { value: string; owner: Element } | undefined {
  for (let owner: Element | null = element; owner; owner = parentOf(owner)) {
    if (owner !== element) {
      if (!inherits && !lists(owner, "hx-inherit", name)) continue;
      // An element lets nothing through, be it its own or from above.
      if (inherits && lists(owner, "hx-disinherit", name)) return undefined;
    }
    const value = handedDown(owner, name);
    if (value) return value === "unset" ? undefined : { value, owner };
  }
  return undefined;
}

/** By this attribute, htmx 4 finds what it has bound: new content lacks it. */
export const hostMark = "data-htmx-powered";

const bindingName =
  /^(?:data-)?(?:hx-(?!(?:confirm|headers|include|indicator|prompt|push|replace|select|sse|status|swap|sync|target|vals|vars)\b)|ws-)/;

/** Whether a host binds elements by the attribute; what is only read for a request or a swap is not bound. */
export const isBinding = (name: string): boolean => bindingName.test(name);

/** The id as it is written: a form gives the field named `id` for its `id`. */
export function idOf(element: Element): string {
  return attributeOf(element, "id") ?? "";
}

/** The parent, leaving a shadow root by its host. */
export function parentOf(element: Element): Element | null {
  const parent = parentNodeOf(element);
  return parent instanceof ShadowRoot ? parent.host : isElement(parent) ? parent : null;
}

/** Whether `list`, `hx-inherit` or `hx-disinherit`, of the element holds for the attribute of that name. */
function lists(element: Element, list: string, name: string): boolean {
  const names = ownAttribute(element, list);
  return !!names && (names === "*" || names.split(/\s+/).includes(name));
}
