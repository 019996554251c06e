/** The order of a shared stream as one tab hears it: every event once, whoever leads. */
import { SseGapError } from "../errors.ts";
import type { ConnectionState, Message } from "../types.ts";
import type { Feed, FeedSink } from "./feed.ts";

/** How many IDs are remembered. Only what was under way at a change of leaders can come twice. */
const REMEMBERED = 256;

/** How many relayed messages wait for a tab that catches up. */
const WAITING = 1000;

/** The tab's position is the `status.lastEventId` of its sink. */
export interface Sequence {
  /** The stream of this tab itself has said this, and the position is there: the tab leads. */
  take(message: Message): PromiseLike<unknown> | void;
  /** The leader stands at this ID, and has said all before; `begins`: it is another than before. */
  join(leader: string, begins: boolean): void;
  /** The leader said this. */
  relay(events: readonly Message[]): void;
  /** Whether the tab catches up, on a stream of its own: the state of that one is the tab's. */
  isBehind(): boolean;
  /** Stops catching up. */
  stop(): void;
}

/**
 * @param lead opens a stream of this tab's own; see `SharedFeed`
 * @param refused that stream has ended for good: the state is the leader's again
 */
export function createSequence(sink: FeedSink, lead: (sink: FeedSink) => Feed, refused: () => void): Sequence {
  const { status } = sink;
  const heard = new Set<string>();
  /** The new leader is behind this tab: it repeats what was heard here. */
  let repeating = false;
  /** This tab is behind the leader: a stream of its own closes the gap … */
  let own: Feed | undefined;
  /** … and what is relayed meanwhile waits for it, after the ID at which it began. */
  let waiting: Pick<Message, "lastEventId">[] = [];

  const take = (message: Message): PromiseLike<unknown> | void => {
    const id = message.lastEventId;
    if (heard.add(id).size > REMEMBERED) for (const oldest of heard) if (heard.delete(oldest)) break;
    return sink.message(message);
  };
  const hear = (message: Message): PromiseLike<unknown> | void => {
    status.lastEventId = message.lastEventId;
    return take(message);
  };
  const deliver = (events: readonly Message[]): void => {
    sink.batch(() => events.forEach(hear));
  };
  const stop = (): void => {
    own?.close();
    own = undefined;
  };
  /** Goes on with what was relayed, where both streams have come to the same event, whichever was first. */
  const meet = (index = waiting.findIndex(({ lastEventId }) => lastEventId === status.lastEventId)): void => {
    if (!own || index < 0) return;
    stop();
    deliver(waiting.slice(index + 1) as Message[]);
  };
  const wait = (events: readonly Pick<Message, "lastEventId">[]): void => {
    waiting = [...waiting, ...events].slice(-WAITING);
    meet();
  };
  /** The own stream has ended for good: what is missing is missing. */
  const giveUp = (): void => {
    const [{ lastEventId: resumedAt = "" } = {}] = waiting;
    sink.gap(new SseGapError("truncated", status.url, status.lastEventId, resumedAt));
    meet(0);
    refused();
  };
  const catchUp = (leader: string): void => {
    waiting = [{ lastEventId: leader }];
    const behind = { ...status, state: "idle" as ConnectionState };
    own = lead({
      ...sink,
      status: behind,
      message(message) {
        const pending = hear(message);
        meet();
        return pending;
      },
      state(state, detail) {
        behind.state = state;
        if (state === "closed") giveUp();
        else sink.state(state, detail);
      },
    });
    own.start();
  };

  return {
    take,
    stop,
    isBehind: () => own !== undefined,
    join(leader, begins) {
      const at = status.lastEventId;
      if (own) return wait([{ lastEventId: leader }]);
      if (begins) repeating = leader !== at && heard.has(leader);
      if (repeating) return;
      if (begins && at && leader !== at) catchUp(leader);
      else status.lastEventId = leader;
    },
    relay(events) {
      if (own) return wait(events);
      // Only until the first that is new: later on, a server may well use an ID again.
      const fresh = repeating ? events.findIndex(({ lastEventId }) => !heard.has(lastEventId)) : 0;
      repeating = fresh < 0;
      if (!repeating) deliver(events.slice(fresh));
    },
  };
}
