/** View transitions, one after the other: a swap that comes while one runs joins the next. */
import { hasTransitions, startTransition, type Transition } from "../native/document.ts";
import { wantsLessMotion } from "./motion.ts";

/** The longest that a transition may take, in ms. WebKit without a screen finishes none. */
const LONGEST = 10_000;

const waiting: (() => void)[] = [];
let running = false;

/** Whether this browser has view transitions, and this person wants them. */
export const mayTransition = (): boolean => hasTransitions && !wantsLessMotion();

/** Calls `apply` inside a view transition; resolves when it was called, rejects with what it threw. */
export function transition(apply: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting.push(() => {
      try {
        resolve(apply());
      } catch (error) {
        reject(error);
      }
    });
    if (!running) void run();
  });
}

async function run(): Promise<void> {
  running = true;
  while (waiting.length) {
    const applyAll = (): void => {
      for (const apply of waiting.splice(0)) apply();
    };
    const view = begin(applyAll);
    if (!view) applyAll();
    // Skipped, as in a hidden tab: the content stands all the same.
    view?.ready.catch(() => {});
    const late = setTimeout(() => view?.skipTransition(), LONGEST);
    await view?.finished.catch(() => {});
    clearTimeout(late);
  }
  running = false;
}

/** A function of the page's own in its place may throw, or begin none: then the content is written without one. */
function begin(applyAll: () => void): Transition | undefined {
  try {
    return startTransition(document, applyAll);
  } catch (error) {
    reportError(error);
    return undefined;
  }
}
