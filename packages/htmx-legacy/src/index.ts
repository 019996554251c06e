/** `@sse/htmx-legacy`: the `hx-sse` attribute. */
import { morph } from "@sse/dom/morph";
import { standalone } from "./hosts/standalone.ts";
import { createSse, type Sse, type SseParts } from "./start.ts";

export { configure, createConfig, type SseConfig, type SseOptions, type StreamConfig } from "./config.ts";
export { version } from "./version.ts";
export { createSse, standalone, type Sse, type SseParts };

let page: Sse | undefined;

function sse(): Sse {
  return (page ??= createSse(window, { morph, standalone }));
}

/** Reads the configuration, then binds everything on the page and whatever comes later. */
export const start: Sse["start"] = (options) => sse().start(options);

/** Takes every binding back and closes every stream. */
export const stop: Sse["stop"] = () => sse().stop();

/** Binds what `root` asks for at once. */
export const process: Sse["process"] = (root) => sse().process(root);
