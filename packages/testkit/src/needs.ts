/** What a test needs that not every engine's driver has. The test says so, and the run lists what it left out and why. */
import { type EngineName, engineName } from "./engine.ts";

declare module "vitest" {
  interface TaskMeta {
    /** Why a test does not run in this engine. */
    notRun?: string;
  }
}

/** Every need: which engines meet it, and why others do not, for docs/browsers.md. */
export const NEEDS = {
  devtools: {
    met: ["chromium"],
    why: "counts of nodes, listeners and bytes, crashes and pauses: DevTools alone has them",
  },
  freezing: { met: ["chromium"], why: "only DevTools freezes tabs and covers them with others" },
  hiding: { met: ["chromium", "webkit"], why: "the driver of Firefox has no window to hide" },
  offline: { met: ["chromium"], why: "only DevTools takes a page offline" },
  dialogs: { met: ["chromium", "firefox"], why: "WebDriver of WebKit answers dialogs by itself" },
  composing: { met: ["chromium"], why: "only DevTools composes text as an input method does" },
  playwright: { met: ["chromium", "firefox"], why: "finds elements by role and text, with Playwright" },
} as const satisfies Record<string, { met: readonly EngineName[]; why: string }>;

export type Need = keyof typeof NEEDS;

/**
 * Options of a test that needs something of the driver: `test("…", needs("devtools"), async () => …)`. It runs where the
 * need is met; elsewhere it is counted and listed as not run.
 */
export function needs(...names: Need[]): { skip: boolean; meta: { notRun?: string } } {
  const unmet = names.find((name) => !(NEEDS[name].met as readonly EngineName[]).includes(engineName()));
  return unmet ? { skip: true, meta: { notRun: NEEDS[unmet].why } } : { skip: false, meta: {} };
}

/**
 * Options of a test of something that an engine does not have or does otherwise: `without("webkit", "…")`. `why` stands in
 * docs/browsers.md.
 */
export function without(engine: EngineName, why: string): { skip: boolean; meta: { notRun?: string } } {
  return engineName() === engine ? { skip: true, meta: { notRun: why } } : { skip: false, meta: {} };
}
