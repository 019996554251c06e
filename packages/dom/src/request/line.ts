/** Whose turn it is: one request at a time for an element, or for the element that `hx-sync` names. */
import { attributeOwner } from "../attributes.ts";
import { findTarget } from "./attribute-targets.ts";
import type { Ask, Queue } from "./types.ts";

/** The requests of one element: the one under way, and those that wait. */
interface Line {
  running: AbortController | undefined;
  /** The one under way gives way to any other. */
  yields: boolean;
  waiting: (() => void)[];
}

/** Does the request. `done` lets the next one go; the promise may settle later. */
export type Run = (controller: AbortController, done: () => void) => Promise<void>;

const lines = new WeakMap<Element, Line>();

/**
 * Runs at once, later, or never: as `hx-sync` says (`drop`, the default of it, `abort`, `replace`, `queue …`), else
 * `queue:` of the trigger, else the last one waits. Resolves when it ran, or when it is known to wait or to be dropped.
 */
export async function takeTurn({ element, queue }: Ask, again: () => void, run: Run): Promise<void> {
  const found = attributeOwner(element, "hx-sync");
  const [, selector = "this", strategy = found ? "drop" : "", order] =
    /^(.*?)(?::\s*(drop|abort|replace|queue)(?:\s+(\w+))?)?\s*$/.exec(found?.value ?? "this") ?? [];
  const owner = (found && findTarget(element, selector, found.owner)) ?? element;
  const line = lines.get(owner) ?? { running: undefined, yields: false, waiting: [] };
  lines.set(owner, line);

  if (line.running) {
    if (strategy === "replace" || (line.yields && strategy !== "abort")) line.running.abort();
    else {
      if (strategy === "" || strategy === "queue")
        wait(line, (order as Queue | undefined) ?? (strategy ? "last" : queue), again);
      return;
    }
  }
  const controller = new AbortController();
  line.running = controller;
  line.yields = strategy === "abort";
  const done = (): void => {
    if (line.running !== controller) return;
    line.running = undefined;
    // One whose element is gone by now takes no turn.
    while (!line.running && line.waiting.length) line.waiting.shift()?.();
  };
  try {
    await run(controller, done);
  } finally {
    done();
  }
}

function wait(line: Line, queue: Queue = "last", again: () => void): void {
  if (queue === "last") line.waiting = [again];
  else if (queue === "all" || (queue === "first" && !line.waiting.length)) line.waiting.push(again);
}
