/** Publishes through the balancer, and says it again with the same key until it is known to have arrived. */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";

/** Milliseconds after which a request that nobody answered is sent again. */
const PATIENCE = 5000;
/** Milliseconds between two tries. */
const AGAIN = 50;

/** What was published, and the id that the store gave it. */
export interface Published {
  readonly text: string;
  readonly id: string;
}

export interface PublisherOptions {
  /** Where the balancer is. */
  readonly url: string;
  readonly events: number;
  /** Events a second. */
  readonly rate: number;
  /** How many are under way at one time. */
  readonly hands?: number;
}

export interface Publishing {
  /** How many have arrived so far. */
  readonly arrived: number;
  /** How often something had to be said again. */
  readonly repeated: number;
  /** All of it, in the order of the store. */
  readonly done: Promise<readonly Published[]>;
}

/** Sends one event once. Gives its id; nothing where it is not known to have arrived. */
async function send(url: string, text: string, key: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${url}/gallery/servers/say`, {
      method: "POST",
      body: new URLSearchParams({ text }),
      headers: { "Idempotency-Key": key },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    await response.arrayBuffer();
    return response.status === 303 ? (response.headers.get("x-event-id") ?? undefined) : undefined;
  } catch {
    // Cut, refused or silent: it may have arrived.
    return undefined;
  }
}

const place = (id: string): number[] => id.split("-").map(Number);

/** Whether `one` was published before `other`. */
export function inOrder(one: Published, other: Published): number {
  const [time = 0, count = 0] = place(one.id);
  const [otherTime = 0, otherCount = 0] = place(other.id);
  return time - otherTime || count - otherCount;
}

export function publish({ url, events, rate, hands = 4 }: PublisherOptions): Publishing {
  const published: Published[] = [];
  const begun = performance.now();
  let next = 0;
  let repeated = 0;

  async function hand(): Promise<void> {
    while (next < events) {
      next += 1;
      const text = `event ${next}`;
      const key = randomUUID();
      await pause(Math.max(0, begun + (next * 1000) / rate - performance.now()));
      let id = await send(url, text, key);
      while (id === undefined) {
        repeated += 1;
        await pause(AGAIN);
        id = await send(url, text, key);
      }
      published.push({ text, id });
    }
  }

  return {
    get arrived() {
      return published.length;
    },
    get repeated() {
      return repeated;
    },
    done: Promise.all(Array.from({ length: hands }, hand)).then(() => published.toSorted(inOrder)),
  };
}
