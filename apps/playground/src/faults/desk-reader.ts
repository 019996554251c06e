/** One reader of a desk: a stream of numbers that never skips one, and the things that can be done to it. */
import type { EventStream } from "../streams/event-stream.ts";
import { wireText } from "../streams/wire.ts";
import { BEAT, type FaultName } from "./desk-state.ts";

const DRIP = 6000;
const DRIP_PAUSE = 25;
/** A reader that is further behind than this many numbers begins anew, and is told so. */
const BEHIND = 30_000;

const INVALID_UTF8 = new Uint8Array([0x3a, 0x20, 0xff, 0xfe, 0xc0, 0x80, 0xf5, 0x0a]);
const NONSENSE = "�: garbage\nretry: soon\nevenT: x\n::::\ndatas: {not json\n\u0000\u0001\u0002\n";

export interface DeskReader {
  readonly stream: EventStream;
  /** Does it to this reader. */
  suffer(fault: FaultName): void;
}

/** Goes on after `last`, 0 for a new reader, with nothing left out. `count` gives the number that has been reached. */
export function createDeskReader(stream: EventStream, last: number, count: () => number): DeskReader {
  let sent = last;
  /** Connected, and silent for ever. */
  let muted = false;
  let dripUntil = 0;
  /** Bytes that are still to drip. */
  let rest = "";

  function write(text: string): void {
    if (rest !== "" || Date.now() < dripUntil) rest += text;
    else stream.write(text);
  }

  function catchUp(): void {
    const reached = count();
    if (muted || sent >= reached) return;
    let text = "";
    while (sent < reached) {
      sent += 1;
      text += wireText({ id: String(sent), event: "number", data: sent.toLocaleString("en") });
    }
    write(text);
  }

  function drip(): void {
    if (rest === "") return;
    const dripping = Date.now() < dripUntil;
    stream.write(dripping ? rest.slice(0, 1) : rest);
    rest = dripping ? rest.slice(1) : "";
  }

  const faults: Record<FaultName, () => void> = {
    drop: () => stream.drop(),
    "half-open": () => (muted = true),
    refuse: () => stream.drop(),
    drip: () => (dripUntil = Date.now() + DRIP),
    garbage() {
      stream.write(NONSENSE);
      stream.write(INVALID_UTF8);
      stream.write("id: 99999999\nevent: number\ndata: half an ev");
      stream.end();
    },
    flood: catchUp,
  };

  const reached = count();
  if (last > 0 && reached - last > BEHIND) stream.send({ event: "reset", id: String(reached), data: "" });
  if (last === 0 || reached - last > BEHIND) sent = reached;
  stream.every(() => BEAT, catchUp);
  stream.every(() => DRIP_PAUSE, drip);
  stream.stand(String(sent));
  catchUp();
  return { stream, suffer: (fault) => faults[fault]() };
}
