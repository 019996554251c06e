/** Whose turn it is: one request at a time for an element, or for the element that `hx-sync` names. */
import { attributeOwner } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { findTarget } from "./attribute-targets.ts";
import type { Ask } from "./types.ts";

/** The requests of one element: the one under way, and those that wait. */
interface Line {
  running?: AbortController | undefined;
  /** The one under way gives way to any other. */
  yields?: boolean;
  waiting: (() => void)[];
}

const lines = new WeakMap<Element, Line>();

/** `selector:strategy`, with the order of a `queue` behind it; a selector may hold colons of its own. */
function readSync(text: string): { selector: string; strategy: string; order: string } {
  const colon = text.lastIndexOf(":");
  const [strategy = "", order = "last", ...more] = text
    .slice(colon + 1)
    .trim()
    .split(/\s+/);
  const isStrategy = colon >= 0 && !more.length && /^(drop|abort|replace|queue)$/.test(strategy);
  return isStrategy
    ? { selector: text.slice(0, colon), strategy, order }
    : { selector: text, strategy: "drop", order: "last" };
}

/** The event that tells of the end of an aborted request; `AbortSignal.reason` carries it. */
export const aborted = "sendAbort";

/**
 * Runs at once, later, or never: as `hx-sync` says (`drop`, its default, `abort`, `replace`, `queue …`), else as `queue:`
 * of the trigger says, else the last one waits. `again` asks anew when it is its turn. `done` lets the next one go,
 * the promise of `run` may settle later.
 */
export async function takeTurn(
  { elt, queue = "last" }: Ask,
  again: () => void,
  run: (controller: AbortController, done: () => void) => Promise<void>,
  context: DomContext,
): Promise<void> {
  const sync = attributeOwner(elt, "hx-sync") ?? { value: `this:queue ${queue}`, owner: elt };
  const { selector, strategy, order } = readSync(sync.value);
  const owner = findTarget(elt, selector, sync.owner, context) ?? elt;
  const line: Line = lines.get(owner) ?? { waiting: [] };
  lines.set(owner, line);

  if (line.running) {
    if (strategy === "replace" || (line.yields && strategy !== "abort")) line.running.abort(aborted);
    else {
      if (strategy !== "queue" || order === "none") return;
      if (order === "last") line.waiting = [];
      if (order !== "first" || !line.waiting[0]) line.waiting.push(again);
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
    while (!line.running && line.waiting[0]) line.waiting.shift()?.();
  };
  await run(controller, done).finally(done);
}
