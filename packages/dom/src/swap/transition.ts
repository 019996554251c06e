/** View transitions, one after the other: a swap that comes while one runs joins the next. */
import { startTransition } from "../native/document.ts";

/** The longest that a transition may take, in ms. WebKit without a screen finishes none. */
const LONGEST = 10_000;

const waiting: (() => void)[] = [];
let running = false;

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
    const view = startTransition(document, () => {
      for (const apply of waiting.splice(0)) apply();
    });
    // Skipped, as in a hidden tab: the content stands all the same.
    view?.ready.catch(() => {});
    const late = setTimeout(() => view?.skipTransition(), LONGEST);
    await view?.finished.catch(() => {});
    clearTimeout(late);
  }
  running = false;
}
