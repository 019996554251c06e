/** Swaps that wait: for the next frame, or for someone to finish composing a character in the target. */
import { listen } from "../native/event-target.ts";
import { contains, isConnected } from "../native/node.ts";
import { inNextFrame } from "./frame.ts";

/** A swap that waits. */
export interface Waiting {
  run(): void;
  /** Told instead of `run`: its target is gone, or a later one makes it needless. */
  drop(): void;
  /** Whether a later one that replaces the content makes it needless. */
  readonly mayBeNeedless: boolean;
}

const queues = new Map<Element, Waiting[]>();
let composing: Element | undefined;
let watching = false;
let scheduled = false;

/** Whether a swap of this target has to queue behind others. */
export function hasWaiting(target: Element): boolean {
  return queues.size > 0 && queues.has(target);
}

/** Whether an input method is in the middle of a character somewhere inside `target`. */
export function isComposing(target: Element): boolean {
  if (!watching) watch();
  return composing !== undefined && contains(target, composing);
}

/**
 * Runs `swap` in the next frame that finds nobody composing in `target`. One that `replaces` makes those before it
 * needless. A target that leaves the document is given up.
 */
export function wait(target: Element, swap: Waiting, replaces: boolean): void {
  const queue = queues.get(target) ?? [];
  const isNeedless = ({ mayBeNeedless }: Waiting): boolean => replaces && mayBeNeedless;
  queues.set(target, [...queue.filter((each) => !isNeedless(each)), swap]);
  schedule();
  for (const each of queue) if (isNeedless(each)) each.drop();
}

function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  inNextFrame(flush);
}

function flush(): void {
  scheduled = false;
  for (const [target, queue] of queues) {
    // Of a target that is gone, the end of composing is not heard.
    if (isConnected(target) && isComposing(target)) continue;
    queues.delete(target);
    for (const swap of queue) {
      try {
        if (isConnected(target)) swap.run();
        else swap.drop();
      } catch (error) {
        reportError(error);
      }
    }
  }
  if (queues.size) schedule();
}

function watch(): void {
  watching = true;
  for (const step of ["start", "update", "end"]) {
    const note = (event: Event) => (composing = step === "end" ? undefined : (event.composedPath()[0] as Element));
    listen(document, `composition${step}`, note, true);
  }
}
