/** The browser of a test file, of the engine of this run. */
import type { Browser as PlaywrightBrowser } from "playwright-core";
import { installChromium, launchChromium, launchShell } from "./chromium.ts";
import { engineName, type EngineName } from "./engine.ts";
import { installFirefox, launchFirefox } from "./firefox.ts";
import type { Browser } from "./tab.ts";
import { installWebKit, launchWebKit } from "./webkit.ts";

/** Launches the browser of an engine, headless. */
export function launchBrowser(engine: EngineName): Promise<Browser> {
  if (engine === "webkit") return launchWebKit();
  return engine === "firefox" ? launchFirefox() : launchChromium();
}

/** Makes sure that the browser of an engine is there. Throws `BrowserMissingError` when it cannot be got. */
export function installBrowser(engine: EngineName): void {
  if (engine === "webkit") installWebKit();
  else if (engine === "firefox") installFirefox();
  else installChromium();
}

async function untilLastTest<B extends { close(): Promise<void> }>(launched: Promise<B>): Promise<B> {
  // Imported here, because scripts use this package outside vitest, where importing it throws.
  const { afterAll } = await import("vitest");
  const browser = await launched;
  afterAll(() => browser.close());
  return browser;
}

/** Whether nobody asked for an engine: then the headless shell of Chromium does. */
const takesShell = (): boolean => !process.env["SSE_ENGINE"];

let shared: Promise<Browser> | undefined;
let whole: Promise<Browser> | undefined;

/**
 * One browser for a test file, closed after its last test. Call it once, at the top of the file:
 * `const browser = await sharedBrowser();`. Where `SSE_ENGINE` names none, it is the headless shell of Chromium.
 */
export function sharedBrowser(): Promise<Browser> {
  // A test file has this module to itself.
  return (shared ??= untilLastTest<Browser>(takesShell() ? launchShell() : launchBrowser(engineName())));
}

/** As `sharedBrowser`, but never a shell: for what only a whole browser has, such as the back/forward cache. */
export function sharedWholeBrowser(): Promise<Browser> {
  return takesShell() ? (whole ??= untilLastTest(launchBrowser(engineName()))) : sharedBrowser();
}

/**
 * As `sharedBrowser`, but Chromium in every run, with all of Playwright's face: for tests of apps. `whole`: never a shell,
 * for what is looked at as a visitor sees it.
 */
export function sharedChromium({ whole = false } = {}): Promise<PlaywrightBrowser> {
  return untilLastTest(takesShell() && !whole ? launchShell() : launchChromium());
}
