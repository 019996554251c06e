/** The HTTP server of the playground: starts on a port, stops with every stream cut. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { createApp } from "./app.ts";
import { createMemoryLog } from "./log/memory-log.ts";
import { bounds, type Playground } from "./playground.ts";
import { endStreams } from "./streams/event-stream.ts";

/** A request that has not come whole after so many ms is cut. Streams are answers, and may last. */
const REQUEST_TIMEOUT = 5000;
/** How often (ms) that is looked at. */
const CHECKS = 1000;
/** Milliseconds that streams have to be ended in, one after the other, before the server goes. */
const DRAIN = 1000;
/** How often (ms) connections that have nothing more to say are closed meanwhile. */
const IDLE_CHECKS = 50;

export interface ServerOptions {
  /** 0 lets the system choose a free one. */
  readonly port: number;
  /** The address to listen on; `127.0.0.1` keeps the playground to this machine. */
  readonly host: string;
  /** What is not said is that of one server alone, with its events in memory. */
  readonly playground?: Partial<Playground>;
}

export interface RunningServer {
  /** The address to type into a browser, without a slash at its end. */
  readonly url: string;
  /** Cuts every connection and resolves when the port is free again. */
  stop(): Promise<void>;
  /**
   * Takes nobody in any more, and ends what is open: requests as they are answered, streams within a second, not all at
   * one moment, so that their readers do not all come to the next server at one moment.
   */
  drain(): Promise<void>;
}

/** Starts the playground. Rejects with Node's own error when the port cannot be had. */
export async function startServer({ port, host, playground }: ServerOptions): Promise<RunningServer> {
  const app = createApp({
    log: createMemoryLog(bounds),
    server: "this server",
    pace: 1,
    order: undefined,
    ...playground,
  });
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      requestTimeout: REQUEST_TIMEOUT,
      headersTimeout: REQUEST_TIMEOUT,
      connectionsCheckingInterval: CHECKS,
    },
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const name = host === "127.0.0.1" || host === "0.0.0.0" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return {
    url: `http://${name}:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    drain: () =>
      new Promise((resolve) => {
        // A connection that is kept alive would keep the server.
        const closing = setInterval(() => server.closeIdleConnections(), IDLE_CHECKS);
        server.close(() => {
          clearInterval(closing);
          resolve();
        });
        endStreams(DRAIN);
        setTimeout(() => server.closeAllConnections(), DRAIN * 3).unref();
      }),
  };
}
