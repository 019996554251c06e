/** A process full of readers, and how it is spoken to. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Command, Report } from "./readers.ts";

export interface Deliveries {
  readonly deliveries: number;
  /** Connections that were lost. */
  readonly broken: number;
  /** Milliseconds from publish to client. */
  readonly latencies: readonly number[];
}

export interface Crowd {
  /** Opens so many streams; gives how many are open, and how long it took (ms). */
  open(count: number, port: number, path: string): Promise<{ opened: number; milliseconds: number }>;
  /** Drops all streams at one moment and opens them again. */
  reconnect(): Promise<{ opened: number; milliseconds: number }>;
  /** What came since the last report. */
  report(): Promise<Deliveries>;
  close(): void;
}

export function startCrowd(): Crowd {
  const child: ChildProcess = fork(fileURLToPath(new URL("readers.ts", import.meta.url)));
  async function ask(command: Command): Promise<Report> {
    const told = once(child, "message");
    child.send(command);
    const [report] = (await told) as [Report];
    return report;
  }
  const opening = async (command: Command): Promise<{ opened: number; milliseconds: number }> => {
    const report = await ask(command);
    if (!("opened" in report)) throw new Error("The crowd answered another question.");
    return report;
  };
  return {
    open: (count, port, path) => opening({ open: count, port, path }),
    reconnect: () => opening({ reconnect: true }),
    async report() {
      const report = await ask({ report: true });
      if ("opened" in report) throw new Error("The crowd answered another question.");
      return report;
    },
    close: () => void child.kill("SIGKILL"),
  };
}
