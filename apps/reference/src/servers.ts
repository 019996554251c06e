/** The servers of the cookbook as processes: their code is taken from their pages. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PATIENCE } from "@sse/testkit";
import { codeOf, shelf } from "./pages.ts";
import type { Change, Recipe } from "./recipes.ts";
import type { Command, Tools } from "./tools.ts";

/** A server that runs; `url` is that of its stream, `said` what it has printed. */
export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Where its files are. */
  readonly folder: string;
  said(): string;
  /** Sends SIGTERM, and resolves when the server has gone by itself. Rejects when it stays. */
  terminate(): Promise<void>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

const running = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;

function end({ pid }: ChildProcess, signal: NodeJS.Signals = "SIGKILL"): void {
  if (pid) process.kill(-pid, signal);
}

/** Waits for the first answer. A virtual machine takes its time to start. */
async function answers(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 2 * PATIENCE;
  while (running(child) && Date.now() < deadline) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
      await response.body?.cancel();
      if (response.ok) return;
    } catch {
      // Not there yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(running(child) ? "The server does not answer." : "The server has ended.");
}

/** A folder with the code of the page, changed, and what stands in `servers/<name>/` beside it. */
function folderOf(name: string, { files, quick, witness }: Recipe): string {
  mkdirSync(shelf, { recursive: true });
  const folder = mkdtempSync(join(shelf, `${name}-`));
  const around = fileURLToPath(new URL(`../servers/${name}`, import.meta.url));
  if (existsSync(around)) cpSync(around, folder, { recursive: true });
  const changes: readonly Change[] = witness ? [...quick, witness] : quick;
  const found = new Set<Change>();
  for (const [file, language] of Object.entries(files)) {
    let code = codeOf(`servers/${name}.md`, language);
    for (const change of changes) {
      if (code.includes(change[0])) found.add(change);
      code = code.replace(change[0], () => change[1]);
    }
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), code);
  }
  writeFileSync(join(folder, "sse.min.js"), "// The bundle.\n");
  const [lost] = changes.filter((change) => !found.has(change));
  if (lost) throw new Error(`docs/servers/${name}.md does not say ${lost[0]}.`);
  return folder;
}

/** Starts the server of `docs/servers/<name>.md` on a free port, with these variables. Throws with what it said when it does not start. */
export async function startServerOf(
  name: string,
  recipe: Recipe,
  tools: Tools,
  variables: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const folder = folderOf(name, recipe);
  const port = await freePort();
  const env = { ...process.env, ...variables, PORT: String(port) };
  let said = "";
  const start = ([command, ...args]: Command): ChildProcess => {
    // A group of its own, since some servers are several processes.
    const child = spawn(command, args, { cwd: folder, env, detached: true });
    const hear = (piece: Buffer): void => void (said += piece.toString());
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    return child;
  };
  const children: ChildProcess[] = [];
  const endAll = (): void => children.filter(running).forEach((child) => end(child));
  process.once("exit", endAll);
  const stop = async (): Promise<void> => {
    for (const child of children.filter(running)) {
      const exit = once(child, "exit");
      end(child);
      await exit;
    }
    process.off("exit", endAll);
    rmSync(folder, { recursive: true, force: true });
  };
  const terminate = async (): Promise<void> => {
    for (const child of children.filter(running)) {
      const exit = once(child, "exit", { signal: AbortSignal.timeout(2 * PATIENCE) });
      end(child, "SIGTERM");
      await exit;
    }
  };
  const url = `http://127.0.0.1:${port}/events`;
  try {
    const [command = "", ...args] = tools.build ?? [];
    const built = command ? spawnSync(command, args, { cwd: folder, encoding: "utf8" }) : { status: 0, stderr: "" };
    if (built.status !== 0) throw new Error(`${command} failed: ${built.stderr}`);
    const server = start(tools.run);
    children.push(server);
    if (tools.beside) children.push(start(tools.beside));
    await answers(url, server);
  } catch (error) {
    await stop();
    throw new Error(`docs/servers/${name}.md: ${error}\n${said}`, { cause: error });
  }
  return { url, port, folder, said: () => said, terminate, stop };
}
