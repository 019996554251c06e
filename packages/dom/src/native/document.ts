/** A document as it is, whatever its images and forms are called. */
import { getter, member, method, setter } from "./capture.ts";
import { nodeTypeOf } from "./node.ts";

const body = getter<Document, "body">("Document", "body");
const head = getter<Document, "head">("Document", "head");
const documentElement = getter<Document, "documentElement">("Document", "documentElement");
const readyState = getter<Document, "readyState">("Document", "readyState");
const currentScript = getter<Document, "currentScript">("Document", "currentScript");
const scrollingElement = getter<Document, "scrollingElement">("Document", "scrollingElement");
const activeElement = getter<Document, "activeElement">("Document", "activeElement");
const defaultView = getter<Document, "defaultView">("Document", "defaultView");
const sheets = getter<Document, "adoptedStyleSheets">("Document", "adoptedStyleSheets");
const title = setter<Document, "title">("Document", "title");
const create = method<Document, "createElement">("Document", "createElement");
const walk = method<Document, "createTreeWalker">("Document", "createTreeWalker");
const viewTransition = method<Document, "startViewTransition">("Document", "startViewTransition");

export const bodyOf = (document: Document): HTMLElement => body.call(document);
export const headOf = (document: Document): HTMLHeadElement => head.call(document);
export const rootElementOf = (document: Document): HTMLElement => documentElement.call(document);
export const readyStateOf = (document: Document): DocumentReadyState => readyState.call(document);
export const scrollingElementOf = (document: Document): Element | null => scrollingElement.call(document);
export const windowOf = (document: Document): Window | null =>
  document === globalThis.document ? window : defaultView.call(document);
export const setTitle = (document: Document, value: string): void => title.call(document, value);
/** The list of adopted style sheets; `undefined` where the browser has none. */
export const adoptedSheetsOf = (document: Document): CSSStyleSheet[] | undefined =>
  member("Document", "adoptedStyleSheets") && sheets.call(document);
/** The script element that is running; `null` in a module, and for an image that is named so. */
export function runningScriptOf(document: Document): HTMLScriptElement | null {
  const script = currentScript.call(document);
  return script instanceof HTMLScriptElement ? script : null;
}
export const createElement = <K extends keyof HTMLElementTagNameMap>(
  document: Document,
  tag: K,
): HTMLElementTagNameMap[K] => create.call(document, tag) as HTMLElementTagNameMap[K];

/** The comments below `root`, in order; those in templates are not below it. */
export function commentsIn(root: DocumentFragment): Comment[] {
  const comments: Comment[] = [];
  const walker = walk.call(document, root, NodeFilter.SHOW_COMMENT);
  for (let node = walker.nextNode(); node instanceof Comment; node = walker.nextNode()) comments.push(node);
  return comments;
}

/** What is needed of a `ViewTransition`; the DOM library of TypeScript 5.0 has no such type. */
export interface Transition {
  readonly ready: Promise<unknown>;
  readonly finished: Promise<unknown>;
  skipTransition(): void;
}

/** Begins a view transition; `undefined` where the browser has none. A page may have put a function of its own in its place. */
export function startTransition(document: Document, apply: () => void): Transition | undefined {
  const { startViewTransition: own } = document;
  return (typeof own === "function" && !((own as unknown) instanceof Node) ? own : viewTransition)?.call(
    document,
    apply,
  );
}
export const hasTransitions = !!viewTransition;

/** What has the focus in a document or a shadow root. */
export const focusedOf = (root: Document | ShadowRoot): Element | null =>
  nodeTypeOf(root) === 9 ? activeElement.call(root as Document) : root.activeElement;

const selection = method<Document, "getSelection">("Document", "getSelection");

/** What is selected in a document or, in Chromium, in a shadow root; elsewhere the document's selection reaches into those. */
export function textSelectionOf(root: Document | ShadowRoot): Selection | null {
  const { getSelection: own } = root as Partial<Document>;
  return nodeTypeOf(root) !== 9 && own ? own.call(root as Document) : selection.call(document);
}
