/** nginx with nchan as docs/servers/nchan.md has it, on a Redis of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ok } from "node:assert/strict";
import { eventually, freePort, programPath, startRedis } from "@sse/testkit";
import { codeOf } from "./pages.ts";

export interface Listening {
  text(): string;
  hears(text: string): Promise<void>;
  leave(): void;
}

export interface Nchan {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** The process that the system counts; its workers are its children. */
  readonly pid: number;
  publish(data: string): Promise<void>;
  listen(lastEventId?: string): Promise<Listening>;
  reload(): Promise<void>;
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Starts both, with the configuration of the page on ports of its own. */
export async function openNchan(): Promise<Nchan> {
  const redis = await startRedis();
  const folder = mkdtempSync(join(tmpdir(), "sse-nchan-"));
  // Its workers are of another user.
  chmodSync(folder, 0o777);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const configuration = codeOf("servers/nchan.md", "nginx")
    .replace("127.0.0.1:3000", `127.0.0.1:${port}`)
    .replace("redis://127.0.0.1:6379", redis.url);
  writeFileSync(join(folder, "nginx.conf"), configuration);
  writeFileSync(join(folder, "sse.min.js"), "// The bundle.\n");
  let child: ChildProcess | undefined;
  let said = "";

  const answers = (): Promise<void> =>
    eventually(async () => {
      const response = await fetch(url);
      ok((await response.text()).includes("hx-sse"), said);
      // Its workers have found Redis.
      ok((await fetch(`${url}/publish`)).status !== 503, said);
    });

  async function start(): Promise<void> {
    const started = spawn(programPath("nginx") ?? "", ["-p", folder, "-c", "nginx.conf"], { detached: true });
    started.stderr.on("data", (piece: Buffer) => (said = (said + piece.toString()).slice(-2000)));
    child = started;
    await answers();
  }

  async function kill(): Promise<void> {
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    process.kill(-child.pid, "SIGKILL");
    await exit;
  }

  async function listen(lastEventId?: string): Promise<Listening> {
    const leaving = new AbortController();
    const headers = { Accept: "text/event-stream", ...(lastEventId !== undefined && { "Last-Event-ID": lastEventId }) };
    const response = await fetch(`${url}/events`, { headers, signal: leaving.signal });
    let text = "";
    async function read(): Promise<void> {
      try {
        for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += piece;
      } catch {
        text += "\n[cut]";
      }
    }
    void read();
    return {
      text: () => text,
      hears: (part) => eventually(() => ok(text.includes(part), `${text} has no ${part}`)),
      leave: () => leaving.abort(),
    };
  }

  await start();
  return {
    url,
    get pid() {
      return child?.pid ?? 0;
    },
    listen,
    kill,
    start,
    async publish(data) {
      const headers = { "X-EventSource-Event": "news" };
      const response = await fetch(`${url}/publish`, { method: "POST", body: data, headers });
      ok(response.ok, `publishing was answered with ${response.status}`);
    },
    async reload() {
      child?.kill("SIGHUP");
      await answers();
    },
    async close() {
      await kill();
      await redis.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
