/** No htmx on the page: requests are our own. */
import { abortRequest, bindTriggers, issueRequest } from "@sse/dom";
import type { SseConfig } from "../config.ts";
import { requesting, requests } from "../dialects/requests.ts";
import type { Host } from "./host.ts";

/** Indicators are seen during requests alone, as htmx has it. A policy has no say in a sheet that is no element. */
function styleIndicators({ indicatorClass, requestClass }: SseConfig): void {
  if (!("adoptedStyleSheets" in document)) return;
  sheet ??= new CSSStyleSheet();
  sheet.replaceSync(
    `.${indicatorClass}{opacity:0}.${requestClass} .${indicatorClass},.${requestClass}.${indicatorClass}{opacity:1;transition:opacity .2s ease-in}`,
  );
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
}

/** It stays when the page is stopped: without requests there is nothing to indicate. */
let sheet: CSSStyleSheet | undefined;

/** A host that issues the requests of `sse:` triggers itself. */
export function standalone(): Host {
  const disabled = "[hx-disable],[data-hx-disable],[hx-ignore],[data-hx-ignore]";
  return {
    disabled,
    dialects: [requests],
    answering: requesting,
    gone: abortRequest,
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
