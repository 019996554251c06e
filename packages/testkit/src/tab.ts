/** What tests ask of a browser, its contexts and its pages: the part of Playwright's face that every engine has. */

/** An element, where the types of a document are known; core's are not. */
export type PageElement = typeof globalThis extends { HTMLElement: { prototype: infer E } } ? E : never;

/** How a navigation is waited for: until it began, or until the document has been parsed. */
export interface NavigationOptions {
  readonly waitUntil?: "commit" | "domcontentloaded";
}

/** Elements that match a selector, found anew for every call. What takes one element waits until there is one. */
export interface Locator {
  first(): Locator;
  last(): Locator;
  nth(index: number): Locator;
  locator(selector: string): Locator;
  count(): Promise<number>;
  isVisible(): Promise<boolean>;
  textContent(): Promise<string | null>;
  innerText(): Promise<string>;
  innerHTML(): Promise<string>;
  inputValue(): Promise<string>;
  allTextContents(): Promise<string[]>;
  allInnerTexts(): Promise<string[]>;
  getAttribute(name: string): Promise<string | null>;
  boundingBox(): Promise<{ x: number; y: number; width: number; height: number } | null>;
  evaluate<R>(look: (element: PageElement) => R): Promise<R>;
  evaluateAll<R>(look: (elements: PageElement[]) => R): Promise<R>;
  click(): Promise<void>;
  focus(): Promise<void>;
  fill(text: string): Promise<void>;
  press(key: string): Promise<void>;
  scrollIntoViewIfNeeded(): Promise<void>;
  waitFor(options?: { readonly state?: "attached" }): Promise<void>;
}

/** A page of a tab. Text to evaluate is the source of an expression or of statements. */
export interface Page {
  readonly keyboard: { press(key: string): Promise<void>; type(text: string): Promise<void> };
  readonly mouse: { move(x: number, y: number): Promise<void> };
  evaluate<R = unknown>(script: string | (() => R | Promise<R>)): Promise<R>;
  evaluate<R, A>(script: string | ((argument: A) => R | Promise<R>), argument: A): Promise<R>;
  locator(selector: string): Locator;
  click(selector: string): Promise<void>;
  focus(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  textContent(selector: string): Promise<string | null>;
  getAttribute(selector: string, name: string): Promise<string | null>;
  goto(url: string, options?: NavigationOptions): Promise<unknown>;
  goBack(options?: NavigationOptions): Promise<unknown>;
  goForward(options?: NavigationOptions): Promise<unknown>;
  reload(options?: NavigationOptions): Promise<unknown>;
  title(): Promise<string>;
  url(): string;
  context(): BrowserContext;
  waitForFunction(expression: string): Promise<unknown>;
  waitForURL(url: string): Promise<void>;
  waitForLoadState(state: "load" | "domcontentloaded"): Promise<void>;
  close(): Promise<void>;
}

/** Pages that share cookies and storage. */
export interface BrowserContext {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** A browser that is open. */
export interface Browser {
  newContext(): Promise<BrowserContext>;
  /** A context that pages share which ask for none: where each of its own would cost a second. */
  sharedContext?(): Promise<BrowserContext>;
  version(): string;
  close(): Promise<void>;
}
