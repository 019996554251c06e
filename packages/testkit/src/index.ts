/** What the tests of this repository stand on: a fault-injecting event server and a real Chromium. */
export { ChromiumMissingError, chromiumPath, installChromium, launchChromium, sharedBrowser } from "./chromium.ts";
export { eventually } from "./eventually.ts";
export type { Exchange, Fault, JoinOptions, LoggedRequest } from "./exchange.ts";
export * as faults from "./faults.ts";
export { serveModules } from "./modules.ts";
export { type OpenPage, openPage, type PageOptions } from "./page.ts";
export { PATIENCE } from "./patience.ts";
export { howToInstall, installPrograms, type Program, programPath, programs } from "./programs.ts";
export { freePort, type RedisServer, startRedis } from "./redis.ts";
export type { Reply } from "./reply.ts";
export { type Handler, startServer, type TestServer } from "./server.ts";
export type { EventStream, StreamOptions } from "./stream.ts";
export { freeze, hide, sharedWindow, show, thaw } from "./window.ts";
export { type EventFields, formatEvent } from "./wire.ts";
export type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
