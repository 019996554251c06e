/** Where an extended selector points, seen from an element: `hx-target`, `from:`, `hx-include` and the like. */
import type { TargetSpec } from "@sse/parser";

/** What an extended selector may point at. */
export type Target = Element | Document | Window;

/**
 * The one place that `spec` means for `element`; `null` when there is none. `owner` is the element that carries the
 * attribute, where it was inherited: `this` means that one. Throws `SyntaxError` for a selector the browser refuses.
 */
export function resolveTarget(element: Element, spec: TargetSpec, owner: Element = element): Target | null {
  return resolveTargets(element, [spec], owner)[0] ?? null;
}

/** Every place that a list of extended selectors means, in the order of the list; a plain selector gives all its matches. */
export function resolveTargets(element: Element, specs: readonly TargetSpec[], owner: Element = element): Target[] {
  return specs.flatMap((spec): Target[] => {
    if (spec.kind === "selector") return [...rootOf(element).querySelectorAll(spec.selector)];
    const found = "selector" in spec ? matched(element, spec.kind, spec.selector) : named(element, spec.kind, owner);
    return found ? [found] : [];
  });
}

/** The document or shadow root that an element stands in; its document when it stands in neither. */
export function rootOf(element: Node): Document | ShadowRoot {
  const root = element.getRootNode();
  return "activeElement" in root ? (root as Document | ShadowRoot) : (element.ownerDocument ?? document);
}

function named(element: Element, kind: string, owner: Element): Target | null {
  if (kind === "this") return owner;
  if (kind === "next") return element.nextElementSibling;
  if (kind === "previous") return element.previousElementSibling;
  const page = element.ownerDocument;
  return kind === "body" ? page.body : kind === "document" ? page : page.defaultView;
}

function matched(element: Element, kind: string, selector: string): Element | null | undefined {
  if (kind === "closest") return element.closest(selector);
  if (kind === "find") return element.querySelector(selector);
  // Exact comparison leaves out what contains the element and what it contains, as in htmx.
  const side = kind === "next-match" ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const candidates = [...rootOf(element).querySelectorAll(selector)].filter(
    (candidate) => element.compareDocumentPosition(candidate) === side,
  );
  return kind === "next-match" ? candidates[0] : candidates.at(-1);
}
