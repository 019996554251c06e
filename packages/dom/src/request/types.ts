/** What a request is made of, and what its events carry in `detail`. */
import type { DomContext } from "../context.ts";

/** What several triggers of one element do while its request is under way. */
export type Queue = "first" | "last" | "all" | "none";

/** A request that is asked for; `HX-Location` asks for more than an element's attributes do. */
export interface Ask {
  readonly element: Element;
  readonly event: Event | null;
  readonly context: DomContext;
  readonly verb: string;
  readonly path: string;
  readonly queue?: Queue | undefined;
  /** Absent: `htmx:confirm` is yet to be raised; otherwise whether the question is already answered. */
  readonly confirmed?: boolean;
  /** Extended selector that takes the place of `hx-target`. */
  readonly target?: string | undefined;
  readonly swap?: string | undefined;
  readonly select?: string | undefined;
  readonly push?: string | undefined;
  readonly replace?: string | undefined;
  readonly values?: Readonly<Record<string, unknown>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
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
  readonly errors: Invalid[];
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
  readonly statusText: string;
  readonly responseURL: string;
  readonly response: string;
  readonly responseText: string;
  getResponseHeader(name: string): string | null;
}

/** `detail` of the events from `htmx:beforeRequest` on. */
export interface RequestInfo {
  readonly elt: Element;
  readonly requestConfig: RequestConfig;
  readonly pathInfo: {
    readonly requestPath: string;
    readonly finalRequestPath: string;
    readonly anchor: string;
    responsePath?: string;
  };
  target: Element;
  /** Absent until there is a response. */
  xhr?: ResponseFacts;
  successful?: boolean;
  failed?: boolean;
  /** The page is about to be left, and shows so. */
  keepIndicators?: boolean;
}

/** One request on its way, and what it takes to end it. */
export interface Exchange {
  readonly ask: Ask;
  readonly info: RequestInfo;
  readonly href: string;
  readonly body: BodyInit | null;
  readonly controller: AbortController;
  /** Lets the next request of the same line go. */
  done(): void;
  /** Finds the target again, where the first one is gone. */
  aim(): Element | null;
  /** Does another request: `HX-Location`. */
  follow(ask: Ask): Promise<void>;
}

/** Swaps a piece of the response; `settled` is told when that is over, or not to be. */
export type Deliver = (html: string, settled?: () => void) => void | PromiseLike<void>;

/** Reads a response header by its name without `HX-`. */
export type ReadHeader = (name: string) => string | undefined;
