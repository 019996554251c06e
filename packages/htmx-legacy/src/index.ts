/** `@sse/htmx-legacy`: the `hx-sse` attribute, with the names that `window.sse` has in the browser bundles. */
import { morph } from "@sse/dom/morph";
import type { SseGlobal } from "./global.ts";
import { standalone } from "./hosts/standalone.ts";
import { createInspect } from "./inspect.ts";
import { createSse, type Sse, type SseParts } from "./start.ts";
import { version } from "./version.ts";

export { configure, createConfig, type SseConfig, type SseOptions, type StreamConfig } from "./config.ts";
export type * from "./event-types.ts";
export type { Dialect } from "./description.ts";
export type { Standalone } from "./hosts/find.ts";
export type { Host } from "./hosts/host.ts";
export type { ConfigConnectDetail } from "./source-preparation.ts";
export type { SseGlobal } from "./global.ts";
export { createSse, standalone, version, type Sse, type SseParts };

let page: Sse | undefined;

/** Made when it is first used: a server may load this module, too. */
const face = (): Sse => (page ??= createSse(window, { morph, standalone }));

/** Reads the configuration, then binds everything on the page and whatever comes later. */
export const start: Sse["start"] = (options) => face().start(options);

/** Takes every binding back and closes every stream. */
export const stop: Sse["stop"] = () => face().stop();

/** Binds what `root` asks for at once. */
export const process: Sse["process"] = (root) => face().process(root);

/** Puts HTML into an element with the page's configuration, as an `hx-swap` says. */
export const swap: Sse["swap"] = (...swapping) => face().swap(...swapping);

/** Ends the stream of the source on or above the element. */
export const close: Sse["close"] = (element) => face().close(element);

/** Cuts a wait short, or opens the stream of the source on or above the element anew. */
export const reconnect: Sse["reconnect"] = (element) => face().reconnect(element);

/** All of it as one object, as `window.sse` of the browser bundles: `window.sse = sse` makes it known to the console. */
export const sse: SseGlobal = {
  version,
  start,
  stop,
  process,
  swap,
  close,
  reconnect,
  inspect: (url) => inspect(url),
  get config() {
    return face().config;
  },
  get registry() {
    return face().registry;
  },
};

/**
 * Opens the inspector on this page. Import `@sse/htmx-legacy/inspector.js` beside this module, or give the URL at which that
 * file is.
 */
export const inspect: SseGlobal["inspect"] = createInspect(sse);
