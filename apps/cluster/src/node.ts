/** One server of the cluster: a playground as a process, which is started again whenever it ends. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { eventually } from "@sse/testkit";

const MAIN = fileURLToPath(import.meta.resolve("@sse/playground/src/main.ts"));
/** Milliseconds from the end of a process to its next start. */
const REST = 1000;
/** Nobody watches a server that could not be started for longer than this (ms). */
const START = 30_000;

/** What visitors of *Two servers* ask for. */
export type Order = { readonly kill: string } | { readonly deploy: true };

export interface Node {
  readonly name: string;
  readonly url: string;
  /** The id of its process; nothing while there is none. */
  readonly pid: number | undefined;
  /** How often it was started. */
  readonly starts: number;
  /** Ends the process at once, as a crash would. */
  kill(): void;
  /** Lets the process end what it does, and resolves when the next one listens. */
  restart(): Promise<void>;
  /** Resolves when a process listens. Rejects with what it said where it ends instead, or does not begin. */
  listening(): Promise<void>;
  /** Ends it for good. */
  close(): Promise<void>;
}

export interface NodeOptions {
  readonly name: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  /** Hears what the server's visitors ask for, and what it says. */
  readonly onOrder?: (order: Order) => void;
  readonly onSaid?: (text: string) => void;
  /** Milliseconds from the end of a process to its next start. Default 1000. */
  readonly rest?: number;
}

export function startNode({ name, port, env, onOrder, onSaid, rest = REST }: NodeOptions): Node {
  let child: ChildProcess | undefined;
  let starts = 0;
  let closed = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  let listening: Promise<void>;

  function start(): void {
    starts += 1;
    const started = spawn(process.execPath, [MAIN], {
      env: { ...process.env, ...env, PORT: String(port), SERVER_NAME: name },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    child = started;
    let said = "";
    listening = new Promise<void>((resolve, reject) => {
      const hear = (piece: Buffer): void => {
        said = (said + piece.toString()).slice(-4000);
        onSaid?.(piece.toString());
        if (said.includes("http://")) resolve();
      };
      started.stdout?.on("data", hear);
      started.stderr?.on("data", hear);
      started.once("exit", (code) => reject(new Error(`${name} ended with ${code}: ${said}`)));
      setTimeout(() => reject(new Error(`${name} does not listen: ${said}`)), START).unref();
    });
    // Whoever waits for it hears of it.
    listening.catch(() => {});
    started.on("message", (order) => onOrder?.(order as Order));
    started.once("exit", () => {
      child = undefined;
      if (!closed) again = setTimeout(start, rest);
    });
  }
  start();

  /** Waits for a next process, too. */
  async function untilListening(): Promise<void> {
    await eventually(() => {
      if (!child) throw new Error(`${name} has not been started again.`);
    }, START);
    await listening;
  }

  return {
    name,
    url: `http://127.0.0.1:${port}`,
    get pid() {
      return child?.pid;
    },
    get starts() {
      return starts;
    },
    kill: () => void child?.kill("SIGKILL"),
    async restart() {
      const present = child;
      if (present) {
        const exit = once(present, "exit");
        present.kill("SIGTERM");
        await exit;
      }
      await untilListening();
    },
    listening: untilListening,
    async close() {
      closed = true;
      clearTimeout(again);
      if (!child) return;
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    },
  };
}
