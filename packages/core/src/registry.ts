/** Connections by key: whoever asks for the same stream shares it. */
import { createConnection, type Leasable } from "./connection.ts";
import { isSameOrigin } from "./page.ts";
import { createRouter } from "./router.ts";
import { supervise } from "./supervision.ts";
import { eventSourceTransport } from "./transports/event-source.ts";
import { fetchTransport } from "./transports/fetch.ts";
import type { Carrier, FeedPlan, FeedSink } from "./transports/transport.ts";
import type { Observation, Registry, RegistryOptions } from "./types.ts";

const FETCH: Carrier = ["fetch", fetchTransport];

/**
 * A registry of its own: nothing is shared between two. In a page, one is enough.
 *
 * Listeners and observers that throw, and promises of listeners that reject, go to `options.report`.
 */
export function createRegistry(given: RegistryOptions = {}): Registry {
  const {
    defaults,
    batch = (deliver) => deliver(),
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
    const { share, transport, method, headers, body } = plan.options;
    // Read for every stream: it may be a getter of what a page sets late.
    const { createEventSource } = given;
    if (share === "browser") {
      const shared = browserShared?.(plan, sink, (own) => supervise(plan, own, FETCH, FETCH));
      if (shared) return shared;
      if (!warned) console.warn("share:browser needs HTTPS and browserShared");
      warned = true;
    }
    // The native one asks no permission beforehand; who injects a factory wants every stream to come from it.
    const isNative =
      (transport ? transport !== "fetch" : createEventSource || !isSameOrigin(plan.url)) &&
      !(method || headers || body) &&
      (createEventSource ?? globalThis.EventSource);
    const first: Carrier = isNative ? ["eventsource", eventSourceTransport(createEventSource)] : FETCH;
    return supervise(plan, sink, first, createEventSource ? first : FETCH);
  };

  return {
    connect(address, own) {
      const options = { ...defaults, ...own };
      // What no request can be made of, such as a body of a GET, is not to be tried again and again.
      const request = new Request(address, options);
      const [url = ""] = request.url.split("#");
      if (!/^https?:/.test(url)) throw new TypeError(`Not http: ${url}`);
      // Two streams are one when the server could not tell them apart, and the sharers agree on how far sharing goes: the
      // number of the next connection is nobody else's.
      const share = options.share === "none" ? ids : options.share;
      const key = JSON.stringify([url, request.method, request.credentials, [...request.headers], options.body, share]);
      let connection = connections.get(key);
      if (!connection) {
        connection = createConnection(++ids, { key, url, options }, feedFor, observers, () => connections.delete(key));
        connections.set(key, connection);
      }
      return connection.lease();
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
