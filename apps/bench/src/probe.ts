/** What the DevTools protocol knows of a page's main thread and memory. */
import type { OpenPage } from "@sse/testkit";

type DevTools = OpenPage["devtools"];

/** A look at the counters of a page. */
export interface Counters {
  /** Main-thread time in ms since the page was navigated to: processor time of tasks, not the time on the clock. */
  readonly main: number;
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
    const { metrics } = await devtools.send("Performance.getMetrics");
    const value = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return {
      main: (value("TaskDuration") - value("DevToolsCommandDuration")) * 1000,
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
