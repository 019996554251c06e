/** A real HTTP server on loopback: pages, handlers, files and scriptable event streams, with a log of what it was asked. */
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { eventually } from "./eventually.ts";
import type { LoggedRequest } from "./exchange.ts";
import { readFrom } from "./files.ts";
import type { Reply } from "./reply.ts";
import { moved } from "./patience.ts";
import { createStream, type EventStream, type StreamOptions } from "./stream.ts";

/** Answers a request: by writing to `response`, or by returning what to write. */
export type Handler = (
  request: LoggedRequest,
  response: ServerResponse,
) => Reply | undefined | void | Promise<Reply | undefined | void>;

/** A running test server. */
export interface TestServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Every request since the start, preflights included. */
  readonly requests: readonly LoggedRequest[];
  /** TCP connections open now; a browser may hold idle ones. */
  readonly sockets: number;
  url(path: string): string;
  page(path: string, html: string, headers?: OutgoingHttpHeaders): void;
  /** Answers every method on this path; a later call for the same path replaces the earlier. */
  handle(path: string, handler: Handler): void;
  /** Answers GET and HEAD on this path; other methods get 405. */
  get(path: string, handler: Handler): void;
  /** Serves the files of `dir` under `prefix`; TypeScript as JavaScript. */
  files(prefix: string, dir: string): void;
  /** An event stream at this path, for every method. */
  stream(path: string, options?: StreamOptions): EventStream;
  /** Lets other origins read the answers: `true` any, with credentials; `false`, the start, none. */
  cors(allowed: boolean): void;
  /** Stops listening and drops every socket: connections are now refused. */
  down(): Promise<void>;
  /** Listens again, on the same port. */
  up(): Promise<void>;
  /** `down()` and `up()`. */
  restart(): Promise<void>;
  /** `down()` for good. */
  close(): Promise<void>;
}

/**
 * Ports below those that systems give to outgoing connections: a client that calls while the server is down could
 * otherwise be given the very port it calls, and reach itself.
 */
const FIRST_PORT = 20_000;
const PORTS = 12_000;

async function readRequest(incoming: IncomingMessage): Promise<LoggedRequest> {
  const pieces: Uint8Array[] = [];
  for await (const piece of incoming) pieces.push(piece);
  const { method = "GET", url = "/", headers } = incoming;
  const { pathname, searchParams } = new URL(url, "http://server");
  const id = headers["last-event-id"];
  return {
    method,
    url,
    path: pathname,
    query: searchParams,
    headers,
    body: Buffer.concat(pieces).toString(),
    // Node reads headers as Latin-1, browsers write this one as UTF-8.
    lastEventId: typeof id === "string" ? Buffer.from(id, "latin1").toString() : undefined,
  };
}

function send(response: ServerResponse, reply: Reply | undefined | void): void {
  if (reply === undefined || response.headersSent || response.destroyed) return;
  const { status = 200, headers = {}, body = "" } = typeof reply === "string" ? { body: reply } : reply;
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", ...headers }).end(body);
}

function allowOrigin(request: LoggedRequest, response: ServerResponse): boolean {
  response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
  response.setHeader("Access-Control-Allow-Credentials", "true");
  response.setHeader("Vary", "Origin");
  if (request.method !== "OPTIONS") return false;
  const asked = request.headers["access-control-request-headers"];
  if (asked) response.setHeader("Access-Control-Allow-Headers", asked);
  response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
  response.writeHead(204).end();
  return true;
}

/** Starts a server on a free port of 127.0.0.1. Close it when done; a test waits for that, so nothing stays open. */
export async function startServer(): Promise<TestServer> {
  const routes = new Map<string, Handler>();
  const folders = new Map<string, string>();
  const requests: LoggedRequest[] = [];
  const sockets = new Set<Socket>();
  let crossOrigin = false;

  function handlerFor({ path, method }: LoggedRequest): Handler {
    const route = routes.get(path);
    if (route) return route;
    for (const [prefix, dir] of folders) {
      if (path.startsWith(prefix)) return () => readFrom(dir, path.slice(prefix.length));
    }
    if (path === "/favicon.ico") return () => ({ status: 204 });
    return () => ({ status: 404, body: `No ${method} ${path} here` });
  }

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    moved();
    const request = await readRequest(incoming);
    if (request.path !== "/favicon.ico") requests.push(request);
    if (crossOrigin && allowOrigin(request, response)) return;
    send(response, await handlerFor(request)(request, response));
  }

  const http = createServer({ noDelay: true, keepAliveTimeout: 60_000 }, (incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      // A client that left while it was being read or written to is no failure of the test.
      if (incoming.destroyed || response.destroyed) return;
      console.error(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end(String(error));
    });
  });
  http.on("connection", (socket) => {
    moved();
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("drain", moved);
    socket.on("close", () => {
      moved();
      sockets.delete(socket);
    });
  });

  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      http.once("error", reject);
      http.listen(port, "127.0.0.1", () => {
        http.off("error", reject);
        resolve();
      });
    });
  const port = await eventually(async () => {
    const free = FIRST_PORT + Math.floor(Math.random() * PORTS);
    await listen(free);
    return free;
  });
  const origin = `http://127.0.0.1:${port}`;

  async function down(): Promise<void> {
    if (!http.listening) return;
    const closed = new Promise((resolve) => http.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }
  const up = (): Promise<void> => eventually(() => (http.listening ? undefined : listen(port)));

  return {
    origin,
    requests,
    get sockets() {
      return sockets.size;
    },
    url: (path) => new URL(path, origin).href,
    page: (path, html, headers = {}) => void routes.set(path, () => ({ headers, body: html })),
    handle: (path, handler) => void routes.set(path, handler),
    get: (path, handler) =>
      void routes.set(path, (request, response) =>
        /^(GET|HEAD)$/.test(request.method) ? handler(request, response) : { status: 405 },
      ),
    files: (prefix, dir) => void folders.set(prefix.endsWith("/") ? prefix : `${prefix}/`, dir),
    stream: (path, options) => {
      const { stream, answer: respond } = createStream(path, options);
      routes.set(path, respond);
      return stream;
    },
    cors: (allowed) => void (crossOrigin = allowed),
    down,
    up,
    restart: async () => {
      await down();
      await up();
    },
    close: down,
  };
}
