/**
 * `@sse/core/browser-shared`: one stream for all tabs of an origin. One tab leads: it reads the stream and relays it
 * over a BroadcastChannel. When it goes, the next one leads, from its own last event ID.
 */
import { digest } from "../digest.ts";
import { createHiddenPause } from "../hidden-pause.ts";
import { type PageSignal, watchPage } from "../page.ts";
import { isUsablePosition } from "../position.ts";
import type { ConnectionState, Message } from "../types.ts";
import { createElection } from "./browser-shared-election.ts";
import { gapOf, isNews, isPost, packDetail, type Post, type Question, unpackDetail } from "./browser-shared-post.ts";
import { createSequence } from "./browser-shared-sequence.ts";
import type { Feed, FeedPlan, FeedSink, SharedFeed, StateDetail } from "./feed.ts";

/** How long a leader may be silent, in ms, where nobody says otherwise. */
const PATIENCE = 5000;

/** How long after the news of its end a stream's proof is looked for, in ms: posts may be faster than locks. */
const PROOF_TIME = 100;

/** How long the lead is held when the stream has ended for good, in ms: the next in the queue must hear of it first. */
const CLOSING_TIME = 1000;

export interface BrowserSharedOptions {
  /**
   * Milliseconds, default 5000. A leader that says nothing for about this long is asked whether it is there, and
   * replaced when it does not answer for as long again.
   */
  readonly patience?: number;
}

/**
 * Makes the `browserShared` of `createRegistry`. Where a page has no Web Locks (an insecure context), or the browser
 * refuses it locks or channels (Firefox with cookies blocked), every tab keeps a stream of its own.
 */
export function browserShared({ patience = PATIENCE }: BrowserSharedOptions = {}): SharedFeed {
  return (plan, sink, lead) => {
    const locks = usableLocks();
    return locks && share(plan, sink, lead, locks, patience);
  };
}

/** The Web Locks of a page whose tabs can hear each other. */
function usableLocks(): LockManager | undefined {
  try {
    new BroadcastChannel("sse").close();
    return (globalThis as Partial<typeof globalThis>).navigator?.locks;
  } catch {
    return undefined;
  }
}

function share(
  { key, options }: FeedPlan,
  sink: FeedSink,
  lead: Parameters<SharedFeed>[2],
  locks: LockManager,
  patience: number,
): Feed {
  // A key holds headers, and the names of locks and channels are there for every script of the origin to see.
  const name = `sse:${digest(key)}`;
  const { status } = sink;
  const sequence = createSequence(sink, lead, () => send("news"));
  let channel: BroadcastChannel | undefined;
  let leading: Feed | undefined;
  /** The leader that is heard, or this tab's own lead. */
  let term = 0;
  /** Of the last post that was heard, or said. */
  let serial = 0;
  let unposted: Message[] = [];
  let silences = 0;
  let over = false;
  /** Of the last time that another tab asked for it: nobody is to keep a stream from opening by asking again and again. */
  let reconnectedAt = -Infinity;
  let timer: ReturnType<typeof setInterval> | undefined;
  let unwatch: (() => void) | undefined;

  const send = (what: Post | Question): void => channel?.postMessage(what);
  const post = (said: Post[2]): void => send([term, ++serial, said]);
  const flush = (): void => {
    if (unposted.length) post(unposted);
    unposted = [];
  };
  const postNews = (state = status.state, detail?: StateDetail): void => {
    // A listener may cause a step: what is posted by then is what the ID speaks of.
    flush();
    const id = isUsablePosition(status.lastEventId) ? status.lastEventId : "";
    post({ id, state, detail: packDetail(detail) });
  };
  const follow = (): void => {
    flush();
    leading?.close();
    leading = undefined;
  };
  const step = (state: ConnectionState, detail?: StateDetail): void => {
    status.transport = "browser";
    if (leading) {
      over = state === "closed";
      // Whoever can post can say so. That it was said by the leader, this proves.
      if (over)
        locks.request(`${name}:over`, () => new Promise((done) => setTimeout(done, CLOSING_TIME))).catch(() => {});
      postNews(state, detail);
    }
    sink.state(state, detail);
  };

  const becomeLeader = (): void => {
    sequence.stop();
    const isFirst = term === 0;
    // Above every term that was heard, and, by the clock, above those that were not.
    term = Math.max(term + 1, Date.now()) + Math.random();
    serial = 0;
    leading = lead({
      ...sink,
      state: step,
      message(message) {
        // An ID that is too long is of no use to anybody.
        unposted.push(isUsablePosition(message.lastEventId) ? message : { ...message, lastEventId: "" });
        return sequence.take(message);
      },
      gap(gap) {
        flush();
        post({ gap: packDetail({ error: gap }) });
        sink.gap(gap);
      },
      batch(deliver) {
        // Posting costs more than a message: those of one delivery travel together.
        sink.batch(deliver);
        flush();
      },
    });
    postNews();
    const { state } = status;
    leading.start();
    // The stream that the state speaks of was another's.
    if (status.state === state) leading.reconnect(isFirst ? "first" : "reconnect");
  };
  const deposed = (): void => {
    follow();
    if (channel) election.join();
  };
  const election = createElection(locks, name, becomeLeader, deposed);
  /** Gives the lead to the next one; `leaving` the stream, or only its lead. */
  const resign = (leaving = !!leading): void => {
    if (leaving) step("idle");
    follow();
    election.leave();
  };

  const hear = ({ data }: { readonly data: unknown }): void => {
    if (data === "news" && leading) postNews();
    if (data === "reconnect" && Math.abs(Date.now() - reconnectedAt) > patience) {
      reconnectedAt = Date.now();
      leading?.reconnect();
    }
    if (!isPost(data)) return;
    if (!isNews(data[2]) || data[2].state !== "closed") return take(data);
    // For good is only what the tab proves that has the lead; a leader that is gone is missed soon.
    const isProven = async (): Promise<boolean> => {
      const { held = [] } = await locks.query();
      const holderOf = (lock: string) => held.find((each) => each.name === lock)?.clientId;
      const leader = holderOf(name);
      return leader !== undefined && leader === holderOf(`${name}:over`);
    };
    void (async () => {
      if (!(await isProven())) await new Promise((done) => setTimeout(done, PROOF_TIME));
      if (channel && (await isProven())) take(data);
    })().catch(() => {});
  };
  const take = ([from, number, said]: Post): void => {
    if (from < term) return;
    // Where a leader stands that has just begun, or was not heard for a while (pages that are being debugged hear
    // nothing), is not known before its news. A question brings them.
    const isNew = from > term || number !== serial + 1;
    const isState = isNews(said);
    if (isNew && !isState) return;
    serial = number;
    silences = 0;
    status.lastHeard = Date.now();
    if (!isState) {
      if (Array.isArray(said)) return sequence.relay(said as readonly Message[]);
      const gap = gapOf(said);
      if (gap) sink.gap(gap);
      return;
    }
    // Leading still: the lead was stolen while this tab was too busy to notice.
    follow();
    term = from;
    sequence.join(said.id, isNew);
    const isLeaders = !sequence.isBehind() || said.state === "closed";
    if (isLeaders && said.state !== status.state) step(said.state, unpackDetail(said.detail));
  };

  /** Three times in silence: wait, ask, steal. Asking wakes a leader whose own timers the browser slows down. */
  const check = (): void => {
    if (leading || !election.isCandidate()) return;
    silences = (silences + 1) % 3;
    if (silences === 2) send("news");
    else if (!silences) election.join(true);
  };
  const closeChannel = (): void => {
    clearInterval(timer);
    sequence.stop();
    channel?.close();
    channel = undefined;
    term = 0;
  };
  const pause = createHiddenPause(options.pause, () => resign());
  const onPageSignal = (signal: PageSignal = "pageshow"): void => {
    pause.update(signal);
    if (signal === "pagehide") {
      resign(true);
      closeChannel();
    } else if (signal === "pageshow" && !channel) {
      channel = new BroadcastChannel(name);
      channel.addEventListener("message", hear);
      send("news");
      // Each tab at its own pace, so that one asks, or steals, for all.
      timer = setInterval(check, patience * (0.5 + Math.random() / 2));
    }
    if (!channel || signal === "freeze" || pause.isOn) resign();
    else if (!election.isCandidate()) election.join();
  };
  return {
    start() {
      unwatch = watchPage(onPageSignal);
      onPageSignal();
      if (!pause.isOn) step("connecting");
    },
    reconnect() {
      if (leading) leading.reconnect();
      else send("reconnect");
    },
    close() {
      unwatch?.();
      pause.stop();
      follow();
      closeChannel();
      if (over) setTimeout(election.leave, CLOSING_TIME);
      else election.leave();
    },
  };
}
