/** The events of docs/events as types: by name, what each carries in `detail`, for listeners in TypeScript. */
import type { GapReason, SseErrorCode, SseGapError } from "@sse/core";
import type { MessageDetail, RequestConfig, RequestInfo, SseEvent } from "@sse/dom";
import type { ConfigConnectDetail } from "./source-preparation.ts";
import type { SourceCloseType } from "./source.ts";

type Options = boolean | AddEventListenerOptions;

/** `detail.source`: the stream of an element, with the members of an `EventSource`. */
export interface SourceStream extends EventTarget {
  readonly url: string;
  readonly withCredentials: boolean;
  /** 0 while connecting or waiting, 1 while open, 2 after the element has given up its stream. */
  readonly readyState: 0 | 1 | 2;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent<string>) => void) | null;
  onerror: ((event: Event) => void) | null;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void, options?: Options): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: Options): void;
  /** Ends the stream of the element, as `sse.close(element)` does. */
  close(): void;
}

/** `detail` of the events of a source. */
export interface SourceDetail {
  /** The element with `connect:`. */
  readonly elt: Element;
  /** The URL as it is written. */
  readonly url: string;
  readonly source: SourceStream;
}

/** `detail` of the events of a swap; what a request adds is there for responses. */
export type SwapDetail = Pick<RequestInfo, "elt" | "target"> & Partial<RequestInfo>;

/** `detail` once there is a response. */
export type ResponseDetail = RequestInfo & { readonly xhr: NonNullable<RequestInfo["xhr"]> };

/** `detail` of a request that came to nothing. */
export type FailedRequestDetail = RequestInfo & { readonly error: unknown };

/** `detail` of a part that is swapped out of band. */
export interface PartDetail {
  readonly elt: Element;
  target: Element;
  shouldSwap: boolean;
  readonly fragment: DocumentFragment;
}

/** By the name of the event: its `detail`. Those of requests are raised by hx-sse on pages without htmx. */
export interface SseEventDetails {
  "htmx:sseConfigConnect": ConfigConnectDetail;
  "htmx:sseOpen": SourceDetail;
  "htmx:sseBeforeMessage": MessageDetail;
  "htmx:sseMessage": MessageDetail;
  "htmx:sseError": Omit<SourceDetail, "source"> & {
    /** `undefined` for a URL that is refused. */
    readonly source: SourceStream | undefined;
    /** An `SseError` with its code, or an `Error` for a URL that is refused. */
    readonly error: Error & { readonly code?: SseErrorCode };
    readonly status?: number | undefined;
    readonly retryIn?: number | undefined;
  };
  "htmx:sseGap": SourceDetail & {
    readonly error: SseGapError;
    readonly reason: GapReason;
    readonly position: string;
    readonly resumedAt: string | undefined;
  };
  "htmx:sseClose": SourceDetail & { readonly type: SourceCloseType };
  "htmx:noSSESourceError": { readonly elt: Element };
  "htmx:targetError": { readonly elt: Element; readonly target: unknown };
  "htmx:swapError": { readonly elt: Element; readonly error: unknown };
  "htmx:afterSwap": SwapDetail;
  "htmx:afterSettle": SwapDetail;
  "htmx:oobBeforeSwap": PartDetail;
  "htmx:oobAfterSwap": PartDetail;
  "htmx:load": { readonly elt: Element };
  "htmx:configRequest": RequestConfig;
  "htmx:invalidPath": RequestConfig;
  "htmx:validation:halted": RequestConfig;
  "htmx:beforeRequest": RequestInfo;
  "htmx:beforeSend": RequestInfo;
  "htmx:beforeSwap": ResponseDetail & {
    shouldSwap: boolean;
    isError: boolean;
    serverResponse: string;
    selectOverride: string | undefined;
    swapOverride: string | undefined;
  };
  "htmx:afterRequest": RequestInfo;
  "htmx:responseError": ResponseDetail;
  "htmx:sendError": FailedRequestDetail;
  "htmx:sendAbort": FailedRequestDetail;
  "htmx:timeout": FailedRequestDetail;
  "htmx:onLoadError": FailedRequestDetail;
}

/** `htmx:sse-open` for `htmx:sseOpen`: the other name that an event has beside htmx. */
type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : Name;

/**
 * The event of each name. `htmx:confirm` is left out: the types of htmx 4 declare it, and another declaration would clash with
 * theirs.
 */
export type SseEventMap = { [Name in keyof SseEventDetails]: CustomEvent<SseEventDetails[Name]> } & {
  [Name in keyof SseEventDetails & `htmx:sse${string}` as Kebab<Name>]: CustomEvent<SseEventDetails[Name]>;
} & { [name: `sse:${string}`]: SseEvent };

declare global {
  // Elements of any kind; then what HTML elements, documents and windows hear.
  interface ElementEventMap extends SseEventMap {}
  interface GlobalEventHandlersEventMap extends SseEventMap {}
}
