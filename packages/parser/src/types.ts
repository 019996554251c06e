/** The syntax trees and diagnostics of the attribute grammars. Every node knows where it stands in the text. */

/** A piece of the attribute text, as UTF-16 offsets: `text.slice(start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value and the place it was read from. */
export interface Node<T> extends Span {
  readonly value: T;
}

/** `error`: the part is ignored. `warning`: it is used, but cannot mean what it says. `hint`: legal, but questionable. */
export type Severity = "error" | "warning" | "hint";

/** What is wrong with a piece of an attribute, for a person and, by its stable `code`, for a program. */
export interface Diagnostic extends Span {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** The correction of a near miss: what to write instead of `text.slice(start, end)`. */
  readonly suggestion?: string;
}

/** What every parse function returns: the well-formed part of the text, and what was wrong with the rest. */
export interface Parsed<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** Who may share a stream: all sources of this page, all tabs of the browser, nobody. */
export type Share = "page" | "browser" | "none";

/** When a stream is closed: while the tab is hidden, for longer than so many milliseconds if it says so, or never. */
export type PauseValue = "hidden" | "never" | { readonly hidden: number };

/** The syntax tree of an `hx-sse` attribute. Durations are in milliseconds. */
export interface SseAttribute {
  readonly connect?: Node<string>;
  readonly swaps: readonly Node<string>[];
  readonly closes: readonly Node<string>[];
  /** Full trigger text after `start:`, such as `click` or `revealed`. */
  readonly start?: Node<string>;
  readonly share?: Node<Share>;
  readonly pause?: Node<PauseValue>;
  readonly idle?: Node<number | "never">;
  readonly retry?: Node<{ readonly min: number; readonly max?: number }>;
  readonly attempts?: Node<number>;
  /** What is tried again that would end the stream: statuses, content types, `redirect`. */
  readonly retryOn?: Node<readonly (number | string)[]>;
  readonly transport?: Node<"fetch" | "eventsource">;
  readonly credentials?: Node<"same-origin" | "include" | "omit">;
  readonly resume?: Node<"page" | "session">;
  /** `resume:query(<name>)`: the parameter of the query by which the position is sent. */
  readonly resumeBy?: Node<{ readonly query: string }>;
  /** `resume:key(<name>)`: the name under which the position is kept. */
  readonly resumeKey?: Node<string>;
  /** `last:<id>`: the position to start from. */
  readonly lastEventId?: Node<string>;
  /** `reset:<event>`: events by which the server says that its history is gone. */
  readonly resetOn?: readonly Node<string>[];
}

/** The swap styles that are part of the grammar. Other words parse too (a host may know them), with a diagnostic. */
export type SwapStyle =
  | "innerHTML"
  | "outerHTML"
  | "textContent"
  | "beforebegin"
  | "afterbegin"
  | "beforeend"
  | "afterend"
  | "delete"
  | "none"
  | "morph"
  | "morph:innerHTML"
  | "morph:outerHTML"
  // As htmx 4 calls six of them.
  | "before"
  | "prepend"
  | "append"
  | "after"
  | "innerMorph"
  | "outerMorph";

/** Where `scroll:` and `show:` go: an edge of the target, of another element, or of the window. */
export interface ScrollSpec {
  /** A CSS selector, or `window`; absent for the swap target. */
  readonly target?: string;
  readonly edge: "top" | "bottom" | "none";
}

/** The syntax tree of an `hx-swap` attribute. Absent modifiers fall back to configuration. Delays in milliseconds. */
export interface SwapSpec {
  /** Absent when the attribute does not say; an unknown word is kept as it was written. */
  readonly style?: Node<string>;
  readonly swapDelay?: Node<number>;
  readonly settleDelay?: Node<number>;
  readonly scroll?: Node<ScrollSpec>;
  readonly show?: Node<ScrollSpec>;
  /** `stick:bottom`: scrolled to its end, if that was in view before. */
  readonly stick?: Node<ScrollSpec>;
  readonly focusScroll?: Node<boolean>;
  readonly transition?: Node<boolean>;
  readonly ignoreTitle?: Node<boolean>;
  /** `frame`: of several replacing swaps into one target within a frame, only the last touches the DOM. */
  readonly frame?: Node<true>;
}

/** One trigger of an `hx-trigger` list. */
export interface TriggerSpec extends Span {
  /** The event as written, such as `click`, `sse:chatter`, `load`, `revealed`, `intersect`, or `every`. */
  readonly event: Node<string>;
  /** For `sse:<name>`: the name; absent for other triggers. */
  readonly sse?: Node<string>;
  /** For `every <duration>`: milliseconds. */
  readonly every?: Node<number>;
  /** The text between the brackets of `[filter]`. */
  readonly filter?: Node<string>;
  readonly once?: Node<true>;
  readonly changed?: Node<true>;
  readonly consume?: Node<true>;
  readonly delay?: Node<number>;
  readonly throttle?: Node<number>;
  readonly from?: Node<TargetSpec>;
  /** A CSS selector that the event's target must match. */
  readonly target?: Node<string>;
  readonly queue?: Node<"first" | "last" | "all" | "none">;
  /** For `intersect`: a CSS selector and a number from 0 to 1. */
  readonly root?: Node<string>;
  readonly threshold?: Node<number>;
}

/** The syntax tree of an extended selector: `hx-target`, `from:`, `hx-include` and the like. */
export type TargetSpec =
  | { readonly kind: "this" | "next" | "previous" | "body" | "document" | "window" | "host" | "root" }
  | {
      readonly kind: "closest" | "find" | "next-match" | "previous-match" | "selector";
      readonly selector: string;
      /** Seen from a shadow root: looked for in the document. */
      readonly global?: true;
    };
