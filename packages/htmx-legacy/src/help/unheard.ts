/** Events that arrive and that nobody on the page listens for: mostly, page and server call them differently. */
import type { Connection, Message } from "@sse/core";
import { nearest } from "@sse/parser";
import type { Say, Wants } from "./say.ts";
import type { Timers } from "./timers.ts";

/** Whoever listens may come a moment later than the event, in ms. */
const patience = 1000;

/** So many names are told of, and so many remembered: a stream may have a new name for every event. */
const most = 3;
const remembered = 100;

/** Gives the listener for messages that nobody is subscribed to. */
export function createUnheard(
  wants: (connection: Connection) => Wants,
  timers: Timers,
  say: Say,
): (message: Message, connection: Connection) => void {
  const seen = new Set<string>();
  let told = 0;

  function tell(type: string, connection: Connection): void {
    // Who shares a stream with other tabs hears what is for them, too.
    if (connection.hears(type) || connection.transport === "browser") return;
    told++;
    if (told === most + 1) timers.start(count, patience);
    if (told > most) return;
    const { element, names } = wants(connection);
    const near = nearest(type, names);
    const name = type === "message" ? "an event without a name" : `"${type}"`;
    const advice = near
      ? `did you mean "${near}"?`
      : names.length
        ? `the page waits for ${listed(names)}`
        : `write swap:${type} where it goes`;
    say(element, "unheard", `${connection.url} sent ${name}, which nothing listens for: ${advice}`);
  }

  function count(): void {
    say(null, "unheard", `and ${told - most} more names that nothing listens for`);
  }

  return ({ type }, connection) => {
    if (seen.has(type) || seen.size === remembered) return;
    seen.add(type);
    timers.start(() => tell(type, connection), patience);
  };
}

const listed = (names: readonly string[]): string =>
  [...new Set(names)]
    .slice(0, most)
    .map((name) => `"${name}"`)
    .join(", ");
