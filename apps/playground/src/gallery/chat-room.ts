/** Chat rooms: who listens, what was said, how much is kept and how fast one may talk. */
import { html } from "hono/html";
import type { EventStream } from "../streams/event-stream.ts";

const ROOMS = 50;
const KEPT = 50;
const NAME_LENGTH = 24;
const TEXT_LENGTH = 400;
/** So many messages may come at once, and one more each second. */
const BURST = 8;

interface Said {
  readonly number: number;
  readonly markup: string;
}

export interface ChatRoom {
  readonly name: string;
  /** What was said, as markup, oldest first; and the number of the last of it, 0 for none. */
  readonly history: { readonly markup: string; readonly last: number };
  /** Sends what was said after the reader's last event ID, or else after `seen`, then whatever is said from now on. */
  join(stream: EventStream, seen?: number): void;
  /** Says something; markup stays text. Returns what is wrong with it, or `undefined`. */
  say(name: string, text: string): string | undefined;
}

export interface ChatRooms {
  /** The room of this name if it is open: looking at a room opens none. */
  open(name: string): ChatRoom | undefined;
  /** The room of this name, opened if need be; `undefined` while all rooms are taken. */
  room(name: string): ChatRoom | undefined;
}

/** A room's name from what a visitor typed: lower-case letters, digits and dashes. */
export function roomName(text: string | undefined): string {
  const name = (text ?? "").toLowerCase().replace(/[^a-z0-9-]+/g, "-");
  return name.replace(/^-+|-+$/g, "").slice(0, 32) || "harbour";
}

interface OpenRoom extends ChatRoom {
  readonly listeners: number;
}

/** A bounded set of rooms. When all are taken, the one nobody listens to that was quiet longest makes way. */
export function createChatRooms(): ChatRooms {
  const rooms = new Map<string, OpenRoom>();
  return {
    open: (name) => rooms.get(name),
    room(name) {
      const known = rooms.get(name);
      if (known) {
        rooms.delete(name);
        rooms.set(name, known);
        return known;
      }
      if (rooms.size >= ROOMS) {
        const empty = [...rooms.values()].find((room) => room.listeners === 0);
        if (!empty) return undefined;
        rooms.delete(empty.name);
      }
      const room = createRoom(name);
      rooms.set(name, room);
      return room;
    },
  };
}

function createRoom(name: string): OpenRoom {
  const streams = new Set<EventStream>();
  const said: Said[] = [];
  let number = 0;
  let allowance = BURST;
  let counted = Date.now();

  function mayTalk(): boolean {
    const now = Date.now();
    allowance = Math.min(BURST, allowance + (now - counted) / 1000);
    counted = now;
    if (allowance < 1) return false;
    allowance -= 1;
    return true;
  }

  const send = (stream: EventStream, { number: id, markup }: Said) =>
    stream.send({ event: "said", id: String(id), data: markup });

  return {
    name,
    get listeners() {
      return streams.size;
    },
    get history() {
      return { markup: said.map(({ markup }) => markup).join("\n"), last: number };
    },
    join(stream, seen = 0) {
      const last = Number.parseInt(stream.lastEventId, 10) || seen;
      // A number from before this server was started says nothing about this room.
      const after = last > number ? 0 : last;
      for (const message of said) if (message.number > after) send(stream, message);
      streams.add(stream);
      stream.onClose(() => streams.delete(stream));
    },
    say(who, text) {
      const clean = text.trim().slice(0, TEXT_LENGTH);
      if (clean === "") return "There was nothing to say.";
      if (!mayTalk()) return "This room is talking faster than it can read. Wait a second.";
      number += 1;
      const speaker = who.trim().slice(0, NAME_LENGTH) || "Somebody";
      const time = new Date().toISOString().slice(11, 16);
      const markup = String(
        html`<li id="said-${number}"><strong>${speaker}</strong> <time>${time}</time><span>${clean}</span></li>`,
      );
      const message: Said = { number, markup };
      said.push(message);
      if (said.length > KEPT) said.shift();
      for (const stream of streams) send(stream, message);
      return undefined;
    },
  };
}
