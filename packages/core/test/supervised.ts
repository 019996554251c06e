import { supervise } from "../src/supervision.ts";
import { prepareRequest } from "../src/request.ts";
import type { FeedSink } from "../src/transports/feed.ts";
import type { NamedTransport, StreamSink } from "../src/transports/transport.ts";
import type { ConnectOptions } from "../src/types.ts";

/** A supervised stream without a server: for what takes longer than a test should. */
export function supervised(options: ConnectOptions, { broken = false, name = "fake" } = {}) {
  const streams: (StreamSink & { failed(cause: unknown): Promise<void> })[] = [];
  const states: string[] = [];
  const sink: FeedSink = {
    status: { url: "http://host/", state: "idle", lastEventId: "", failures: 0, transport: "", lastHeard: 0 },
    state(state, detail) {
      (sink.status as { state: string }).state = state;
      states.push(detail?.reason ?? state);
    },
    message: () => {},
    batch: (deliver) => deliver(),
    gap() {},
    names() {},
    isObserved: () => false,
    notice() {},
    attempts: () => options.attempts ?? Infinity,
    request: (reason, signal) => prepareRequest({ ...options, url: "http://host/" }, [], reason, signal),
  };
  const url = "http://host/";
  const plan = { key: "", url, address: url, options, reopens: true, isComparable: true, neighbours: () => 0 };
  const fake: NamedTransport = {
    name,
    open: (_, stream) =>
      new Promise((_, reject) => {
        if (broken) throw new Error("no");
        streams.push({ ...stream, failed: async (cause) => reject(cause) });
      }),
  };
  const { start, ...rest } = supervise(plan, sink, { next: () => fake });
  const feed = {
    ...rest,
    /** The first request is made when the task is over. */
    async start() {
      start();
      await Promise.resolve();
    },
  };
  const latest = () => {
    const stream = streams.at(-1);
    if (!stream) throw new Error("no stream was opened");
    return stream;
  };
  return { feed, sink, states, streams, latest };
}
