/** What the attributes of an element ask for, in whatever dialect they were written. */
import type { ConnectOptions } from "@sse/core";
import type { TriggerEvent, TriggerSpec } from "@sse/parser";

/** A stream asked for by an element. */
export interface SourceDescription {
  readonly url: string;
  /** Events that end the stream for good. */
  readonly closes: readonly string[];
  /** Trigger text of `start:`; the stream opens on it instead of at once. */
  readonly start?: string | undefined;
  readonly options?: ConnectOptions;
}

/** Everything one element asks for. */
export interface Description {
  /** The attributes that were read, as they were written. */
  readonly text: string;
  readonly source: SourceDescription | undefined;
  /** Names of the events whose data is swapped. */
  readonly swaps: readonly string[];
  /** `hx-select` and `hx-select-oob` hold for them, too. */
  readonly selects: boolean;
  /** Events that are to be dispatched as `sse:<name>`. */
  readonly hears: readonly TriggerEvent[];
  /** The whole `hx-trigger` list of an element, for a host whose triggers we bind. */
  readonly triggers: readonly TriggerSpec[];
}

/** What a dialect adds to a description; the application merges what all dialects found. */
export type PartialDescription = Partial<Omit<Description, "text">>;

/** A way of writing: the attributes it reads, and how. */
export interface Dialect {
  /** Names without the `data-` prefix, which every dialect also answers to. */
  readonly attributes: readonly string[];
  /** Reads an element that has at least one of `attributes`; `undefined` when they ask for nothing of ours. */
  read(element: Element, problem: Problem): PartialDescription | undefined;
}

/** Takes a report about an attribute of the element at hand. */
export type Problem = (code: string, message: string) => void;
