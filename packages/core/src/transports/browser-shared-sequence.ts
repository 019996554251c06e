/** The order of a shared stream as one tab hears it: every event once, whoever leads. */
import { SseGapError } from "../errors.ts";
import type { ConnectionState, Message } from "../types.ts";
import type { Feed, FeedSink } from "./feed.ts";

/** How many IDs are remembered. Only what was under way at a change of leaders can come twice. */
const REMEMBERED = 256;

/** How many relayed messages wait for a tab that catches up. */
const WAITING = 1000;

/** What one leader has said from one point on, without a gap. */
interface Relayed {
  /** The ID at which the leader stood. */
  readonly from: string;
  readonly events: readonly Message[];
}

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
  /** … and what is relayed meanwhile waits for it. */
  let waiting: Relayed = { from: "", events: [] };
  /** How many events in a row had the ID that was heard last: those without an ID have that of the one before. */
  let run = 0;
  let latest = "";

  const take = (message: Message): PromiseLike<unknown> | void => {
    const id = message.lastEventId;
    run = id === latest ? run + 1 : 1;
    latest = id;
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
    waiting = { from: "", events: [] };
  };
  /** Goes on with what was relayed, where both streams have come to the same event, whichever was first. */
  const meet = (next = waiting): void => {
    waiting = next;
    const { from, events } = next;
    const at = status.lastEventId;
    const ids = [from, ...events.map(({ lastEventId }) => lastEventId)];
    const first = ids.indexOf(at);
    // Of the events of one ID, the own stream has said so many; what the leader said before it began is not known.
    const more = at === latest ? run - 1 : 0;
    if (!own || ids[first + more] !== at || (more && !first)) return;
    stop();
    deliver(events.slice(first + more));
  };
  /** Whether a leader who stands there will repeat what was heard here. Without an ID, it has nothing to go on from. */
  const isBefore = (leader: string): boolean => leader !== "" && leader !== status.lastEventId && heard.has(leader);
  const relay = (events: readonly Message[]): void => {
    // Only until the first that is new: later on, a server may well use an ID again.
    const fresh = repeating ? events.findIndex(({ lastEventId }) => !heard.has(lastEventId)) : 0;
    repeating = fresh < 0;
    if (!repeating) deliver(events.slice(fresh));
  };
  /** The own stream has ended for good: what is missing is missing. */
  const giveUp = (): void => {
    const { from, events } = waiting;
    stop();
    repeating = isBefore(from);
    if (!repeating) sink.gap(new SseGapError("truncated", status.url, status.lastEventId, from));
    relay(events);
    refused();
  };
  const catchUp = (leader: string): void => {
    waiting = { from: leader, events: [] };
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
      // The own stream says everything until it meets what this leader says: what another has said is not needed.
      if (own) return begins || !waiting.events.length ? meet({ from: leader, events: [] }) : undefined;
      if (begins) repeating = isBefore(leader);
      if (repeating) return;
      if (begins && at && leader !== at) catchUp(leader);
      else status.lastEventId = leader;
    },
    relay(events) {
      if (!own) return relay(events);
      const all = [...waiting.events, ...events];
      const over = Math.max(0, all.length - WAITING);
      meet({ from: all[over - 1]?.lastEventId ?? waiting.from, events: all.slice(over) });
    },
  };
}
