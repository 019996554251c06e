/** How attributes are read: `hx-x` before `data-hx-x`, and inheritance as in htmx (`hx-disinherit`, `hx-inherit`, `unset`). */
import { memoize } from "./memoize.ts";

// To put a name together anew for every element takes longer than the look-up.
const dataOf = memoize((name) => `data-${name}`);
const inheritedOf = memoize((name) => `${name}:inherited`);

/** The element's own value of `hx-…` or `data-hx-…`; `null` when it has neither. */
export function ownAttribute(element: Element, name: string): string | null {
  return element.getAttribute(name) ?? element.getAttribute(dataOf(name));
}

/** What an element says for those below it, too: htmx 4 marks that as `hx-…:inherited`. */
export function handedDown(element: Element, name: string): string | null {
  return ownAttribute(element, name) ?? ownAttribute(element, inheritedOf(name));
}

/** The value from the nearest element, itself included, that has the attribute and lets it through; `undefined` for none or `unset`. */
export function inheritedAttribute(element: Element, name: string): string | undefined {
  return attributeOwner(element, name)?.value;
}

/** Like `inheritedAttribute`, with the element that carries the value: `this` in `hx-target` means that element. */
export function attributeOwner(element: Element, name: string): { value: string; owner: Element } | undefined {
  for (let owner: Element | null = element; owner; owner = parentOf(owner)) {
    const value = handedDown(owner, name);
    if (value === null) continue;
    if (owner !== element && !lets(owner, name)) return undefined;
    return value === "unset" ? undefined : { value, owner };
  }
  return undefined;
}

/** The id as it is written: a form gives the field named `id` for its `id`. */
export function idOf(element: Element): string {
  return element.getAttribute("id") ?? "";
}

let readParent: (() => Node | null) | undefined;

/** The parent, leaving a shadow root by its host. Not fooled by a form with a field named `parentNode`, which would go round for ever. */
export function parentOf(element: Element): Element | null {
  readParent ??= Object.getOwnPropertyDescriptor(Node.prototype, "parentNode")?.get;
  const parent = readParent?.call(element);
  if (parent instanceof Element) return parent;
  return parent && "host" in parent ? (parent as ShadowRoot).host : null;
}

function lets(owner: Element, name: string): boolean {
  const kept = ownAttribute(owner, "hx-disinherit");
  return !kept || (kept !== "*" && !kept.split(/\s+/).includes(name));
}
