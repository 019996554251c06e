/** One request and its answer, as a fault sees them. */
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** A request as the server read it. */
export interface LoggedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The `Last-Event-ID` header, decoded as UTF-8 as browsers encode it. */
  readonly lastEventId: string | undefined;
}

/** A request to an event stream, with everything needed to answer it well or badly. */
export interface Exchange {
  readonly request: LoggedRequest;
  readonly response: ServerResponse;
  readonly socket: Socket;
  /** Sends the head of a good event stream, without joining: what follows is up to the caller. */
  head(headers?: Record<string, string>): void;
  /** Makes this a connection of the stream: missed events are replayed and `stream.send` reaches it. */
  join(options?: JoinOptions): void;
}

/** How an exchange joins its stream. */
export interface JoinOptions {
  /** Writes go through this instead of straight into the response. */
  readonly write?: (bytes: string | Uint8Array) => void;
}

/** What happens to one connection instead of the plain stream. */
export type Fault = (exchange: Exchange) => void | Promise<void>;

/**
 * Resets the connection. One that is just being shut down is destroyed: Node refuses to reset it, and forgets to close it.
 */
export function reset(socket: Socket | null): void {
  if (socket?.writableEnded && !socket.writableFinished) socket.destroy();
  else socket?.resetAndDestroy();
}
