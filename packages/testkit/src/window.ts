/** A browser window whose tabs can really be hidden and frozen. */
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { type BrowserContext, chromium } from "playwright-core";
import { launchChromium } from "./chromium.ts";
import type { OpenPage } from "./page.ts";

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/**
 * One window for a test file, closed after its last test. Its tabs share storage and cover each other: the one opened
 * last is visible. In the contexts of `sharedBrowser()`, Playwright makes every page believe that it is in front.
 */
export async function sharedWindow(flags: readonly string[] = []): Promise<BrowserContext> {
  const { afterAll } = await import("vitest");
  const port = await freePort();
  const browser = await launchChromium([`--remote-debugging-port=${port}`, ...flags]);
  afterAll(() => browser.close());
  const window = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
  const [context] = window.contexts();
  if (!context) throw new Error("Chromium came without its default context.");
  return context;
}

async function setWindow({ devtools }: OpenPage, windowState: "minimized" | "normal"): Promise<void> {
  const { windowId } = await devtools.send("Browser.getWindowForTarget");
  await devtools.send("Browser.setWindowBounds", { windowId, bounds: { windowState } });
}

/** Minimises the tab's window: it becomes hidden. Only for tabs of `sharedWindow()`. */
export function hide(tab: OpenPage): Promise<void> {
  return setWindow(tab, "minimized");
}

/** Brings the tab to the front: it becomes visible. Only for tabs of `sharedWindow()`. */
export async function show(tab: OpenPage): Promise<void> {
  await setWindow(tab, "normal");
  await tab.devtools.send("Page.bringToFront");
}

/** Hides and freezes the tab, as browsers do to save power: nothing in it runs. Only for tabs of `sharedWindow()`. */
export async function freeze({ devtools }: OpenPage): Promise<void> {
  await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
}

/** Lets a frozen tab run again. */
export async function thaw({ devtools }: OpenPage): Promise<void> {
  await devtools.send("Page.setWebLifecycleState", { state: "active" });
}
