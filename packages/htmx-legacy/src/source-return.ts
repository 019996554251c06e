/** Where a source goes on that was out of the document while messages came, or whose swaps waited for it in vain. */
import type { Lease } from "@sse/core";
import { isConnected } from "@sse/dom/native";

export interface SourceReturn {
  /** The position before the first message that is lost; `undefined` where none is. */
  readonly from: string | undefined;
  /** What came after `position` is to be heard when the element is back. One that stands in the document has lost nothing. */
  goBack(position: string): void;
}

/** What a return asks of its source. */
export interface ReturningSource {
  /** The lease that it has. */
  lease(): Lease | undefined;
  /** Hears no more of that one. */
  pause(): void;
  /** Gives it back, and opens the stream from `from` on. */
  reopen(): void;
  /** Keeps a position, where there is no lease any more. */
  keep(position: string): void;
}

export function createReturn(element: Element, source: ReturningSource): SourceReturn {
  let from: string | undefined;
  return {
    get from() {
      return from;
    },
    goBack(position) {
      if (!position || isConnected(element)) return;
      from ??= position;
      const held = source.lease();
      if (!held) return source.keep(from);
      // What comes in the same piece of the stream comes again.
      source.pause();
      queueMicrotask(() => {
        if (!isConnected(element)) return;
        // One that is back already was only moved.
        if (source.lease() === held) source.reopen();
        from = undefined;
      });
    },
  };
}
