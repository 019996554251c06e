/** The swap of a response, and the events around it. */
import { parseSwapAttribute } from "@sse/parser";
import { fire } from "../events.ts";
import { isConnected } from "../native/node.ts";
import { readSwap } from "../swap/read-swap.ts";
import { swapIn } from "../swap/swap.ts";
import { pollingEnded } from "../trigger/polling.ts";
import { announce } from "./announce.ts";
import { followUrl } from "./history.ts";
import { successorOf, watchPlace } from "./successor.ts";
import type { Deliver, Exchange } from "./types.ts";

/**
 * Gives what swaps a body, or each piece of it; `header` reads the `HX-` headers, and `aim` finds the target again when a
 * piece has replaced it. What the headers want done after the swap is done once.
 */
export function createDeliver(
  { ask, info, context, recall, sent }: Exchange,
  status: number,
  header: (name: string) => string | null,
  aim: () => Element | null,
): Deliver {
  const { elt } = info;
  const steps = new Set<string>();
  const first = (step: string): boolean => steps.size < steps.add(step).size;

  /** Where the answer goes, if that, or what took its place, stands in the document. */
  function standing(): Element | undefined {
    if (isConnected(info.target)) return info.target;
    const again = aim();
    // Of an element that is gone, what it inherited is not found any more.
    if (again && again !== elt && isConnected(again)) return again;
    return successorOf(info.target, context) ?? (again ? successorOf(again, context) : undefined);
  }

  const deliver: Deliver = (serverResponse, settled) => {
    info.target = standing() ?? info.target;
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
    if (first("url")) followUrl(ask, info, recall);
    const select = detail.selectOverride ?? recall("hx-select");
    const place = watchPlace(elt, target);
    sent.answer();
    const tell = (step: string, told: readonly Element[]): void => {
      // As in htmx: the target hears of it whatever the style; new elements stand in for one that was replaced.
      const all = isConnected(target) ? [target, ...told.filter((each) => each !== target)] : told;
      for (const each of all) fire(each, `htmx:after${step}`, { ...info, elt: each });
      if (first(step)) announce(header(`trigger-after-${step}`), elt, context);
    };
    const from = header("reswap") ? "HX-Reswap" : "hx-swap";
    const asked = readSwap(detail.swapOverride ?? recall("hx-swap") ?? "", elt, context, from).value;
    // What goes elsewhere does so, even where the rest has no place any more.
    const spec = isConnected(target) ? asked : { ...asked, ...parseSwapAttribute("none").value };
    return swapIn(context, target, detail.serverResponse, spec, {
      element: elt,
      source: "response",
      select: select === "unset" ? undefined : select,
      selectOob: recall("hx-select-oob"),
      swapped(elements, told) {
        sent.end();
        place();
        tell("Swap", told);
        for (const each of elements) fire(each, "htmx:load", { elt: each });
      },
      settled(_, told) {
        tell("Settle", told);
        settled?.();
      },
      superseded() {
        sent.end();
        // Another answer took the target away while this one waited for `swap:`.
        if (!isConnected(target) && spec === asked) void deliver(serverResponse, settled);
        else settled?.();
      },
    });
  };
  return deliver;
}
