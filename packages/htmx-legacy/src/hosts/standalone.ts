/** No htmx on the page: requests are our own. */
import {
  abortRequest,
  abortStream,
  anyDead,
  bindTriggers,
  type DomContext,
  isInside,
  issueRequest,
  messageOf,
  successorOf,
  watchHistory,
  writeAlone,
} from "@sse/dom";
import { metaOptions } from "../config.ts";
import { requesting } from "../dialects/requesting.ts";
import { requests } from "../dialects/requests.ts";
import { passOn } from "../trigger-route.ts";
import { htmxOf } from "./find.ts";
import type { Host } from "./host.ts";
import { takeConfig } from "./htmx-config.ts";
import { styleIndicators } from "./indicator-style.ts";
import { createNeedsHtmx } from "./needs-htmx.ts";
import { announcePage } from "./page-load.ts";
import { isConnected, readyStateOf, rootElementOf } from "@sse/dom/native";

/** A message whose `delay:` was not over goes to whoever took the element's place. */
function handOver(element: Element, event: Event, context: DomContext): void {
  const message = messageOf(event);
  // What took its place is bound in the same look at the page.
  if (message) {
    queueMicrotask(() => {
      const successor = successorOf(element, context);
      if (successor) passOn(event, message, element, successor);
    });
  }
}

/** Runs `does` when every script of the page has run: htmx may be among the last. */
function onceLoaded(does: () => void): void {
  if (readyStateOf(document) === "complete") does();
  else addEventListener("load", does, { once: true });
}

/** A host that issues the requests of `sse:` triggers itself. */
export function standalone(): Host {
  let lookForHtmx: ((root: Element) => void) | undefined;
  return {
    disabled: anyDead,
    context: { write: writeAlone },
    dialects: [requests],
    answering: requesting,
    // A request outlives its element, a stream does not; of a page that is stopped, neither goes on.
    gone: (element) => (isConnected(element) ? abortRequest(element) : abortStream(element)),
    // A page that had htmx keeps what it says of swaps and scripts.
    configure: (config, report) => takeConfig({ ...metaOptions(document, report, "htmx-config") }, config),
    start(_, config) {
      watchHistory();
      styleIndicators(config);
    },
    attach(_, { report }) {
      lookForHtmx = createNeedsHtmx(report);
      onceLoaded(() => {
        if (!htmxOf()) lookForHtmx?.(rootElementOf(document));
      });
    },
    ready: announcePage,
    process: (root) => lookForHtmx?.(root),
    bindTriggers(element, triggers, context) {
      const bound = bindTriggers(
        element,
        triggers,
        (event, { queue }) => {
          // The attribute may be younger than the event by less than observers take to notice.
          if (!isInside(element, anyDead)) void issueRequest(element, event, context, queue?.value);
        },
        context,
      );
      return {
        stop() {
          bound.stop();
          if (bound.delayed && !isConnected(element)) handOver(element, bound.delayed, context);
        },
      };
    },
  };
}
