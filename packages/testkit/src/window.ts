/** A browser window whose tabs can really be hidden and frozen. */
import { chromium } from "playwright-core";
import { launchChromium } from "./chromium.ts";
import { engineName } from "./engine.ts";
import { freePort } from "./free-port.ts";
import type { OpenPage } from "./page.ts";
import type { BrowserContext } from "./tab.ts";
import { sharedBrowser } from "./browser.ts";
import { WebDriverPage } from "./webdriver-page.ts";

/** One window of a Chromium of its own, and what closes it. Its tabs cover each other: the one opened last is visible. */
export async function openWindow(
  flags: readonly string[] = [],
): Promise<{ context: BrowserContext; close(): Promise<void> }> {
  const port = await freePort();
  const browser = await launchChromium([`--remote-debugging-port=${port}`, ...flags]);
  const window = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
  const [context] = window.contexts();
  if (!context) throw new Error("Chromium came without its default context.");
  return { context, close: () => browser.close() };
}

/**
 * One window for a test file, closed after its last test. Its tabs share storage and, in Chromium, cover each other. In the
 * contexts of `sharedBrowser()`, Playwright makes every page believe that it is in front.
 */
export async function sharedWindow(flags: readonly string[] = []): Promise<BrowserContext> {
  if (engineName() !== "chromium") return (await sharedBrowser()).newContext();
  const { afterAll } = await import("vitest");
  const { context, close } = await openWindow(flags);
  afterAll(close);
  return context;
}

async function setWindow({ devtools }: OpenPage, windowState: "minimized" | "normal"): Promise<void> {
  const { windowId } = await devtools.send("Browser.getWindowForTarget");
  await devtools.send("Browser.setWindowBounds", { windowId, bounds: { windowState } });
}

/** Minimises the tab's window: it becomes hidden. Only for tabs of `sharedWindow()`. */
export async function hide(tab: OpenPage): Promise<void> {
  if (tab.page instanceof WebDriverPage) await tab.page.inWindow((command) => command("POST", "/window/minimize"));
  else await setWindow(tab, "minimized");
}

/** Brings the tab to the front: it becomes visible. Only for tabs of `sharedWindow()`. */
export async function show(tab: OpenPage): Promise<void> {
  if (tab.page instanceof WebDriverPage) {
    await tab.page.inWindow((command) => command("POST", "/window/rect", { x: 0, y: 0, width: 1024, height: 768 }));
    return;
  }
  await setWindow(tab, "normal");
  await tab.devtools.send("Page.bringToFront");
}

/** Hides and freezes the tab, as browsers do to save power: nothing in it runs. Only for tabs of `sharedWindow()`. */
export async function freeze({ devtools }: OpenPage): Promise<void> {
  await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
}

/** Takes the tab offline, or back. Only for Chromium: `needs("offline")`. */
export async function setOffline({ devtools }: OpenPage, offline: boolean): Promise<void> {
  await devtools.send("Network.enable");
  const none = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await devtools.send("Network.emulateNetworkConditions", { offline, ...none });
}

/** Lets a frozen tab run again. */
export async function thaw({ devtools }: OpenPage): Promise<void> {
  await devtools.send("Page.setWebLifecycleState", { state: "active" });
}
