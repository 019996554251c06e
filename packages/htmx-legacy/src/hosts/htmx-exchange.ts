/** A request of htmx, as the `detail` of its events tells it: htmx 2 and htmx 4 each in its own way. */

export interface HtmxExchange {
  /** The element that asks. */
  readonly element: Element;
  /** The event that triggered the request. */
  readonly cause: Event | undefined;
  /** `undefined` where nothing is swapped, or what a header names is not there. */
  readonly target: Element | undefined;
  /** Asking twice changes nothing. */
  readonly repeatable: boolean;
  /** The swap is done, its delay included, before the next request of the element begins. */
  readonly swapsNow: boolean;
  readonly shouldSwap: boolean;
  /** The request has ended without a response to swap. */
  readonly failed: boolean;
}

interface Detail2 {
  readonly ctx?: undefined;
  readonly target: Element;
  readonly requestConfig?: { readonly elt: Element; readonly verb: string; readonly triggeringEvent?: Event };
  readonly shouldSwap?: boolean;
  readonly successful?: boolean;
}

interface Detail4 {
  /** Without an element where a script swaps; a selector as target, where a header of the response names it. */
  readonly ctx: { readonly sourceElement?: Element; readonly sourceEvent?: Event; readonly target: unknown };
  /** Where the swap goes, as htmx has found it. */
  readonly tasks?: readonly { readonly type: string; readonly target: unknown }[];
}

/** `undefined` for events of a swap that belongs to no request, and for those of the page's own making. */
export function exchangeOf(event: Event): HtmxExchange | undefined {
  const { detail } = event as CustomEvent<Detail2 | Detail4 | null>;
  if (!detail) return undefined;
  // Its compatibility extension raises the names of htmx 2 again, with the detail of htmx 4.
  const four = event.type.split(":").length > 2;
  if (detail.ctx) {
    const { sourceElement: element, sourceEvent: cause } = detail.ctx;
    if (!four || !element) return undefined;
    const { target: found } = detail.tasks?.find(({ type }) => type === "main") ?? detail.ctx;
    const target = found instanceof Element ? found : undefined;
    return { element, cause, target, repeatable: false, swapsNow: true, shouldSwap: true, failed: true };
  }
  const { requestConfig, target, shouldSwap = true, successful } = detail;
  if (!requestConfig) return undefined;
  const { elt: element, verb, triggeringEvent: cause } = requestConfig;
  return { element, cause, target, repeatable: verb === "get", swapsNow: false, shouldSwap, failed: !successful };
}
