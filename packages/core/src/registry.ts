/** Connections by key: whoever asks for the same stream shares it. */
import { createConnection, type Leasable, type Observed } from "./connection.ts";
import { isSameOrigin, pageUrl } from "./page.ts";
import { recall } from "./resume.ts";
import { supervise, type Carrier } from "./supervision.ts";
import { eventSourceTransport } from "./transports/event-source.ts";
import { fetchTransport } from "./transports/fetch.ts";
import type { FeedPlan, FeedSink } from "./transports/transport.ts";
import type { Connection, ConnectOptions, Observation, Registry, RegistryOptions } from "./types.ts";

const FETCH: Carrier = ["fetch", fetchTransport];

/** Two streams are one when the server could not tell them apart, and the sharers agree on how far sharing goes. */
function keyOf(url: URL, { method = "GET", credentials, headers = {}, body, share }: ConnectOptions): string {
  const sorted = Object.entries(headers).map(([name, value]) => `${name.toLowerCase()}:${value}`);
  return JSON.stringify([url, method, credentials ?? "same-origin", sorted.sort(), body ?? null, share ?? "page"]);
}

/**
 * A registry of its own: nothing is shared between two. In a page, one is enough.
 *
 * Listeners and observers that throw, and promises of listeners that reject, go to `options.report`.
 */
export function createRegistry(options: RegistryOptions = {}): Registry {
  const { defaults, browserShared, createEventSource } = options;
  const shared = new Map<string, Leasable>();
  const all = new Set<Connection>();
  const observers = new Set<(observation: Observation) => void>();
  let ids = 0;
  let warned = false;

  const report = options.report ?? ((error: unknown) => (globalThis.reportError ?? console.error)(error));
  const observe = (connection: Connection, observed: Observed) => {
    const observation = { ...observed, connection, time: Date.now() };
    for (const observer of observers) {
      try {
        observer(observation);
      } catch (error) {
        report(error);
      }
    }
  };
  const surroundings = {
    observed: () => observers.size > 0,
    observe,
    report,
    batch: options.batch ?? ((deliver: () => void) => deliver()),
  };

  /** `fetch` at home, the native `EventSource` elsewhere, for it asks no permission beforehand. */
  const carriersFor = (url: URL, { transport, method, headers, body }: ConnectOptions): [Carrier, Carrier?] => {
    if (method || headers || body !== undefined || transport === "fetch") return [FETCH];
    if (createEventSource) return [["eventsource", eventSourceTransport(createEventSource)]];
    if (!globalThis.EventSource || (!transport && isSameOrigin(url))) return [FETCH];
    return [["eventsource", eventSourceTransport((from, init) => new EventSource(from, init))], FETCH];
  };

  const feedFor = (plan: FeedPlan, url: URL) => (sink: FeedSink) => {
    if (plan.options.share === "browser") {
      if (browserShared) {
        return browserShared(plan, sink, (own, lastEventId) =>
          supervise({ ...plan, lastEventId, options: { ...plan.options, pause: "never" } }, own, FETCH),
        );
      }
      if (!warned) console.warn("share:browser needs @sse/core/browser-shared: one stream per tab instead.");
      warned = true;
    }
    return supervise(plan, sink, ...carriersFor(url, plan.options));
  };

  const open = (key: string, url: URL, wanted: ConnectOptions): Leasable => {
    const lastEventId = wanted.resume === "session" ? recall(url.href) : "";
    const plan = { key, url: url.href, options: wanted, lastEventId };
    const opened = createConnection(++ids, plan, feedFor(plan, url), {
      ...surroundings,
      closed() {
        all.delete(opened.connection);
        if (shared.get(key) === opened) shared.delete(key);
      },
    });
    all.add(opened.connection);
    if (wanted.share !== "none") shared.set(key, opened);
    if (observers.size) observe(opened.connection, { kind: "connection" });
    return opened;
  };

  return {
    connect(address, own) {
      const url = new URL(address, options.baseUrl?.() ?? pageUrl());
      if (!/^https?:/.test(url.protocol)) throw new TypeError(`${url.protocol} cannot stream: use http or https.`);
      url.hash = "";
      const wanted = { ...defaults, ...own };
      const key = keyOf(url, wanted);
      const present = wanted.share === "none" ? undefined : shared.get(key);
      const leasable = present ?? open(key, url, wanted);
      const lease = leasable.lease();
      if (!present) leasable.start();
      return lease;
    },
    observe(listener) {
      const own = (observation: Observation) => listener(observation);
      observers.add(own);
      return () => void observers.delete(own);
    },
    get connections() {
      return [...all];
    },
    dispose() {
      for (const connection of all) connection.close();
      observers.clear();
    },
  };
}
