/** No htmx on the page: requests are our own. */
import { abortRequest, bindTriggers, issueRequest } from "@sse/dom";
import { requesting, requests } from "../dialects/requests.ts";
import type { Host } from "./host.ts";

/** A host that issues the requests of `sse:` triggers itself. */
export function standalone(): Host {
  return {
    disabled: "[hx-disable],[data-hx-disable],[hx-ignore],[data-hx-ignore]",
    dialects: [requests],
    answering: requesting,
    gone: abortRequest,
    bindTriggers: (element, triggers, context) =>
      bindTriggers(
        element,
        triggers,
        (event, { queue }) => void issueRequest(element, event, context, queue?.value),
        context,
      ),
  };
}
