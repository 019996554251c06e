/** A channel of the log as the event stream of a visitor. */
import type { RouteContext } from "../environment.ts";
import { type EventStream, eventStream, type StreamOptions } from "../streams/event-stream.ts";
import { type StreamEvent } from "../streams/wire.ts";
import type { Entry, EventLog, Stretch } from "./event-log.ts";
import { openReader } from "./reader.ts";

export interface LogStream extends StreamOptions {
  /** Where the page stands that the reader has; its own last event ID goes first. */
  readonly from?: string;
  /** What a reader is sent first. */
  readonly greet?: (stream: EventStream) => void;
  /** What is sent for an entry, without its id; the entry itself where nothing is said. */
  readonly show?: (entry: Entry) => StreamEvent;
  /** What is sent to a reader whose position is not in the history any more. */
  readonly reset: (stretch: Stretch) => StreamEvent;
}

/**
 * Answers with the stream of a channel: what the reader missed, its position, then what comes. Rejects as the log does, before anything is sent.
 */
export async function logStream(
  context: RouteContext,
  log: EventLog,
  channel: string,
  { from = "", greet = () => {}, show = (entry) => entry, reset, ...options }: LogStream,
): Promise<Response> {
  const reader = await openReader(log, channel);
  const { outgoing } = context.env;
  if (outgoing.destroyed) reader.close();
  outgoing.once("close", reader.close);
  return eventStream(
    context,
    (stream) => {
      greet(stream);
      reader.read(stream.lastEventId || from, {
        entry: (entry) => stream.send({ ...show(entry), id: entry.id }),
        reset: (stretch) => stream.send({ ...reset(stretch), id: stretch.position }),
        caughtUp: (position) => stream.stand(position),
      });
    },
    options,
  );
}
