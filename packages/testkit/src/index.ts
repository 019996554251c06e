/** What the tests of this repository stand on: a fault-injecting event server and real browsers. */
export { installBrowser, launchBrowser, sharedBrowser, sharedChromium, sharedWholeBrowser } from "./browser.ts";
export { chromiumPath, installChromium, launchChromium } from "./chromium.ts";
export { engineName, ENGINES, type EngineName } from "./engine.ts";
export { eventually } from "./eventually.ts";
export type { Exchange, Fault, JoinOptions, LoggedRequest } from "./exchange.ts";
export * as faults from "./faults.ts";
export { freePort } from "./free-port.ts";
export { BrowserMissingError } from "./install.ts";
export { serveModules } from "./modules.ts";
export { needs, NEEDS, without } from "./needs.ts";
export { type OpenPage, openPage, type PageOptions, playwrightPage } from "./page.ts";
export { PATIENCE } from "./patience.ts";
export { howToInstall, installPrograms, type Program, programPath, programs } from "./programs.ts";
export { type RedisServer, startRedis } from "./redis.ts";
export type { Reply } from "./reply.ts";
export { type Handler, startServer, type TestServer } from "./server.ts";
export type { EventStream, StreamOptions } from "./stream.ts";
export { freeze, hide, openWindow, setOffline, sharedWindow, show, thaw } from "./window.ts";
export { type EventFields, formatEvent } from "./wire.ts";
export type { Browser, BrowserContext, Locator, Page } from "./tab.ts";
export type {
  Browser as ChromiumBrowser,
  BrowserContext as ChromiumContext,
  CDPSession,
  Page as ChromiumPage,
} from "playwright-core";
