/** No htmx on the page: requests are our own. */
import { abortRequest, abortStream, bindTriggers, issueRequest, writeAlone } from "@sse/dom";
import { hxTrigger } from "../dialects/hx-trigger.ts";
import { requesting } from "../dialects/requesting.ts";
import { requests } from "../dialects/requests.ts";
import type { Host } from "./host.ts";
import { styleIndicators } from "./indicator-style.ts";

/** A host that issues the requests of `sse:` triggers itself. */
export function standalone(): Host {
  const disabled = "[hx-disable],[data-hx-disable],[hx-ignore],[data-hx-ignore]";
  return {
    disabled,
    context: { write: writeAlone },
    dialects: [hxTrigger, requests],
    answering: requesting,
    // A request outlives its element, a stream does not; of a page that is stopped, neither goes on.
    gone: (element) => (element.isConnected ? abortRequest(element) : abortStream(element)),
    start: (_, config) => styleIndicators(config),
    bindTriggers: (element, triggers, context) =>
      bindTriggers(
        element,
        triggers,
        (event, { queue }) => {
          // The attribute may be younger than the event by less than observers take to notice.
          if (!element.closest(disabled)) void issueRequest(element, event, context, queue?.value);
        },
        context,
      ),
  };
}
