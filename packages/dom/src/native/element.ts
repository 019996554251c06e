/** An element as it is, whatever the fields of a form are called. */
import { getter, method, setter } from "./capture.ts";

const localName = getter<Element, "localName">("Element", "localName");
const namespace = getter<Element, "namespaceURI">("Element", "namespaceURI");
const classList = getter<Element, "classList">("Element", "classList");
const shadowRoot = getter<Element, "shadowRoot">("Element", "shadowRoot");
const children = getter<Element, "children">("Element", "children");
const nextElement = getter<Element, "nextElementSibling">("Element", "nextElementSibling");
const previousElement = getter<Element, "previousElementSibling">("Element", "previousElementSibling");
const scrollHeight = getter<Element, "scrollHeight">("Element", "scrollHeight");
const clientHeight = getter<Element, "clientHeight">("Element", "clientHeight");
const scrollTop = getter<Element, "scrollTop">("Element", "scrollTop");
const scrollLeft = getter<Element, "scrollLeft">("Element", "scrollLeft");
const scrollBy: (this: Element, options: ScrollToOptions) => void = method<Element, "scrollBy">("Element", "scrollBy");
const setScrollLeft = setter<Element, "scrollLeft">("Element", "scrollLeft");
const setScrollTop = setter<Element, "scrollTop">("Element", "scrollTop");
const html = setter<Element, "innerHTML">("Element", "innerHTML");
const innerHTML = getter<Element, "innerHTML">("Element", "innerHTML");
const outerHTML = getter<Element, "outerHTML">("Element", "outerHTML");
const elementMatches = method<Element, "matches">("Element", "matches");
const elementClosest = method<Element, "closest">("Element", "closest");
const get = method<Element, "getAttribute">("Element", "getAttribute");
const set = method<Element, "setAttribute">("Element", "setAttribute");
const unset = method<Element, "removeAttribute">("Element", "removeAttribute");
const has = method<Element, "hasAttribute">("Element", "hasAttribute");
const toggle = method<Element, "toggleAttribute">("Element", "toggleAttribute");
const attributes = getter<Element, "attributes">("Element", "attributes");
const names = method<Element, "getAttributeNames">("Element", "getAttributeNames");
const insertMarkup = method<Element, "insertAdjacentHTML">("Element", "insertAdjacentHTML");
const scrollTo = method<Element, "scrollIntoView">("Element", "scrollIntoView");

/** The name of the tag, in lower case for HTML. */
export const localNameOf = (element: Element): string => localName.call(element);
export const namespaceOf = (element: Element): string | null => namespace.call(element);
export const classesOf = (element: Element): DOMTokenList => classList.call(element);
export const shadowRootOf = (element: Element): ShadowRoot | null => shadowRoot.call(element);
export const childrenOf = (element: Element): HTMLCollection => children.call(element);
export const nextElementOf = (element: Element): Element | null => nextElement.call(element);
export const previousElementOf = (element: Element): Element | null => previousElement.call(element);
export const scrollHeightOf = (element: Element): number => scrollHeight.call(element);
export const clientHeightOf = (element: Element): number => clientHeight.call(element);
export const scrollTopOf = (element: Element): number => scrollTop.call(element);
/** How far the content of an element is scrolled, in px. */
export const scrollOf = (element: Element): { left: number; top: number } => ({
  left: scrollLeft.call(element),
  top: scrollTop.call(element),
});
/** Scrolls at once, whatever the page's style says of scrolling. */
export function scrollBack(element: Element, { left, top }: { left: number; top: number }): void {
  const now = scrollOf(element);
  scrollBy.call(element, { left: left - now.left, top: top - now.top, behavior: "instant" });
  // In WebKit, that does nothing to an `<input>`.
  if (scrollLeft.call(element) !== left) setScrollLeft.call(element, left);
}
export const setScroll = (element: Element, top: number): void => setScrollTop.call(element, top);
/** Replaces the content by markup; scripts in it do not run. */
export const setMarkup = (element: Element, value: string): void => html.call(element, value);
export const innerMarkupOf = (element: Element): string => innerHTML.call(element);
export const markupOf = (element: Element): string => outerHTML.call(element);
export const matches = (element: Element, selector: string): boolean => elementMatches.call(element, selector);
export const closest = (element: Element, selector: string): Element | null => elementClosest.call(element, selector);
export const attributeOf = (element: Element, name: string): string | null => get.call(element, name);
export const attributeCountOf = (element: Element): number => attributes.call(element).length;
export const attributeNamesOf = (element: Element): string[] => names.call(element);
export const hasAttribute = (element: Element, name: string): boolean => has.call(element, name);
export const removeAttribute = (element: Element, name: string): void => unset.call(element, name);
/** Sets an attribute, or removes it where there is no value. */
export function setAttribute(element: Element, name: string, value: string | null): void {
  if (value === null) unset.call(element, name);
  else set.call(element, name, value);
}
export const toggleAttribute = (element: Element, name: string, force: boolean): boolean =>
  toggle.call(element, name, force);
export const insertMarkupAt = (element: Element, position: InsertPosition, value: string): void =>
  insertMarkup.call(element, position, value);
export const scrollIntoView = (element: Element, options: ScrollIntoViewOptions): void =>
  scrollTo.call(element, options);
