/** Events that arrive and that nobody on the page listens for: mostly, page and server call them differently. */
import type { Connection, Message } from "@sse/core";
import { ownAttribute } from "@sse/dom";
import { attributeOf, queryAll } from "@sse/dom/native";
import { nearest, withoutKeyword } from "@sse/parser";
import type { Say, Wants } from "./say.ts";
import type { Timers } from "./timers.ts";

/** Whoever listens may come a moment later than the event, in ms. */
const patience = 1000;

/** So many names are told of, and so many remembered: a stream may have a new name for every event. */
const most = 3;
const remembered = 100;

/** A longer name is no mistake of a person's, in UTF-16 code units. */
const longest = 200;

/** Gives the listener for messages that nobody is subscribed to. */
export function createUnheard(
  document: Document,
  wants: (connection: Connection) => Wants,
  timers: Timers,
  say: Say,
): (message: Message, connection: Connection) => void {
  const seen = new Set<string>();
  let told = 0;

  function tell(type: string, connection: Connection): void {
    if (connection.hears(type) || connection.state === "closed") return;
    const { element, names, closes } = wants(connection);
    if (names.some((name) => isSaid(name, type))) return;
    const isHeard = names.includes(type);
    const near = isHeard ? undefined : nearest(type, [...names, ...closes]);
    const meant = isTrigger(document, type) ? `hx-trigger="sse:${type}"` : near && `"${near}"`;
    // Who shares a stream with other tabs hears what is for them, too.
    const isShared = connection.transport === "browser";
    if (isShared && !meant) return;
    told++;
    if (told === most + 1) timers.start(count, patience);
    if (told > most) return;
    const name = type === "message" ? "an event without a name" : `"${type}"`;
    const swap = element && ownAttribute(element, "sse-connect") !== null ? `sse-swap="${type}"` : `swap:${type}`;
    const advice = meant
      ? `did you mean ${meant}?`
      : isHeard
        ? `does the from: of hx-trigger="sse:${type}" name an element?`
        : names.length
          ? `the page waits for ${listed(names)}`
          : `write ${swap} where it goes, or hx-trigger="sse:${type}"`;
    const where = isShared ? " in this tab" : "";
    say(element, "unheard", `${connection.url} sent ${name}, which nothing${where} listens for: ${advice}`);
  }

  function count(): void {
    say(null, "unheard", `and ${told - most} more names that nothing listens for`);
  }

  return ({ type }, connection) => {
    if (type.length > longest || seen.has(type) || seen.size === remembered) return;
    seen.add(type);
    timers.start(() => tell(type, connection), patience);
  };
}

/** Whether that was said when the attribute was read: the name has a keyword before it, or is one of a comma list. */
const isSaid = (name: string, type: string): boolean =>
  name !== type && (name.split(/,|;$/).includes(type) || (!name.startsWith("sse:") && withoutKeyword(name) === type));

/** Whether some `hx-trigger` has the name as if it were that of an event of the page. */
const isTrigger = (document: Document, type: string): boolean =>
  ["hx-trigger", "data-hx-trigger"].some((name) =>
    [...queryAll(document, `[${name}]`)].some((element) =>
      (attributeOf(element, name) ?? "").split(/[\s,[]/).includes(type),
    ),
  );

const listed = (names: readonly string[]): string =>
  [...new Set(names)]
    .slice(0, most)
    .map((name) => `"${name}"`)
    .join(", ");
