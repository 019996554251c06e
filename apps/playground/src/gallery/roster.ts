/**
 * Who is here, on all servers: each says in the log whom it serves, when that changes and every few seconds, and whoever
 * has said nothing for a while is taken for gone, with its visitors.
 */
import type { EventLog } from "../log/event-log.ts";

const CHANNEL = "presence:all";
/** Milliseconds between two sayings of one server, however many come and go. */
const SHORTEST = 500;
const LONGEST = 2000;
/** After so many ms without a word a server is gone. */
const GONE = 3 * LONGEST;
/** Visitors that one server names. */
export const SHOWN = 40;

/** What a server says: how many visitors it has, and the numbers of those that came last. */
interface Roll {
  readonly server: string;
  readonly count: number;
  readonly visitors: readonly number[];
}

export interface Present {
  readonly count: number;
  /** The numbers of those that came last, in their order. */
  readonly visitors: readonly number[];
}

export interface Roster {
  /** Counts a visitor in; gives what counts it out. `told` hears of everybody, soon and at every change. */
  join(number: number, told: (present: Present) => void): () => void;
}

/** `server` has to be another one for each process. */
export function createRoster(log: EventLog, server: string): Roster {
  const here = new Map<number, (present: Present) => void>();
  const rolls = new Map<string, Roll & { readonly at: number }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let spoken = 0;
  let leave: Promise<(() => void) | undefined> | undefined;

  function present(): Present {
    const now = Date.now();
    for (const [name, { at }] of rolls) if (name !== server && now - at > GONE) rolls.delete(name);
    const all = [...rolls.values()];
    return {
      count: all.reduce((sum, { count }) => sum + count, 0),
      visitors: all.flatMap(({ visitors }) => visitors).toSorted((one, other) => one - other),
    };
  }

  function speak(): void {
    spoken = Date.now();
    const roll: Roll = { server, count: here.size, visitors: [...here.keys()].slice(-SHOWN) };
    rolls.set(server, { ...roll, at: spoken });
    // Where the log cannot be reached, the next saying says it.
    log.publish(CHANNEL, { event: "roll", data: JSON.stringify(roll) }).catch(() => {});
    const all = present();
    for (const told of here.values()) told(all);
    if (here.size > 0) timer = setTimeout(speak, LONGEST);
    else {
      void leave?.then((end) => end?.());
      leave = undefined;
    }
  }

  /** Soon, but not before the shortest time after the last saying has passed. */
  function change(): void {
    clearTimeout(timer);
    timer = setTimeout(speak, Math.max(0, spoken + SHORTEST - Date.now()));
  }

  function listen(): Promise<(() => void) | undefined> {
    const hear = log.tail(CHANNEL, (news) => {
      if (news === "gap") return;
      const roll = JSON.parse(news.data) as Roll;
      if (roll.server !== server) rolls.set(roll.server, { ...roll, at: Date.now() });
    });
    return hear.catch(() => {
      // Asked again by the next visitor.
      leave = undefined;
      return undefined;
    });
  }

  return {
    join(number, told) {
      here.set(number, told);
      leave ??= listen();
      change();
      return () => {
        here.delete(number);
        change();
      };
    },
  };
}
