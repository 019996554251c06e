/** The leader's ear: what its stream says, this tab hears and the others are told. */
import type { ConnectionState, Message } from "../types.ts";
import type { FeedSink } from "./transport.ts";

/** What a leader's stream speaks to. */
export interface Relay extends FeedSink {
  /** Tells the others what they have not been told yet. */
  flush(): void;
}

/**
 * @param sink of this tab; its status follows that of the stream
 * @param take hears a message for this tab
 * @param tell tells the others these messages
 */
export function createRelay(
  { batch, names, status }: FeedSink,
  state: FeedSink["state"],
  take: FeedSink["message"],
  tell: (events: readonly Message[]) => void,
): Relay {
  const own = { ...status, state: "idle" as ConnectionState };
  let untold: Message[] = [];
  let delivering = false;

  const flush = (): void => {
    if (untold.length) tell(untold);
    untold = [];
  };
  return {
    flush,
    names,
    status: own,
    state(next, detail) {
      own.state = next;
      status.failures = own.failures;
      status.lastEventId = own.lastEventId;
      state(next, detail);
    },
    message(message) {
      untold.push(message);
      if (!delivering) flush();
      return take(message);
    },
    batch(deliver, count) {
      // Posting costs more than a message: those of one delivery travel together.
      delivering = true;
      batch(deliver, count);
      delivering = false;
      flush();
    },
  };
}
