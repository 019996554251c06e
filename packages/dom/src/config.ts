/** What a page may decide about swaps and requests. One mutable object per page; every key has htmx's default. */

/** Cleans markup before it is parsed: DOMPurify, the Sanitizer API, or the page's own. */
export type Sanitize = (html: string, context: SanitizeContext) => string | TrustedMarkup | DocumentFragment;

/** What is known of the markup that a `sanitize` function is given. */
export interface SanitizeContext {
  readonly target: Element;
  /** `event` for data of a stream, `response` for the body of a request. */
  readonly source: "event" | "response";
}

/** A `TrustedHTML` of the Trusted Types API, which TypeScript's DOM library does not know. */
export interface TrustedMarkup {
  toString(): string;
}

/** Keys, units and meaning follow `htmx.config`; delays and timeouts are in milliseconds. */
export interface DomConfig {
  defaultSwapStyle: string;
  defaultSwapDelay: number;
  defaultSettleDelay: number;
  defaultFocusScroll: boolean;
  scrollBehavior: ScrollBehavior;
  ignoreTitle: boolean;
  /** Every swap in a view transition, as if it said `transition:true`. */
  globalViewTransitions: boolean;
  /** Which events tell of the content of events: `all`, or only those of the messages. */
  events: "all" | "messages";
  attributesToSettle: readonly string[];
  swappingClass: string;
  settlingClass: string;
  addedClass: string;
  requestClass: string;
  indicatorClass: string;
  /** `false` leaves scripts in swapped content inert. */
  allowScripts: boolean;
  /** `false` turns off what evaluates text: `[filter]`, `js:` values. */
  allowEval: boolean;
  /** Nonce given to scripts of swapped content. */
  inlineScriptNonce: string;
  /** Time limit of a request; 0 is none. */
  timeout: number;
  withCredentials: boolean;
  /** Origins beside the page's own that may be connected to and requested from. */
  origins: readonly string[];
  sanitize: Sanitize | undefined;
  /** Nothing evaluated, no scripts, no markup that nothing has cleaned, and nothing out of band but what `outOfBand` lists. */
  strict: boolean;
  /** Selectors of what out-of-band parts of events may change; default: anything, under `strict` nothing. */
  outOfBand?: readonly string[];
  /** The largest event of a streamed response, as of a stream, in UTF-16 code units; default 16 Mi. */
  maxEventSize?: number;
  /** `true` keeps help for developers off the console; mistakes are told all the same. */
  quiet: boolean;
}

const defaults: DomConfig = {
  defaultSwapStyle: "innerHTML",
  defaultSwapDelay: 0,
  defaultSettleDelay: 20,
  defaultFocusScroll: false,
  scrollBehavior: "instant",
  ignoreTitle: false,
  globalViewTransitions: false,
  events: "all",
  attributesToSettle: ["class", "style", "width", "height"],
  swappingClass: "htmx-swapping",
  settlingClass: "htmx-settling",
  addedClass: "htmx-added",
  requestClass: "htmx-request",
  indicatorClass: "htmx-indicator",
  allowScripts: true,
  allowEval: true,
  inlineScriptNonce: "",
  timeout: 0,
  withCredentials: false,
  origins: [],
  sanitize: undefined,
  strict: false,
  quiet: false,
};

/** A fresh configuration with the defaults. */
export function defaultConfig(): DomConfig {
  return structuredClone(defaults);
}
