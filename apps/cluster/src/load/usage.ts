/** What a process uses, by the system's own count. Linux only. */
import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks a second, as `/proc` counts them. */
const TICKS = 100;

export interface Usage {
  /** Memory that is resident, in KB. */
  readonly memory: number;
  /** Processor time since the start, in µs. */
  readonly processor: number;
}

const fieldsOf = (pid: number): readonly string[] =>
  readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");

/** The process itself and those that it has started. */
function family(pid: number): readonly number[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [{ pid: Number(name), parent: Number(fieldsOf(Number(name))[1]) }];
      } catch {
        // It has ended since.
        return [];
      }
    });
  return [pid, ...parents.filter(({ parent }) => parent === pid).map((child) => child.pid)];
}

export function usageOf(pid: number): Usage {
  let [memory, processor] = [0, 0];
  for (const each of family(pid)) {
    memory += Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${each}/status`, "utf8"))?.[1] ?? 0);
    const fields = fieldsOf(each);
    processor += ((Number(fields[11]) + Number(fields[12])) * 1_000_000) / TICKS;
  }
  return { memory, processor };
}
