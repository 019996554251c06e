/** One visitor's desk: a stream of numbers that never skips one, and the things that can be done to it. */
import { type EventStream } from "../streams/event-stream.ts";
import { wireText } from "../streams/wire.ts";

/** Milliseconds between two numbers. */
const BEAT = 250;
/** The numbers stand still while nobody has listened for this long, so that a return never brings more than a flood. */
const PATIENCE = 120_000;
const FLOOD = 10_000;
const FLOOD_PAUSE = 2000;
const REFUSAL = 10_000;
const DRIP = 6000;
const DRIP_PAUSE = 25;

export const faultNames = ["drop", "half-open", "refuse", "drip", "garbage", "flood"] as const;
export type FaultName = (typeof faultNames)[number];

/** How the desk answers who asks for it. */
export type Greeting = "stream" | "unavailable" | "unreachable";

export interface Desk {
  readonly readers: number;
  greet(): Greeting;
  /** Goes on after the reader's last event ID, with nothing left out. */
  serve(stream: EventStream): void;
  /** Does it. Returns what is in the way, or `undefined`. */
  inflict(fault: FaultName): string | undefined;
  /** Cuts everybody off. */
  close(): void;
}

interface Reader {
  readonly stream: EventStream;
  sent: number;
  /** Connected, and silent for ever. */
  muted: boolean;
  dripUntil: number;
  /** Bytes that are still to drip. */
  rest: string;
}

const INVALID_UTF8 = new Uint8Array([0x3a, 0x20, 0xff, 0xfe, 0xc0, 0x80, 0xf5, 0x0a]);
const NONSENSE = "�: garbage\nretry: soon\nevenT: x\n::::\ndatas: {not json\n\u0000\u0001\u0002\n";

/** A desk that remembers nothing, and answers nobody before `upAt` (ms since the epoch). */
export function createDesk(upAt = 0): Desk {
  const readers = new Set<Reader>();
  let count = 0;
  let beat = Math.max(upAt, Date.now());
  let refusingUntil = 0;
  let floodable = 0;

  function advance(): void {
    const beats = Math.floor((Date.now() - beat) / BEAT);
    count += Math.min(beats, PATIENCE / BEAT);
    beat += beats * BEAT;
  }

  function write(reader: Reader, text: string): void {
    if (reader.rest !== "" || Date.now() < reader.dripUntil) reader.rest += text;
    else reader.stream.write(text);
  }

  function catchUp(reader: Reader): void {
    advance();
    if (reader.muted || reader.sent >= count) return;
    let text = "";
    while (reader.sent < count) {
      reader.sent += 1;
      text += wireText({ id: String(reader.sent), event: "number", data: reader.sent.toLocaleString("en") });
    }
    write(reader, text);
  }

  function drip(reader: Reader): void {
    if (reader.rest === "") return;
    const dripping = Date.now() < reader.dripUntil;
    reader.stream.write(dripping ? reader.rest.slice(0, 1) : reader.rest);
    reader.rest = dripping ? reader.rest.slice(1) : "";
  }

  const faults: Record<FaultName, (reader: Reader) => void> = {
    drop: ({ stream }) => stream.drop(),
    "half-open": (reader) => {
      reader.muted = true;
    },
    refuse: ({ stream }) => stream.drop(),
    drip: (reader) => {
      reader.dripUntil = Date.now() + DRIP;
    },
    garbage({ stream }) {
      stream.write(NONSENSE);
      stream.write(INVALID_UTF8);
      stream.write("id: 99999999\nevent: number\ndata: half an ev");
      stream.end();
    },
    flood: (reader) => catchUp(reader),
  };

  return {
    get readers() {
      return readers.size;
    },
    greet() {
      const now = Date.now();
      if (now < upAt) return "unreachable";
      return now < refusingUntil ? "unavailable" : "stream";
    },
    serve(stream) {
      advance();
      const last = Number.parseInt(stream.lastEventId, 10);
      // A number we never sent is from before this desk was started: go on from there.
      if (last > count) count = Math.min(last, Number.MAX_SAFE_INTEGER / 2);
      const sent = last > 0 && count - last <= FLOOD * 3 ? last : count;
      const reader: Reader = { stream, sent, muted: false, dripUntil: 0, rest: "" };
      readers.add(reader);
      stream.onClose(() => readers.delete(reader));
      stream.every(
        () => BEAT,
        () => catchUp(reader),
      );
      stream.every(
        () => DRIP_PAUSE,
        () => drip(reader),
      );
      catchUp(reader);
    },
    inflict(fault) {
      const now = Date.now();
      if (fault === "flood") {
        if (now < floodable) return "The last flood has not run off yet. Wait two seconds.";
        floodable = now + FLOOD_PAUSE;
        advance();
        count += FLOOD;
      }
      if (fault === "refuse") refusingUntil = now + REFUSAL;
      if (readers.size === 0 && fault !== "flood") return "Your stream is not connected at the moment.";
      for (const reader of readers) faults[fault](reader);
      return undefined;
    },
    close() {
      for (const { stream } of readers) stream.drop();
    },
  };
}
