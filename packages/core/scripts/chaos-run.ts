/** The chaos run: streams under faults, in rounds, and at the end of each the question whether all is as before. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
// By its name, so that the conditions of the run choose between the sources and the build.
import { createRegistry, type Registry } from "@sse/core";
import { eventually, startServer, type TestServer } from "@sse/testkit";
import { BREAKS, MEETINGS } from "./chaos-faults.ts";
import { type ChaosPage, createChaosPage } from "./chaos-page.ts";
import { SERVERS } from "./chaos-servers.ts";
import { createRandom } from "./random.ts";

export interface ChaosOptions {
  readonly faults: number;
  /** The same seed makes the same faults in the same order; when they strike is up to the machine. */
  readonly seed: number;
  /** Told after every round. */
  readonly progress?: (done: ChaosResult) => void;
}

export interface ChaosResult {
  /** Faults that struck, by name. */
  readonly faults: Readonly<Record<string, number>>;
  /** Events that arrived, each once and in order. */
  readonly events: number;
  /** Gaps that were told, by reason. */
  readonly gaps: Readonly<Record<string, number>>;
  /** What a round left behind, at worst: all zero but the heap, which is in bytes and breathes. */
  readonly left: {
    readonly sockets: number;
    readonly timers: number;
    readonly listeners: number;
    readonly heap: number;
  };
  readonly milliseconds: number;
}

/** Streams that suffer side by side. */
const STREAMS = 20;

/** Faults of a round; then everything is closed and counted. */
const ROUND = 1000;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const count = (kind: RegExp): number => process.getActiveResourcesInfo().filter((name) => kind.test(name)).length;

function pick<T>(table: Readonly<Record<string, T>>, random: () => number): readonly [string, T] {
  const entries = Object.entries(table);
  const entry = entries[Math.floor(random() * entries.length)];
  if (!entry) throw new Error("Nothing to pick from.");
  return entry;
}

/** One stream under so many faults. Gives the number of events; throws where one is missing, doubled or out of order. */
async function suffer(
  path: string,
  faults: number,
  random: () => number,
  world: { server: TestServer; registry: Registry; page: ChaosPage },
  struck: (name: string) => void,
  missed: (reason: string) => void,
): Promise<number> {
  const stream = world.server.stream(path, { replay: "all", positionIn: "lastEventId" });
  const [kind, create] = pick(SERVERS, random);
  const { answer, options, rotate } = create();
  stream.respond(answer);
  const lease = world.registry.connect(world.server.url(path), {
    ...options,
    retry: { min: 1, max: 3 },
    connectTimeout: 200,
    idle: 200,
  });
  const wrong: string[] = [];
  let heard = 0;
  let sent = 0;
  let last = "";
  lease.onState(({ state, reason = "", error }) => void (last = `${state} ${reason} ${error?.message ?? ""}`.trim()));
  lease.onGap(({ reason }) => missed(reason));
  lease.on("message", ({ data, lastEventId }) => {
    heard++;
    if (data !== String(heard) || lastEventId !== data)
      wrong.push(`${kind}: ${data} (${lastEventId}) as number ${heard}`);
    // Some are slow, and some fail: neither may cost an event.
    if (random() < 0.01) return new Promise((resolve) => setTimeout(resolve, 1));
    if (random() < 0.01) throw new Error("a listener's own");
  });
  const speak = (): void => {
    for (let events = Math.floor(random() * 5); events > 0; events--) stream.send({ data: String(++sent) });
  };

  const caughtUp = (): Promise<void> =>
    eventually(() => {
      if (!wrong.length && heard !== sent)
        throw new Error(`${path}, ${kind}, ${last}: heard ${heard} of ${sent} events`);
    }, 60_000);
  const done = { faults: 0 };
  const strikes = (name: string): void => {
    done.faults++;
    struck(name);
  };
  while (done.faults < faults && !wrong.length) {
    // Mostly what breaks is a stream that has said all; at times one that still speaks, or is only being opened.
    const patience = random();
    if (patience < 0.7) await caughtUp();
    else if (patience < 0.9) await stream.waitFor(1);
    const place = { ...world, stream, connection: lease.connection, rotate, random };
    const attempts = stream.attempts.length;
    const meetings = Math.floor(random() * 3);
    for (let met = 0; met < meetings; met++) {
      const [name, meeting] = pick(MEETINGS, random);
      const fault = meeting(place);
      stream.respondNext((exchange) => {
        strikes(name);
        return fault(exchange);
      });
    }
    speak();
    const [name, strike] = pick(BREAKS, random);
    if (stream.connections) strikes(name);
    const striking = strike(place);
    speak();
    await striking;
    await stream.waitForAttempts(attempts + 1);
    speak();
  }
  stream.send({ data: String(++sent) });
  await caughtUp();
  if (wrong.length) throw new Error(`${path}: ${wrong.slice(0, 5).join(", ")}`);
  lease.release();
  return heard;
}

/** A round: fresh server, fresh registry, and nothing left of either. */
async function round(
  faults: number,
  random: () => number,
  page: ChaosPage,
  struck: (name: string) => void,
  missed: (reason: string) => void,
) {
  const before = { timers: count(/^Timeout/), sockets: count(/^TCP/) };
  const server = await startServer();
  const registry = createRegistry({ report: () => {} });
  const world = { server, registry, page };
  const share = Math.ceil(faults / STREAMS);
  const events = await Promise.all(
    Array.from({ length: STREAMS }, (_, index) => suffer(`/chaos-${index}`, share, random, world, struck, missed)),
  );
  await eventually(() => {
    if (registry.connections.length) throw new Error(`${registry.connections.length} connections are left`);
  });
  registry.dispose();
  await server.close();
  const left = () => ({
    sockets: Math.max(server.sockets, count(/^TCP/) - before.sockets),
    timers: Math.max(0, count(/^Timeout/) - before.timers),
    listeners: page.listeners,
  });
  // The sockets and timers that fetch keeps for the next request go when their server is gone.
  await eventually(() => {
    const rest = left();
    if (rest.sockets + rest.timers + rest.listeners > 0) throw new Error(`Left behind: ${JSON.stringify(rest)}`);
  });
  return { events: events.reduce((sum, number) => sum + number, 0), left: left() };
}

/** Runs so many faults. Throws, with the seed, at the first event that is missing, doubled or out of order, and at a leak. */
export async function runChaos({ faults, seed, progress }: ChaosOptions): Promise<ChaosResult> {
  const random = createRandom(seed);
  const page = createChaosPage();
  const start = performance.now();
  const struck: Record<string, number> = {};
  const gaps: Record<string, number> = {};
  let result: ChaosResult | undefined;
  let heapAtFirst: number | undefined;
  let events = 0;
  const strike = (name: string): void => {
    struck[name] = (struck[name] ?? 0) + 1;
  };
  const miss = (reason: string): void => {
    gaps[reason] = (gaps[reason] ?? 0) + 1;
  };
  const total = (): number => Object.values(struck).reduce((sum, number) => sum + number, 0);
  try {
    do {
      const done = await round(Math.min(ROUND, faults - total()), random, page, strike, miss);
      events += done.events;
      collectGarbage();
      const heap = process.memoryUsage().heapUsed;
      // The first round warms up: compiled code and pools stay.
      heapAtFirst ??= heap;
      const left = { ...done.left, heap: heap - heapAtFirst };
      result = {
        faults: { ...struck },
        events,
        gaps: { ...gaps },
        left,
        milliseconds: Math.round(performance.now() - start),
      };
      progress?.(result);
    } while (total() < faults);
    return result;
  } catch (cause) {
    throw new Error(`Chaos with seed ${seed}, after ${total()} faults: ${String(cause)}`, { cause });
  } finally {
    page.remove();
  }
}
