/** The swap of a response, and the events around it. */
import { parseSwapAttribute } from "@sse/parser";
import { inheritedAttribute } from "../attributes.ts";
import { fire } from "../events.ts";
import { swap } from "../swap/swap.ts";
import { pollingEnded } from "../trigger/polling.ts";
import { announce } from "./announce.ts";
import { followUrl } from "./history.ts";
import type { Deliver, Exchange } from "./types.ts";

/**
 * Gives what swaps a body, or each piece of it; `header` reads the `HX-` headers, and `aim` finds the target again when a
 * piece has replaced it. What the headers want done after the swap is done once.
 */
export function createDeliver(
  { ask, info, context }: Exchange,
  status: number,
  header: (name: string) => string | null,
  aim: () => Element | null,
): Deliver {
  const { elt } = info;
  const steps = new Set<string>();
  const first = (step: string): boolean => steps.size < steps.add(step).size;
  const inherited = (name: string): string | undefined => inheritedAttribute(elt, name);

  return (serverResponse, settled) => {
    if (!info.target.isConnected) info.target = aim() ?? info.target;
    const detail = {
      ...info,
      elt: info.target,
      shouldSwap: status < 400 && status !== 204,
      isError: status >= 400,
      serverResponse,
      selectOverride: header("reselect") ?? ask.select,
      swapOverride: header("reswap") ?? ask.swap,
    };
    if (!fire(info.target, "htmx:beforeSwap", detail, true)) return settled?.();
    const { target, isError } = detail;
    Object.assign(info, { target, failed: isError, successful: !isError });
    if (isError) {
      fire(elt, "htmx:responseError", info);
      context.report(elt, "response", `${status} ${info.pathInfo.requestPath}`);
    }
    if (!detail.shouldSwap) return settled?.();

    if (status === 286) pollingEnded.add(elt);
    if (first("url")) followUrl(ask, info);
    const select = detail.selectOverride ?? inherited("hx-select");
    const tell = (step: string, elements: readonly Element[]): void => {
      // As in htmx: the new elements stand in for a target that was replaced.
      for (const each of target.isConnected ? [target] : elements)
        fire(each, `htmx:after${step}`, { ...info, elt: each });
      if (first(step)) announce(header(`trigger-after-${step}`), elt, context);
    };
    return swap(
      target,
      detail.serverResponse,
      parseSwapAttribute(detail.swapOverride ?? inherited("hx-swap") ?? "").value,
      {
        context,
        element: elt,
        source: "response",
        select: select === "unset" ? undefined : select,
        selectOob: inherited("hx-select-oob"),
        swapped(elements) {
          tell("Swap", elements);
          for (const each of elements) fire(each, "htmx:load", { elt: each });
        },
        settled(elements) {
          tell("Settle", elements);
          settled?.();
        },
        superseded: () => settled?.(),
      },
    );
  };
}
