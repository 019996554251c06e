/** The servers of the cookbook as processes: their code is taken from their pages. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { codeOf } from "./pages.ts";

/** A server that runs; `url` is that of its stream. */
export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

const languages = {
  js: { file: "server.mjs", command: process.execPath },
  python: { file: "server.py", command: "python3" },
} as const;

/** Where code of the pages is put to run: below this package, so that it finds the libraries installed here. */
const shelf = fileURLToPath(new URL("../.servers", import.meta.url));

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

async function answers(url: string, child: ChildProcess, said: () => string): Promise<void> {
  while (child.exitCode === null) {
    try {
      const response = await fetch(url);
      await response.body?.cancel();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`The server ended with ${child.exitCode}: ${said()}`);
}

/**
 * Starts the server of `docs/servers/<name>.md` on a free port, with `changes` made to its text: each has to be found.
 * Throws with what it said when it does not start.
 */
export async function startServerOf(
  name: string,
  language: keyof typeof languages,
  changes: readonly (readonly [from: string, to: string])[] = [],
): Promise<RunningServer> {
  let code = codeOf(`servers/${name}.md`, language);
  for (const [from, to] of changes) {
    if (!code.includes(from)) throw new Error(`docs/servers/${name}.md does not say ${from}.`);
    code = code.replace(from, to);
  }
  const { file, command } = languages[language];
  mkdirSync(shelf, { recursive: true });
  const folder = mkdtempSync(join(shelf, `${name}-`));
  writeFileSync(join(folder, file), code);
  const port = await freePort();
  const child = spawn(command, [file], { cwd: folder, env: { ...process.env, PORT: String(port) } });
  let said = "";
  const hear = (piece: Buffer): void => void (said += piece.toString());
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const exit = once(child, "exit");
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await exit;
    rmSync(folder, { recursive: true });
  };
  const url = `http://127.0.0.1:${port}/events`;
  try {
    await answers(url, child, () => said);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

/** The beginning of the stream at `url`, up to and with the first piece after which `enough` says so. */
export async function readStream(
  url: string,
  enough: (text: string) => boolean,
  lastEventId?: string,
): Promise<{ readonly headers: Headers; readonly text: string }> {
  const leave = new AbortController();
  const headers = lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId };
  const response = await fetch(url, { headers, signal: leave.signal });
  const decoder = new TextDecoder();
  let text = "";
  if (response.body)
    for await (const piece of response.body) {
      text += decoder.decode(piece, { stream: true });
      if (enough(text)) break;
    }
  leave.abort();
  return { headers: response.headers, text };
}
