/** What a ledger writes down: the messages and the steps of connections. */
import type { Connection, StateChange } from "@sse/core";

interface Line {
  /** Counts up over messages and steps of all connections. */
  readonly number: number;
  readonly connection: Connection;
  readonly time: number;
}

/** A step of a connection, or what one of its listeners threw. */
export interface Step extends Line {
  readonly kind: "step";
  /** Without a state: one of its listeners threw. */
  readonly change: Partial<Omit<StateChange, "error">> & { readonly error?: unknown };
}

export interface Entry extends Line {
  readonly kind: "message";
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;
  /** UTF-16 code units of data. */
  readonly size: number;
  readonly subscribers: number;
  /** Milliseconds since the message before it on the same connection; `undefined` for the first. */
  readonly gap: number | undefined;
  /** Milliseconds from its arrival to the last element it reached. */
  took: number | undefined;
  /** The elements it reached, held weakly: the inspector keeps nothing alive. */
  readonly elements: WeakRef<Element>[];
  /** How many elements it was meant for and, being followed within the frame, never touched. */
  superseded: number;
}
