/** One way of putting events into a page, told in the markup its own documentation recommends. */
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import type { Slot } from "../slot.ts";

/** A script of the page. */
export interface Script {
  /** The file it is served from. */
  readonly file: string;
  readonly module?: boolean;
}

/** What the workloads need to know of a contender. */
export interface Contender {
  /** Its name on the command line. */
  readonly key: string;
  readonly label: string;
  readonly scripts: readonly Script[];
  /** Other markup of the page's head. */
  readonly head?: string;
  /** A source that streams from `url`, with its slots and other content inside. */
  source(url: string, slots: readonly Slot[], inside?: string): string;
  /** The bytes of an event that puts `html` into `slot`, or into every slot with the same event name. */
  message(slot: Slot, html: string, all?: boolean): string;
  /** Content that itself hears `event`; absent where content cannot. */
  listening?(event: string): string;
  /** An element that requests `url` when `event` comes, at most once in `throttle` ms; absent where events cannot. */
  requesting?(event: string, url: string, throttle: number): string;
  /** The bytes of the event that `requesting` waits for. */
  tick?(event: string, count: number): string;
  /** Workloads it cannot do, or does in part: why. */
  readonly remarks?: Readonly<Record<string, string>>;
  /** The only workloads it takes part in, where it differs from another contender in these alone. */
  readonly only?: readonly string[];
}

/** A file of an installed package, whatever the package exports. Throws where the package is not installed. */
export function fileOf(packageName: string, path: string): string {
  const description = findPackageJSON(packageName, import.meta.url);
  if (!description) throw new Error(`${packageName} is not installed`);
  return join(dirname(description), path);
}
