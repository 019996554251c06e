/** Where a source goes on that was out of the document while messages came, or whose swaps waited for it in vain. */
import type { Lease } from "@sse/core";
import type { WaitingMessage } from "@sse/dom";
import { isConnected } from "@sse/dom/native";

export interface SourceReturn {
  /** The position before the first message that is lost; `undefined` where none is. */
  readonly from: string | undefined;
  /** What came after `position` is to be heard when the element is back. One that stands in the document has lost nothing. */
  goBack(position: string): void;
  /** A message that came after `position` waits. When one is lost, those that came with it or later come again. */
  waits(position: string): WaitingMessage;
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
  /** The position before the first message that is lost, and the number of that one. */
  let lost: { readonly from: string; readonly number: number } | undefined;
  /** How many have waited so far, and the first of those that came after `place`. */
  let count = 0;
  let first = 0;
  let place = "";
  /** From the first to the last, the numbers of those that come again. */
  const again: (readonly [number, number])[] = [];

  function goBack(position: string, number: number): boolean {
    if (!position || isConnected(element)) return false;
    // Of two swaps that wait, the one of the later message may be due first.
    if (!lost || number < lost.number) lost = { from: position, number };
    const held = source.lease();
    if (!held) {
      source.keep(lost.from);
      return true;
    }
    // What comes in the same piece of the stream comes again.
    source.pause();
    queueMicrotask(() => {
      if (!isConnected(element)) return;
      // One that is back already was only moved.
      if (source.lease() === held) source.reopen();
      lost = undefined;
    });
    return true;
  }

  return {
    get from() {
      return lost?.from;
    },
    goBack: (position) => void goBack(position, count + 1),
    waits(position) {
      const number = ++count;
      if (position !== place) first = number;
      place = position;
      const start = first;
      return {
        comesAgain: () => again.some(([one, last]) => one <= number && number <= last),
        lost() {
          if (goBack(position, number)) again.push([start, count]);
        },
      };
    },
  };
}
