import { createRegistry, type Message } from "@sse/core";
import { browserShared } from "@sse/core/browser-shared";
import { swap } from "@sse/dom";
import { morph } from "@sse/dom/morph";
import { configure, createConfig, inspect, sse, start, type SseConfig } from "@sse/htmx-legacy";
import { parseSseAttribute, parseSwapAttribute, type Diagnostic } from "@sse/parser";
import { lint } from "@sse/parser/lint";
import { printSseAttribute } from "@sse/parser/print";
import { vocabulary } from "@sse/parser/vocabulary";

const registry = createRegistry({ browserShared: browserShared() });
registry.connect("/events", { share: "browser" }).on("news", ({ data }: Message) => console.log(data));
// @ts-expect-error There is no such way to share.
registry.connect("/events", { share: "galaxy" });

const config: SseConfig = createConfig();
configure(config, { idle: 30_000 }, console.warn);
start({ retry: { min: 500 } });
window.sse = sse;
void inspect();
document.addEventListener("htmx:sseOpen", ({ detail }) =>
  detail.source.addEventListener("chart", ({ data }) => console.log(data.length)),
);
// @ts-expect-error There is no such member.
document.addEventListener("htmx:sseClose", ({ detail }) => console.log(detail.nothing));

const found: readonly Diagnostic[] = parseSseAttribute("swap:news").diagnostics;
console.log(printSseAttribute(parseSseAttribute("swap:news").value));
console.log(found, lint("<p></p>"), vocabulary["hx-swap"].styles);
void swap(document.body, "<p></p>", parseSwapAttribute("beforeend").value);
console.log(morph);

// Whoever wraps a function can name what it takes and gives.
export type { Prepared, RetryOn } from "@sse/core";
export type { Accepts, Followed, HostModifiers, Invalid, Recall, ResponseFacts, Style } from "@sse/dom";
export type { ConfigConnectDetail, Dialect, Host, Standalone } from "@sse/htmx-legacy";
