/**
 * A load balancer: asks every server a few times a second whether it is there, sends a request to the one that has the
 * fewest open, and to the next where one cannot be reached. No request is bound to a server.
 */
import { Agent, createServer, type IncomingMessage, request as httpRequest, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { createProxyServer } from "httpxy";

/** Milliseconds between two looks at a server. */
const CHECK = 200;
/** A server that has not answered a look for so many ms is down. */
const CHECK_TIMEOUT = 1000;
/** Bytes of a request that are kept, so that they can be sent to another server. */
const BODY_LIMIT = 1024 * 1024;

export interface Backend {
  readonly name: string;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
}

export interface Balancer {
  readonly url: string;
  /** The names of the servers that are up. */
  up(): readonly string[];
  close(): Promise<void>;
}

export interface BalancerOptions {
  /** 0 lets the system choose one. */
  readonly port: number;
  readonly host?: string;
  readonly backends: readonly Backend[];
}

interface State extends Backend {
  isUp: boolean;
  open: number;
}

/** Whether a server says that it takes requests. */
function isHealthy(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = httpRequest(`${url}/health`, { agent: false, timeout: CHECK_TIMEOUT }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on("timeout", () => asked.destroy(new Error("timeout")));
    asked.on("error", () => resolve(false));
    asked.end();
  });
}

/** The body of a request; nothing where it is too long. Rejects when the client leaves. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > BODY_LIMIT) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Whether a request may be sent again although it is not known whether the first server has acted on it. */
function isRepeatable({ method = "", headers }: IncomingMessage): boolean {
  return method === "GET" || method === "HEAD" || headers["idempotency-key"] !== undefined;
}

/** Starts the balancer. Rejects with Node's own error when the port cannot be had. */
export async function startBalancer({ port, host = "127.0.0.1", backends }: BalancerOptions): Promise<Balancer> {
  const states: State[] = backends.map((backend) => ({ ...backend, isUp: false, open: 0 }));
  // Each open stream holds a connection to its server.
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const proxy = createProxyServer({ agent, xfwd: true });

  async function look(state: State): Promise<void> {
    state.isUp = await isHealthy(state.url);
  }
  const looking = setInterval(() => states.forEach((state) => void look(state)), CHECK);

  let turn = 0;
  /** Of those that are up and were not tried, the one with the fewest open; in turn, where several have as few. */
  function choose(tried: ReadonlySet<State>): State | undefined {
    turn += 1;
    const first = turn % states.length;
    return [...states.slice(first), ...states.slice(0, first)]
      .filter((state) => state.isUp && !tried.has(state))
      .toSorted((one, other) => one.open - other.open)[0];
  }

  /** Gives an error where the server could not be had, once a response is over nothing. */
  async function pass(
    state: State,
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
  ): Promise<unknown> {
    const buffer = Readable.from(body.length ? [body] : []);
    state.open += 1;
    try {
      return await proxy.web(request, response, { target: new URL(state.url), buffer });
    } catch (error) {
      return error;
    } finally {
      state.open -= 1;
    }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const name of ["for", "host", "port", "proto"]) delete request.headers[`x-forwarded-${name}`];
    const body = await bodyOf(request);
    if (!body) return void response.writeHead(413, { Connection: "close" }).end();
    const tried = new Set<State>();
    for (;;) {
      const state = choose(tried);
      if (!state) break;
      tried.add(state);
      const error = await pass(state, request, response, body);
      if (error === undefined || response.headersSent || response.destroyed) return;
      state.isUp = false;
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "ECONNREFUSED" && !isRepeatable(request)) break;
    }
    response.writeHead(503, { "Retry-After": "1", "Cache-Control": "no-store" }).end("No server can be reached.");
  }

  const server = createServer((request, response) => {
    // A client that leaves while it is being served is nobody's fault.
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    up: () => states.filter(({ isUp }) => isUp).map(({ name }) => name),
    async close() {
      clearInterval(looking);
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
