/**
 * `@sse/core/browser-shared`: one stream for all tabs of an origin. One tab leads: it reads the stream and relays it
 * over a BroadcastChannel. When it goes, the next one leads, from its own last event ID.
 */
import { isHidden, watchPage } from "../page.ts";
import type { ConnectionState } from "../types.ts";
import { createCandidacy } from "./browser-shared-lead.ts";
import { packDetail, type Post, readPost, unpackDetail } from "./browser-shared-post.ts";
import { createRelay, type Relay } from "./browser-shared-relay.ts";
import { createSequence } from "./browser-shared-sequence.ts";
import type { Feed, FeedPlan, FeedSink, SharedFeed, StateDetail } from "./transport.ts";

/** How long a leader may be silent, in ms. */
const PATIENCE = 5000;

/** A leader whose stream has ended stays for this long (ms), so that all hear of it before the next one leads. */
const FAREWELL = 1000;

/**
 * Makes the `browserShared` of `createRegistry`. Where a page has no Web Locks (an insecure context), every tab keeps a
 * stream of its own, and the console says so once.
 *
 * @param options.patience ms; a leader that says nothing for about this long is asked whether it is there, and replaced
 *   when it does not answer for as long again
 */
export function browserShared({ patience = PATIENCE }: { readonly patience?: number } = {}): SharedFeed {
  let told = false;
  return (plan, sink, lead) => {
    const { navigator, BroadcastChannel } = globalThis as Partial<typeof globalThis>;
    if (navigator?.locks && BroadcastChannel) return share(plan, sink, lead, navigator.locks, patience);
    if (!told) console.warn("share:browser needs HTTPS or localhost: one stream per tab instead.");
    told = true;
    return lead(sink);
  };
}

function share(
  { key, options }: FeedPlan,
  sink: FeedSink,
  lead: Parameters<SharedFeed>[2],
  locks: LockManager,
  patience: number,
): Feed {
  const name = `sse:${key}`;
  const sequence = createSequence(sink, lead);
  const { status } = sink;
  let channel: BroadcastChannel | undefined;
  let relay: Relay | undefined;
  let leading: Feed | undefined;
  /** The leader that is heard, or this tab's own lead. */
  let term = 0;
  let detail: StateDetail = {};
  let silences = 0;
  let ended = false;
  let timer: ReturnType<typeof setInterval> | undefined;
  let unwatch: (() => void) | undefined;

  const post = (what: Post): void => channel?.postMessage(what);
  const tell = (state = status.state): void => {
    const { lastEventId: id, failures } = status;
    post({ term, id, state, failures, detail: packDetail(detail) });
  };
  const follow = (): void => {
    relay?.flush();
    leading?.close();
    leading = undefined;
  };
  const step = (next: ConnectionState, how: StateDetail = {}): void => {
    detail = how;
    if (leading) tell(next);
    // Before others hear of the end, who may begin anew at once.
    if (next === "closed") end(leading ? FAREWELL : 0);
    sink.state(next, how);
  };
  const leadOn = (): void => {
    sequence.stop();
    // Above every term that was heard, and, by the clock, above those that were not.
    term = Math.max(term + 1, Date.now()) + Math.random();
    relay = createRelay(sink, step, sequence.take, (events) => post({ term, events }));
    leading = lead(relay);
    tell();
    leading.start();
  };
  const candidacy = createCandidacy(locks, name, leadOn, follow);
  const standDown = (): void => {
    if (leading) step("idle");
    follow();
    candidacy.withdraw();
  };

  const hear = ({ data }: { readonly data: unknown }): void => {
    const heard = readPost(data);
    if (!heard) return;
    if ("ask" in heard) {
      if (heard.ask === "reconnect") leading?.reconnect();
      else if (leading) tell();
      return;
    }
    const isNew = heard.term > term;
    if (heard.term < term || (leading && !isNew)) return;
    if ("events" in heard) {
      // Where a leader began is not known before its news; a question brings them.
      if (isNew) return;
      silences = 0;
      return sequence.relay(heard.events);
    }
    silences = 0;
    // Leading still: the lead was stolen while this tab was too busy to notice.
    follow();
    status.failures = heard.failures;
    term = heard.term;
    sequence.join(heard.id, isNew);
    if (heard.state !== status.state) step(heard.state, unpackDetail(heard.detail));
  };

  /** Three times in silence: wait, ask, steal. Asking wakes a leader whose own timers the browser slows down. */
  const check = (): void => {
    if (leading || !candidacy.stands()) return;
    silences = (silences + 1) % 3;
    if (silences === 2) post({ ask: "news" });
    else if (!silences) candidacy.stand(true);
  };
  const arrive = (): void => {
    channel = new BroadcastChannel(name);
    channel.addEventListener("message", hear);
    post({ ask: "news" });
    // Each tab at its own pace, so that one asks, or steals, for all.
    timer = setInterval(check, patience * (0.5 + Math.random() / 2));
  };
  const depart = (): void => {
    clearInterval(timer);
    sequence.stop();
    channel?.close();
    channel = undefined;
    term = 0;
  };
  const heed = (signal?: string): void => {
    if (signal === "pagehide") {
      if (!leading) step("idle");
      standDown();
      depart();
    } else if (!channel && (!signal || signal === "pageshow")) arrive();
    if (!channel || signal === "freeze" || (options.pause === "hidden" && isHidden())) standDown();
    else if (!candidacy.stands()) candidacy.stand();
  };
  const end = (farewell = 0): void => {
    if (ended) return;
    ended = true;
    unwatch?.();
    follow();
    depart();
    if (farewell) setTimeout(candidacy.withdraw, farewell);
    else candidacy.withdraw();
  };

  return {
    start() {
      status.transport = "browser";
      unwatch = watchPage(heed);
      step("connecting");
      if (!ended) heed();
    },
    // Shared streams are fetched: every name comes.
    listen() {},
    reconnect() {
      if (leading) leading.reconnect();
      else post({ ask: "reconnect" });
    },
    close: () => end(),
  };
}
