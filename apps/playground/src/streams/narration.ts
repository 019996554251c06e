/** A stream that also says what it sends: after each event, the bytes of the last few travel as an event of their own. */
import type { EventStream } from "./event-stream.ts";
import { type StreamEvent, wireText } from "./wire.ts";

const SHOWN = 3;

/** Returns a `send` for this stream. `channel` names the event that carries the bytes; elements show it as text. */
export function narrate(stream: EventStream, channel = "wire"): (event: StreamEvent) => void {
  const shown: string[] = [];
  return (event) => {
    stream.send(event);
    shown.push(wireText(event));
    if (shown.length > SHOWN) shown.shift();
    stream.send({ event: channel, data: shown.join("").trimEnd() });
  };
}
