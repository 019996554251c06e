/** What a request is made of, and what its events carry in `detail`. */
import type { DomContext } from "../context.ts";
import type { SentText } from "../swap/answered.ts";
import type { Recall } from "./recall.ts";

/** What several triggers of one element do while its request is under way. */
export type Queue = "first" | "last" | "all" | "none";

/** A request that is asked for: by the attributes of an element, or, with more to say, by `HX-Location`. */
export interface Ask {
  readonly elt: Element;
  readonly triggeringEvent: Event | null;
  readonly verb: string;
  readonly path: string;
  readonly queue?: Queue | undefined;
  /** Absent: `htmx:confirm` is yet to be raised; otherwise whether the question is already answered. */
  readonly confirmed?: boolean;
  /** Extended selector that takes the place of `hx-target`. */
  readonly target?: string;
  readonly swap?: string;
  readonly select?: string;
  readonly push?: string;
  readonly replace?: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A control that is not valid. */
export interface Invalid {
  readonly elt: Element;
  readonly message: string;
  readonly validity: ValidityState;
}

/** `detail` of `htmx:configRequest`: what a listener changes here is what is sent. */
export interface RequestConfig {
  readonly elt: Element;
  readonly triggeringEvent: Event | null;
  readonly errors: readonly Invalid[];
  verb: string;
  path: string;
  target: Element;
  /** Headers that are `null` are not sent. */
  headers: Record<string, string | null>;
  /** By name: a value, or an array of them. Objects that are no `Blob` are sent as JSON. */
  parameters: Record<string, unknown>;
  /** The parameters go into the URL: `get` and `delete`. */
  useUrlParams: boolean;
  /** In ms; 0 is none. */
  timeout: number;
  withCredentials: boolean;
}

/** The part of an `XMLHttpRequest` that listeners of `htmx:beforeSwap` and the like read. */
export interface ResponseFacts {
  readonly status: number;
  readonly responseURL: string;
  readonly responseText: string;
  getResponseHeader(name: string): string | null;
}

/** `detail` of the events from `htmx:beforeRequest` on. */
export interface RequestInfo {
  readonly elt: Element;
  readonly requestConfig: RequestConfig;
  readonly pathInfo: { readonly requestPath: string; readonly finalRequestPath: string };
  target: Element;
  /** Absent until there is a response. */
  xhr?: ResponseFacts;
  successful?: boolean;
  failed?: boolean;
  /** The page is about to be left, and shows so. */
  keepIndicators?: boolean;
}

/** One request on its way. */
export interface Exchange {
  readonly ask: Ask;
  readonly info: RequestInfo;
  readonly context: DomContext;
  readonly recall: Recall;
  readonly sent: SentText;
  /** Finds the target again, where the first one is gone. */
  aim(): Element | null;
  /** Does another request: `HX-Location`. */
  follow(ask: Ask): Promise<void>;
}

/** Swaps a piece of the response; `settled` is told when that is over, or not to be. */
export type Deliver = (html: string, settled?: () => void) => void | PromiseLike<void>;
