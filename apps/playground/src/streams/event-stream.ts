/** One open event stream of one visitor: what it is sent, what is done to it, and the timers that end with it. */
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Session } from "better-sse";
import type { RouteContext } from "../environment.ts";
import { addressOf, admit } from "./admission.ts";
import { ResponseConnection } from "./response-connection.ts";
import { positionText, type StreamEvent, wireText } from "./wire.ts";

const KEEP_ALIVE = 15_000;
/** A reader that leaves this much unread (bytes) is not reading: its stream is cut. */
const UNREAD_LIMIT = 8_000_000;

export interface EventStream {
  /** What the reader had last before this connection; empty for a new reader. At most 256 characters. */
  readonly lastEventId: string;
  readonly closed: boolean;
  send(event: StreamEvent): void;
  /** Tells the reader where to go on from if it has to come back, without an event. */
  stand(position: string): void;
  /** Writes text or bytes as they are, well-formed or not. */
  write(content: string | Uint8Array): void;
  /** Ends the response in good order. */
  end(): void;
  /** Cuts the connection under the reader's feet. */
  drop(): void;
  /** Runs when the stream has ended, by whoever's hand; at once if it has. */
  onClose(listener: () => void): void;
  /** Runs `step` again and again, after `delay()` milliseconds each, for as long as the stream is open. */
  every(delay: () => number, step: () => void): void;
}

export interface StreamOptions {
  readonly headers?: Record<string, string>;
  /** The least ms before a reader comes back; the browser's own where nothing is said. */
  readonly retry?: number;
}

/** A stream is written by Node itself, past the headers of the application. */
const streamHeaders = { "X-Content-Type-Options": "nosniff" } as const;

/** Headers of a stream that pages of any origin may read. */
export const publicStream = { "Access-Control-Allow-Origin": "*" } as const;

/**
 * Answers the request with an event stream and hands it to `run` once its head is sent. Where the playground has too many
 * streams already the answer is 503 with `Retry-After`, which every client of ours understands.
 */
export function eventStream(
  context: RouteContext,
  run: (stream: EventStream) => void,
  { headers, retry }: StreamOptions = {},
): Response {
  const { incoming, outgoing } = context.env;
  if (incoming.method === "HEAD") return context.body(null, 200, { "Content-Type": "text/event-stream" });
  const leave = admit(addressOf(incoming));
  if (!leave) return context.text("Too many open streams.", 503, { "Retry-After": "5" });
  outgoing.once("close", leave);
  const session = new Session(new ResponseConnection(incoming, outgoing, { ...streamHeaders, ...headers }), {
    retry: retry ?? null,
    keepAlive: null,
  });
  session.once("connected", () => {
    if (!outgoing.destroyed) run(streamOver(session, outgoing));
  });
  return RESPONSE_ALREADY_SENT;
}

const open = new Set<EventStream>();

/** Ends every open stream within so many ms, each at a time of its own: their readers do not all come back at once. */
export function endStreams(within: number): void {
  for (const stream of open) setTimeout(stream.end, Math.random() * within);
}

function streamOver(session: Session, outgoing: RouteContext["env"]["outgoing"]): EventStream {
  const stream: EventStream = {
    lastEventId: session.lastId.slice(0, 256),
    get closed() {
      return outgoing.destroyed || outgoing.writableEnded;
    },
    send: (event) => stream.write(wireText(event)),
    stand: (position) => stream.write(positionText(position)),
    write(content) {
      if (stream.closed) return;
      outgoing.write(content);
      if (outgoing.writableLength > UNREAD_LIMIT) outgoing.destroy();
    },
    end: () => void outgoing.end(),
    drop: () => void outgoing.destroy(),
    onClose(listener) {
      if (outgoing.closed) listener();
      else outgoing.once("close", listener);
    },
    every(delay, step) {
      let timer = setTimeout(again, delay());
      function again() {
        step();
        timer = setTimeout(again, delay());
      }
      stream.onClose(() => clearTimeout(timer));
    },
  };
  outgoing.setMaxListeners(50);
  open.add(stream);
  stream.onClose(() => open.delete(stream));
  stream.every(
    () => KEEP_ALIVE,
    () => stream.write(":\n\n"),
  );
  return stream;
}
