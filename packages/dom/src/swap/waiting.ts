/** Swaps that wait: for the next frame, or for someone to finish composing a character in the target. */

/** A swap that waits. */
export interface Waiting {
  readonly target: Element;
  /** It replaces what stood there, so that those which wait before it need not happen. */
  readonly replaces: boolean;
  /** It may be dropped for a later one. */
  readonly droppable: boolean;
  run(): void;
  drop(): void;
}

const queues = new Map<Element, Waiting[]>();
let composing: Element | undefined;
let watching = false;
let scheduled = false;

/** Whether swaps of this target already wait: a later one has to queue behind them. */
export function hasWaiting(target: Element): boolean {
  return queues.size > 0 && queues.has(target);
}

/** Whether an input method is in the middle of a character somewhere inside `target`. */
export function isComposing(target: Element): boolean {
  if (!watching) watch();
  return composing !== undefined && target.contains(composing);
}

/** Runs `swap` in the next frame that finds nobody composing in its target. A target that left the document is given up. */
export function wait(swap: Waiting): void {
  const queue = queues.get(swap.target) ?? [];
  queues.set(swap.target, [...(swap.replaces ? queue.filter(stays) : queue), swap]);
  schedule();
}

function stays(swap: Waiting): boolean {
  if (swap.droppable) swap.drop();
  return !swap.droppable;
}

/** Frames stop while the tab is hidden or covered; a timer does not. */
function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  const frame = requestAnimationFrame(flush);
  const timer = setTimeout(flush, 200);
  function flush() {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    scheduled = false;
    for (const [target, queue] of queues) {
      if (isComposing(target)) continue;
      queues.delete(target);
      for (const swap of queue) {
        try {
          if (target.isConnected) swap.run();
          else swap.drop();
        } catch (error) {
          reportError(error);
        }
      }
    }
    if (queues.size) schedule();
  }
}

function watch(): void {
  watching = true;
  const note = (event: Event) => {
    const [element] = event.composedPath();
    composing = event.type === "compositionend" ? undefined : (element as Element);
  };
  for (const step of ["start", "update", "end"]) document.addEventListener(`composition${step}`, note, true);
}
