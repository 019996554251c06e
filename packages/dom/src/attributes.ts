/** How attributes are read: `hx-x` before `data-hx-x`, and inheritance as in htmx (`hx-disinherit`, `hx-inherit`, `unset`). */

/** The element's own value of `hx-…` or `data-hx-…`; `null` when it has neither. */
export function ownAttribute(element: Element, name: string): string | null {
  return element.getAttribute(name) ?? element.getAttribute(`data-${name}`);
}

/** The value from the nearest element, itself included, that has the attribute and lets it through; `undefined` for none or `unset`. */
export function inheritedAttribute(element: Element, name: string): string | undefined {
  return attributeOwner(element, name)?.value;
}

/** Like `inheritedAttribute`, with the element that carries the value: `this` in `hx-target` means that element. */
export function attributeOwner(element: Element, name: string): { value: string; owner: Element } | undefined {
  for (let owner: Element | null = element; owner; owner = parentOf(owner)) {
    const value = ownAttribute(owner, name);
    if (value === null) continue;
    if (owner !== element && !lets(owner, name)) return undefined;
    return value === "unset" ? undefined : { value, owner };
  }
  return undefined;
}

/** The parent, leaving a shadow root by its host. */
export function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.parentNode;
  return root && "host" in root ? (root as ShadowRoot).host : null;
}

function lets(owner: Element, name: string): boolean {
  const kept = ownAttribute(owner, "hx-disinherit");
  return !kept || (kept !== "*" && !kept.split(/\s+/).includes(name));
}
