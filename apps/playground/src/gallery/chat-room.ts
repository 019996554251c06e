/** Chat rooms: channels of the log. What may be said in one, how fast, and how it looks. */
import { html } from "hono/html";
import type { Entry, Stretch } from "../log/event-log.ts";
import type { Playground } from "../playground.ts";
import { type Allowance, createAllowance } from "../streams/allowance.ts";
import type { StreamEvent } from "../streams/wire.ts";

const NAME_LENGTH = 24;
const TEXT_LENGTH = 400;
/** So many messages may come at once, for each of a second. */
const BURST = 8;
/** Rooms whose pace is remembered. */
const PACED = 100;

/** A room's name from what a visitor typed: lower-case letters, digits and dashes. */
export function roomName(text: string | undefined): string {
  const name = (text ?? "").toLowerCase().replace(/[^a-z0-9-]+/g, "-");
  return name.replace(/^-+|-+$/g, "").slice(0, 32) || "harbour";
}

export const channelOf = (room: string): string => `chat:${room}`;

/** What was said, as the log keeps it. */
interface Said {
  readonly who: string;
  readonly text: string;
  /** Hours and minutes, UTC. */
  readonly time: string;
}

/** A message as markup; what visitors wrote stays text. */
export function messageMarkup({ number, data }: Entry): string {
  const { who, text, time } = JSON.parse(data) as Said;
  return String(html`<li id="said-${number}"><strong>${who}</strong> <time>${time}</time><span>${text}</span></li>`);
}

export const historyMarkup = (entries: readonly Entry[]): string => entries.map(messageMarkup).join("\n");

export const messageEvent = (entry: Entry): StreamEvent => ({ event: "said", data: messageMarkup(entry) });

/** For a reader whose place in the history is gone: all that there is. */
export const historyEvent = ({ entries }: Stretch): StreamEvent => ({
  event: "reset",
  data: historyMarkup(entries) || "<!-- nothing is left -->",
});

/**
 * Gives what says something in a room: who, what, and a key that makes saying it again harmless. Its promise gives what is
 * wrong with it, or nothing; it rejects as the log does.
 */
export function createSpeech({ log, pace }: Pick<Playground, "log" | "pace">) {
  const allowances = new Map<string, Allowance>();

  function mayTalk(room: string): boolean {
    const allowance = allowances.get(room) ?? createAllowance(BURST * pace, pace);
    // The last one of the map is the one that was used last.
    allowances.delete(room);
    allowances.set(room, allowance);
    const [oldest] = allowances.keys();
    if (allowances.size > PACED && oldest !== undefined) allowances.delete(oldest);
    return allowance.take();
  }

  return async (room: string, name: string, text: string, key?: string): Promise<string | undefined> => {
    const clean = text.trim().slice(0, TEXT_LENGTH);
    if (clean === "") return "There was nothing to say.";
    if (!mayTalk(room)) return "This room is talking faster than it can read. Wait a second.";
    const who = name.trim().slice(0, NAME_LENGTH) || "Somebody";
    const said: Said = { who, text: clean, time: new Date().toISOString().slice(11, 16) };
    await log.publish(channelOf(room), { event: "said", data: JSON.stringify(said) }, key);
    return undefined;
  };
}
