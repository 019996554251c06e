/** A better-sse connection that lives as long as its response: also where the request was a POST whose body has been read. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { Connection } from "better-sse";

export class ResponseConnection extends Connection {
  url: URL;
  request: Request;
  response: Response;
  private readonly outgoing: ServerResponse;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse, headers: Record<string, string> = {}) {
    super();
    this.outgoing = outgoing;
    this.url = new URL(incoming.url ?? "/", "http://localhost");
    const gone = new AbortController();
    const lastEventId = incoming.headers["last-event-id"];
    this.request = new Request(this.url, {
      signal: gone.signal,
      headers: typeof lastEventId === "string" ? { "Last-Event-ID": lastEventId } : {},
    });
    this.response = new Response(null, { headers: { ...Connection.constants.RESPONSE_HEADERS, ...headers } });
    outgoing.once("close", () => gone.abort());
    outgoing.socket?.setNoDelay(true);
  }

  sendHead = (): void => {
    if (!this.outgoing.destroyed)
      this.outgoing.writeHead(this.response.status, Object.fromEntries(this.response.headers));
  };

  sendChunk = (chunk: string): void => {
    if (!this.outgoing.destroyed) this.outgoing.write(chunk);
  };

  cleanup = (): void => {};
}
