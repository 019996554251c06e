/** Connections by key: whoever asks for the same stream shares it. */
import { createConnection, type Leasable, type Surroundings } from "./connection.ts";
import { isSameOrigin, pageUrl } from "./page.ts";
import { createRouter } from "./router.ts";
import { supervise, type Carrier } from "./supervision.ts";
import { eventSourceTransport } from "./transports/event-source.ts";
import { fetchTransport } from "./transports/fetch.ts";
import type { FeedPlan, FeedSink } from "./transports/transport.ts";
import type { ConnectOptions, Observation, Registry, RegistryOptions } from "./types.ts";

const FETCH: Carrier = ["fetch", fetchTransport];

/** Two streams are one when the server could not tell them apart, and the sharers agree on how far sharing goes. */
function keyOf(
  url: string,
  { method, credentials = "same-origin", headers = {}, body, share }: ConnectOptions,
): string {
  return JSON.stringify([url, method, credentials, Object.entries(headers).sort(), body, share]);
}

/**
 * A registry of its own: nothing is shared between two. In a page, one is enough.
 *
 * Listeners and observers that throw, and promises of listeners that reject, go to `options.report`.
 */
export function createRegistry(options: RegistryOptions = {}): Registry {
  const { defaults, baseUrl = pageUrl, batch = (deliver) => deliver(), browserShared, createEventSource } = options;
  const { report = (error) => (globalThis.reportError ?? console.error)(error) } = options;
  const leasables = new Map<unknown, Leasable>();
  const { on, route, routes } = createRouter<Observation>(report);
  const around: Surroundings = { observe: undefined, report, batch };
  const observe: Surroundings["observe"] = (connection, observed) =>
    void route("", { ...observed, connection, time: Date.now() });
  let ids = 0;
  let warned = false;

  const feedFor = (plan: FeedPlan, sink: FeedSink) => {
    const { options: wanted } = plan;
    if (wanted.share === "browser") {
      if (browserShared) {
        return browserShared(plan, sink, (own) => supervise(plan, own, FETCH));
      }
      if (!warned) console.warn("share:browser needs @sse/core/browser-shared");
      warned = true;
    }
    // The native one asks no permission beforehand; who injects a factory wants every stream to come from it.
    const { transport = createEventSource || !isSameOrigin(plan.url) ? "eventsource" : "fetch" } = wanted;
    const isPlain = !(wanted.method || wanted.headers || wanted.body);
    if (transport === "fetch" || !isPlain || !(createEventSource ?? globalThis.EventSource)) {
      return supervise(plan, sink, FETCH);
    }
    const native: Carrier = [transport, eventSourceTransport(createEventSource)];
    return supervise(plan, sink, native, createEventSource ? native : FETCH);
  };

  return {
    connect(address, own) {
      const url = new URL(address, baseUrl());
      if (!/^https?:$/.test(url.protocol)) throw new TypeError(`Not http: ${url}`);
      url.hash = "";
      const { href } = url;
      const wanted = { ...defaults, ...own };
      const key = keyOf(href, wanted);
      // A slot that nothing equals keeps a stream from being shared.
      const slot = wanted.share === "none" ? {} : key;
      let shared = leasables.get(slot);
      if (!shared) {
        const plan = { key, url: href, options: wanted };
        shared = createConnection(++ids, plan, feedFor, around, () => leasables.delete(slot));
        leasables.set(slot, shared);
      }
      return shared.lease();
    },
    observe(listener) {
      const undo = on("", listener);
      around.observe = observe;
      return () => {
        undo();
        if (!routes.size) around.observe = undefined;
      };
    },
    get connections() {
      return [...leasables.values()].map(({ connection }) => connection);
    },
    dispose() {
      for (const { connection } of leasables.values()) connection.close();
      around.observe = undefined;
    },
  };
}
