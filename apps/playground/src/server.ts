/** The HTTP server of the playground: starts on a port, stops with every stream cut. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { createApp } from "./app.ts";

export interface ServerOptions {
  /** 0 lets the system choose a free one. */
  readonly port: number;
  /** The address to listen on; `127.0.0.1` keeps the playground to this machine. */
  readonly host: string;
}

export interface RunningServer {
  /** The address to type into a browser, without a slash at its end. */
  readonly url: string;
  /** Cuts every connection and resolves when the port is free again. */
  stop(): Promise<void>;
}

/** Starts the playground. Rejects with Node's own error when the port cannot be had. */
export async function startServer({ port, host }: ServerOptions): Promise<RunningServer> {
  const server = createAdaptorServer({ fetch: createApp().fetch }) as Server;
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
  };
}
