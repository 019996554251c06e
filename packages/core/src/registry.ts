/** Connections by key: whoever asks for the same stream shares it. */
import { createConnection, type Leasable } from "./connection.ts";
import { revivePage } from "./page.ts";
import { liftPosition } from "./position.ts";
import { createRouter } from "./router.ts";
import { streamKey } from "./stream-key.ts";
import { supervise } from "./supervision.ts";
import type { EventSourceFactory } from "./transports/event-source.ts";
import type { FeedPlan, FeedSink, SharedFeed } from "./transports/feed.ts";
import { checkNumbers } from "./option-numbers.ts";
import { chooseTransport, fetchAlone } from "./transport-choice.ts";
import type { Connection, ConnectOptions, Observation, Registry, StreamWitness } from "./types.ts";

/** What a registry may be given by its surroundings; every part has a default. */
export interface RegistryOptions {
  /** Defaults for every `connect`. */
  readonly defaults?: ConnectOptions;
  /**
   * Called around every synchronous run of deliveries; must call `deliver` exactly once, at once. `@sse/dom` lets its
   * MutationObservers rest by it, where one holds many swaps.
   */
  readonly batch?: (deliver: () => void) => void;
  /** Called before each message is handed to its listeners. Who subscribes in it hears the message; a lease that is released in it has not heard it. */
  readonly beforeMessage?: () => void;
  /** Told of what a listener threw; default `reportError` or `console.error`. */
  readonly report?: (error: unknown) => void;
  /** Makes native streams; `undefined` lets the registry choose. Honours `htmx.createEventSource`. */
  readonly createEventSource?: EventSourceFactory | undefined;
  /** What `share: "browser"` is done with: from `@sse/core/browser-shared`. Without it every tab has its own stream. */
  readonly browserShared?: SharedFeed;
  /** Told of what is not heard, to explain it. */
  readonly witness?: StreamWitness | undefined;
}

const originOf = (url: string): string => (url ? new URL(url).origin : "");

/**
 * A registry of its own: nothing is shared between two. In a page, one is enough.
 *
 * Listeners and observers that throw, and promises of listeners that reject, go to `options.report`.
 */
export function createRegistry(given: RegistryOptions = {}): Registry {
  const {
    defaults,
    batch = (deliver) => deliver(),
    beforeMessage,
    browserShared,
    // Called as nobody's method: a window does not let it be anything else.
    report = (error) => (globalThis.reportError ?? console.error)(error),
  } = given;
  const connections = new Map<string, Leasable>();
  const observers = createRouter<Observation>(report);
  let ids = 0;
  let warned = false;

  const feedFor = (plan: FeedPlan, connection: Omit<FeedSink, "batch">) => {
    const sink = { ...connection, batch };
    if (plan.options.share === "browser") {
      const shared = plan.isComparable && browserShared?.(plan, sink, (own) => supervise(plan, own, fetchAlone(plan)));
      if (shared) return shared;
      if (!warned)
        console.warn(
          "share:browser needs HTTPS, storage that is not blocked, browserShared, and no functions in the request",
        );
      warned = true;
    }
    // Read for every stream: it may be a getter of what a page sets late.
    return supervise(plan, sink, chooseTransport(plan, given.createEventSource));
  };

  /** How many streams are open to the same origin. */
  const openBeside = ({ url }: Connection): number =>
    [...connections.values()].filter((each) => each.state === "open" && originOf(each.url) === originOf(url)).length;

  return {
    connect(address, own) {
      const options = liftPosition({ ...defaults, ...own });
      checkNumbers(options);
      const { lastEventId: position = "" } = options;
      const { parts, url, method, isComparable } = streamKey(address, options, ids);
      // What a POST asks for is done when its answer is complete: it is not asked twice unless the caller says so.
      const reopens = /^(GET|HEAD)$/.test(method) || !!(own?.retry ?? own?.attempts);
      /** A connection that can serve a position: one that is there, or another. */
      const connectionFor = (from: string): Leasable => {
        const keyOf = (stream: number) => JSON.stringify(stream ? [...parts, from, stream] : parts);
        let stream = 0;
        while (connections.get(keyOf(stream))?.admits(from) === false) stream++;
        const key = keyOf(stream);
        const found = connections.get(key);
        if (found) return found;
        const connection = createConnection({
          id: ++ids,
          plan: {
            key,
            url,
            address,
            options: { ...options, lastEventId: from },
            reopens,
            isComparable,
            neighbours: () => openBeside(connection),
          },
          feedOf: feedFor,
          observers,
          closed: () => connections.delete(key),
          elsewhere: connectionFor,
          shared: stream && options.share === "browser" ? () => connections.get(keyOf(0)) : undefined,
          witness: given.witness,
          beforeMessage,
        });
        connections.set(key, connection);
        return connection;
      };
      // Whoever asks for a stream knows that the page is there.
      revivePage();
      return connectionFor(position).lease(position, options);
    },
    observe: (listener) => observers.on("", listener),
    get connections() {
      return [...connections.values()];
    },
    dispose() {
      for (const connection of connections.values()) connection.close();
    },
  };
}
