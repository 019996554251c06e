/** The stores of the cookbook as processes of their own: started on a free port, killed, started again, wiped. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { eventually, freePort, type Program, programPath, startRedis } from "@sse/testkit";
import { Redis } from "ioredis";

export interface Store {
  /** What a server has to be told of it. */
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again, with what it had written down. */
  start(): Promise<void>;
  /** Takes everything out of it. */
  wipe(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a program that listens at a port, and gives what ends it. */
async function launch(path: string, args: readonly string[], port: number, user?: number): Promise<ChildProcess> {
  const child = spawn(path, args, { stdio: "ignore", ...(user !== undefined && { uid: user, gid: user }) });
  await eventually(
    () =>
      new Promise<void>((resolve, reject) => {
        const probe = connect(port, "127.0.0.1", () => {
          probe.destroy();
          resolve();
        });
        probe.once("error", reject);
      }),
  );
  return child;
}

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill(signal);
  await exit;
}

async function redis(): Promise<Store> {
  const server = await startRedis();
  return {
    ...server,
    env: { REDIS_URL: server.url },
    async wipe() {
      const client = new Redis(server.url);
      await client.flushall();
      client.disconnect();
    },
  };
}

/** A number from `id`, which knows the users of this machine. */
const userId = (name: string): number => Number(spawnSync("id", ["-u", name], { encoding: "utf8" }).stdout);

async function postgres(): Promise<Store> {
  const path = programPath("postgres") ?? "";
  const folder = mkdtempSync(join(tmpdir(), "sse-postgres-"));
  // It does not run as root.
  const user = process.getuid?.() === 0 ? userId("postgres") : undefined;
  if (user !== undefined) chownSync(folder, user, user);
  const as = user === undefined ? {} : { uid: user, gid: user };
  const made = spawnSync(join(dirname(path), "initdb"), ["-D", folder, "-U", "postgres", "-A", "trust", "-N"], {
    ...as,
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const args = ["-D", folder, "-p", String(port), "-k", folder, "-c", "listen_addresses=127.0.0.1"];
  let child: ChildProcess | undefined;
  function query(text: string): void {
    const asked = spawnSync(programPath("psql") ?? "psql", ["-q", "-c", text, url], { encoding: "utf8" });
    if (asked.status !== 0) throw new Error(`psql failed: ${asked.stderr}`);
  }
  const start = async (): Promise<void> => {
    child = await launch(path, args, port, user);
    await eventually(() => query("select 1"));
  };
  await start();
  return {
    env: { DATABASE_URL: url },
    port,
    // All of its processes go with the first one.
    kill: () => end(child),
    start,
    wipe: async () => query("truncate events"),
    async close() {
      await end(child, "SIGQUIT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function nats(): Promise<Store> {
  const path = programPath("nats-server") ?? "";
  const folder = mkdtempSync(join(tmpdir(), "sse-nats-"));
  const port = await freePort();
  const args = ["--jetstream", "--store_dir", folder, "--port", String(port), "--addr", "127.0.0.1"];
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = await launch(path, args, port);
  };
  await start();
  return {
    env: { NATS_URL: `nats://127.0.0.1:${port}` },
    port,
    kill: () => end(child),
    start,
    async wipe() {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
      await start();
    },
    async close() {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** By the names of their pages: the program that each needs, and how it is started. */
export const stores: Readonly<Record<string, readonly [program: Program, open: () => Promise<Store>]>> = {
  redis: ["redis-server", redis],
  postgresql: ["postgres", postgres],
  jetstream: ["nats-server", nats],
};
