/** What is known of a page's main thread, by the kernel, and of its memory, by the DevTools protocol. */
import type { OpenPage } from "@sse/testkit";
import { pageThreadTime } from "./thread-time.ts";

type DevTools = OpenPage["devtools"];

/** What a page holds. */
export interface Counts {
  readonly nodes: number;
  readonly listeners: number;
  /** Bytes. */
  readonly heap: number;
}

/** Measures one page. */
export interface Probe {
  /** Processor time in ms that the page's main thread has had since it was navigated to. */
  time(): number;
  /** What it holds after everything collectable was collected; `NaN` where the engine does not tell. */
  settled(): Promise<Counts>;
}

/** The clock of a page that is navigated to now. */
export function startClock(): Probe["time"] {
  const begun = pageThreadTime();
  return () => pageThreadTime() - begun;
}

/**
 * The counters of DevTools are on only while they are read: while they are, Chromium asks for the time whenever the browser
 * calls into script, which takes some 2 µs for every listener.
 */
export async function readCounts(devtools: DevTools): Promise<Counts> {
  // The first collection runs finalizers, whose garbage the next ones take.
  for (let i = 0; i < 3; i++) await devtools.send("HeapProfiler.collectGarbage");
  await devtools.send("Performance.enable");
  const { metrics } = await devtools.send("Performance.getMetrics");
  await devtools.send("Performance.disable");
  const value = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { nodes: value("Nodes"), listeners: value("JSEventListeners"), heap: value("JSHeapUsedSize") };
}

/** What is known of a page without DevTools. */
export const unknown: Counts = { nodes: Number.NaN, listeners: Number.NaN, heap: Number.NaN };
