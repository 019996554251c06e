/** A Redis of one's own, as a process: started, killed, and started again with what it had written down. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { howToInstall, programPath } from "./programs.ts";

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with everything that it had acknowledged. */
  start(): Promise<void>;
  /** Stops it running for a while without ending it. */
  freeze(): void;
  thaw(): void;
  /** Ends it and removes what it wrote. */
  close(): Promise<void>;
}

/**
 * Starts `redis-server` on a free port of 127.0.0.1. What it acknowledges is on the disk first (`appendfsync always`), so
 * that not even a kill loses it. Throws what to install where there is none.
 */
export async function startRedis(): Promise<RedisServer> {
  const path = programPath("redis-server");
  if (!path) throw new Error(`There is no redis-server on this machine. ${howToInstall(["redis-server"])}`);
  const folder = mkdtempSync(join(tmpdir(), "sse-redis-"));
  const port = await freePort();
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const options = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
    const lasting = ["--appendonly", "yes", "--appendfsync", "always"];
    const started = spawn(path ?? "", [...options, ...lasting], { stdio: ["ignore", "pipe", "inherit"] });
    child = started;
    let said = "";
    await new Promise<void>((resolve, reject) => {
      started.stdout?.on("data", (piece: Buffer) => {
        said = (said + piece.toString()).slice(-4000);
        if (said.includes("Ready to accept connections")) resolve();
      });
      started.once("exit", (code) => reject(new Error(`redis-server ended with ${code}: ${said}`)));
    });
  }

  async function kill(): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
  }

  const atExit = (): void => void child?.kill("SIGKILL");
  process.once("exit", atExit);
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill,
    start,
    freeze: () => void child?.kill("SIGSTOP"),
    thaw: () => void child?.kill("SIGCONT"),
    async close() {
      process.off("exit", atExit);
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
