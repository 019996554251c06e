/** An event stream of the test server: says what the test wants, to whoever is connected, and fails on demand. */
import type { ServerResponse } from "node:http";
import { engineName } from "./engine.ts";
import { PAUSE } from "./eventually.ts";
import { type Exchange, type Fault, type LoggedRequest, reset } from "./exchange.ts";
import { moved, startPatience } from "./patience.ts";
import { type EventFields, formatEvent } from "./wire.ts";

/** Firefox tells of a response only when its body begins. */
const GREETING = engineName() === "firefox" ? ":\n\n" : "";

/** How a stream treats those who come. */
export interface StreamOptions {
  /**
   * Keeps what was sent and gives it to those who come: `missed`, what followed their `Last-Event-ID`, and nothing to
   * those who have none; `all`, to them everything. Events without an ID get the next number.
   */
  readonly replay?: "missed" | "all";
  /** The query parameter by which it is told the position, besides the header. */
  readonly positionIn?: string;
  /** More headers of the answer. */
  readonly headers?: Record<string, string>;
}

/** A scriptable event stream. */
export interface EventStream {
  readonly path: string;
  /** Connections open now. */
  readonly connections: number;
  /** Requests that were answered with the stream, ever. */
  readonly opened: readonly LoggedRequest[];
  /** All requests, those that met a fault too. */
  readonly attempts: readonly LoggedRequest[];
  /** Bytes written that the readers have not yet taken off this side: it grows while they do not read. */
  readonly buffered: number;
  /** Sends an event to all connections; gives its ID, or the empty string. */
  send(event: EventFields): string;
  /** Writes bytes as they are; they are not replayed. */
  write(bytes: string | Uint8Array): void;
  comment(text?: string): void;
  /** Hangs up on everyone, without an end of the body. */
  drop(): void;
  /** Resets everyone's connection. */
  reset(): void;
  /** Ends the body for everyone, properly. */
  end(): void;
  /** What the next connections meet, one each, in this order; after them the stream is good again. */
  respondNext(...faults: Fault[]): void;
  /** What every connection meets until told otherwise; `undefined`: the good stream. */
  respond(fault: Fault | undefined): void;
  /** Resolves when exactly `count` connections are open. Rejects when nothing moves any more. */
  waitFor(count: number): Promise<void>;
  /** Resolves when `count` requests have come, ever. Rejects when nothing moves any more. */
  waitForAttempts(count: number): Promise<void>;
}

interface Waiter {
  readonly met: () => boolean;
  readonly resolve: () => void;
}

interface OpenConnection {
  readonly response: ServerResponse;
  readonly write: (bytes: string | Uint8Array) => void;
}

/** A stream and the function that answers requests for it. Used by the server; tests call `server.stream(path)`. */
export function createStream(path: string, options: StreamOptions = {}) {
  const connections = new Set<OpenConnection>();
  const opened: LoggedRequest[] = [];
  const attempts: LoggedRequest[] = [];
  const log: { id: string; text: string }[] = [];
  const positions = new Map<string, number>();
  const waiters = new Set<Waiter>();
  const script: Fault[] = [];
  let standing: Fault | undefined;

  function changed(): void {
    moved();
    for (const waiter of waiters) if (waiter.met()) waiter.resolve();
  }

  function until(met: () => boolean, what: () => string): Promise<void> {
    return new Promise((resolve, reject) => {
      if (met()) return resolve();
      const waiter: Waiter = {
        met,
        resolve: () => {
          clearInterval(looking);
          waiters.delete(waiter);
          resolve();
        },
      };
      const patience = startPatience();
      const looking = setInterval(() => {
        if (patience.lasts()) return;
        clearInterval(looking);
        waiters.delete(waiter);
        reject(new Error(`${path}: ${what()}, and nothing moves any more`));
      }, PAUSE);
      waiters.add(waiter);
    });
  }

  function missed({ lastEventId, query }: LoggedRequest): string {
    const position = lastEventId ?? query.get(options.positionIn ?? "");
    const from = position === null ? undefined : positions.get(position);
    if (from === undefined && options.replay !== "all") return "";
    return log
      .slice((from ?? -1) + 1)
      .map((entry) => entry.text)
      .join("");
  }

  function exchangeOf(request: LoggedRequest, response: ServerResponse): Exchange {
    const { socket } = response;
    if (!socket) throw new Error("The request lost its socket before it was answered.");
    const head = (headers: Record<string, string> = {}): void => {
      if (response.headersSent || response.destroyed) return;
      response.writeHead(200, {
        "Content-Type": "text/event-stream",
        "Cache-Control": "no-store",
        ...options.headers,
        ...headers,
      });
      response.flushHeaders();
    };
    return {
      request,
      response,
      socket,
      head,
      join: ({ write } = {}) => {
        head();
        if (response.destroyed) return;
        const connection = { response, write: write ?? ((bytes) => void response.write(bytes)) };
        const text = GREETING + missed(request);
        if (text) connection.write(text);
        connections.add(connection);
        opened.push(request);
        response.on("close", () => {
          connections.delete(connection);
          changed();
        });
        changed();
      },
    };
  }

  function write(bytes: string | Uint8Array): void {
    // One that is ending is still counted, and hears nothing more.
    for (const connection of connections) if (!connection.response.writableEnded) connection.write(bytes);
  }

  function each(action: (response: ServerResponse) => void): void {
    for (const { response } of connections) action(response);
  }

  const stream: EventStream = {
    path,
    opened,
    attempts,
    get connections() {
      return connections.size;
    },
    get buffered() {
      // The socket's own count is part of the response's.
      return [...connections].reduce((sum, { response }) => sum + response.writableLength, 0);
    },
    send(event) {
      const id = event.id ?? (options.replay ? String(log.length + 1) : "");
      const text = formatEvent(id ? { ...event, id } : event);
      if (options.replay) {
        positions.set(id, log.length);
        log.push({ id, text });
      }
      write(text);
      return id;
    },
    write,
    comment: (text = "") => write(`:${text}\n\n`),
    drop: () => each(({ socket }) => socket?.destroy()),
    reset: () => each(({ socket }) => reset(socket)),
    end: () => each((response) => response.end()),
    respondNext: (...faults) => void script.push(...faults),
    respond: (fault) => void (standing = fault),
    waitFor: (count) =>
      until(
        () => connections.size === count,
        () => `${connections.size} connections open instead of ${count}`,
      ),
    waitForAttempts: (count) =>
      until(
        () => attempts.length >= count,
        () => `${attempts.length} requests instead of ${count}`,
      ),
  };

  return {
    stream,
    /** Answers a request as scripted. */
    async answer(request: LoggedRequest, response: ServerResponse): Promise<void> {
      attempts.push(request);
      const fault = script.shift() ?? standing ?? ((exchange: Exchange) => exchange.join());
      changed();
      await fault(exchangeOf(request, response));
    },
  };
}
