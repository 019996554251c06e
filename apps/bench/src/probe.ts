/** What is known of a page's main thread and memory: by the DevTools protocol, and by the kernel. */
import type { OpenPage } from "@sse/testkit";
import { pageThreadTime } from "./thread-time.ts";

type DevTools = OpenPage["devtools"];

/** A look at the counters of a page. */
export interface Counters {
  /** Main-thread time in ms since the page was navigated to: processor time of tasks, not the time on the clock. */
  readonly main: number;
  /** The same by the kernel's books, in ms: without what DevTools' own counting costs, and for every engine. */
  readonly thread: number;
  readonly nodes: number;
  readonly listeners: number;
  /** Bytes. */
  readonly heap: number;
}

/** Reads the counters of one page. */
export interface Probe {
  counters(): Promise<Counters>;
  /** The counters after everything collectable was collected. */
  settled(): Promise<Counters>;
}

/**
 * `TaskDuration` of `Performance.getMetrics` is the sum of all main-thread tasks: script, parsing, style, layout, paint,
 * garbage collection. In the `threadTicks` domain it counts processor time, so that another process on the machine
 * hardly shows. What DevTools commands took, ours included, is taken off.
 */
export async function createProbe(devtools: DevTools): Promise<Probe> {
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const counters = async (): Promise<Counters> => {
    const thread = pageThreadTime();
    const { metrics } = await devtools.send("Performance.getMetrics");
    const value = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return {
      main: (value("TaskDuration") - value("DevToolsCommandDuration")) * 1000,
      thread,
      nodes: value("Nodes"),
      listeners: value("JSEventListeners"),
      heap: value("JSHeapUsedSize"),
    };
  };
  return {
    counters,
    async settled() {
      // The first collection runs finalizers, whose garbage the next ones take.
      for (let i = 0; i < 3; i++) await devtools.send("HeapProfiler.collectGarbage");
      return counters();
    },
  };
}

/** The probe of a page without DevTools: it knows of time alone. */
export function createKernelProbe(): Probe {
  const counters = (): Promise<Counters> => {
    const thread = pageThreadTime();
    return Promise.resolve({ main: thread, thread, nodes: Number.NaN, listeners: Number.NaN, heap: Number.NaN });
  };
  return { counters, settled: counters };
}
