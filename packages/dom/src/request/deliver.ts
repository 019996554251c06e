/** The swap of a response, and the events around it. */
import { parseSwapAttribute, type SwapSpec } from "@sse/parser";
import { inheritedAttribute } from "../attributes.ts";
import { fire } from "../events.ts";
import { swap } from "../swap/swap.ts";
import { pollingEnded } from "../trigger/polling.ts";
import { announce } from "./announce.ts";
import { followUrl } from "./history.ts";
import type { Deliver, Exchange, ReadHeader } from "./types.ts";

/** Gives what swaps a body, or each piece of it. `find` finds the target again when a piece has replaced it. */
export function createDeliver({ ask, info }: Exchange, header: ReadHeader, find: () => Element | null): Deliver {
  const { element, context } = ask;
  const { config } = context;
  const { status = 0 } = info.xhr ?? {};
  const steps = new Set<string>();
  /** Whether a step is done for the first time: the headers count once, however many pieces there are. */
  const first = (step: string): boolean => steps.size < steps.add(step).size;

  function tell(step: "Swap" | "Settle", elements: Iterable<Element>): void {
    for (const elt of elements) if (elt.isConnected) fire(elt, `htmx:after${step}`, { ...info, elt });
    if (first(step)) announce(ask, header(`Trigger-After-${step}`));
  }

  return (html, settled) => {
    if (!info.target.isConnected) info.target = find() ?? info.target;
    const detail = {
      ...info,
      elt: info.target,
      shouldSwap: status < 400 && status !== 204,
      isError: status >= 400,
      serverResponse: html,
      ignoreTitle: config.ignoreTitle,
      selectOverride: header("Reselect") ?? ask.select,
      swapOverride: header("Reswap") ?? ask.swap,
    };
    if (!fire(info.target, "htmx:beforeSwap", detail, true)) return settled?.();
    const { target, isError, shouldSwap, serverResponse, selectOverride, swapOverride } = detail;
    Object.assign(info, { target, failed: isError, successful: !isError });
    if (isError) tellFailure();
    if (!shouldSwap) return settled?.();

    if (status === 286) pollingEnded.add(element);
    if (first("url")) followUrl(ask, info, header);
    const select = selectOverride ?? inheritedAttribute(element, "hx-select");
    let spec: SwapSpec = parseSwapAttribute(swapOverride ?? inheritedAttribute(element, "hx-swap") ?? "").value;
    if (detail.ignoreTitle !== config.ignoreTitle) {
      spec = { ignoreTitle: { value: detail.ignoreTitle, start: 0, end: 0 }, ...spec };
    }
    return swap(target, serverResponse, spec, {
      context,
      element,
      source: "response",
      select: select === "unset" ? undefined : select,
      selectOob: inheritedAttribute(element, "hx-select-oob"),
      swapped(elements) {
        tell("Swap", new Set([target, ...elements]));
        for (const elt of elements) fire(elt, "htmx:load", { elt });
      },
      settled(elements) {
        tell("Settle", new Set([target, ...elements]));
        settled?.();
      },
      superseded: () => settled?.(),
    });
  };

  function tellFailure(): void {
    const { requestPath } = info.pathInfo;
    const error = `${status} from ${requestPath}`;
    fire(element, "htmx:responseError", { ...info, error });
    context.report(element, "response", error);
  }
}
