/**
 * No message is lost beside htmx, which drops what is queued for an element that replaces itself, and binds new content only
 * when it has settled: the message goes to whoever took the element's place, or is told again once htmx listens.
 */
import { type Deadly, inheritedAttribute, messageOf, ownAttribute, successorOf, watchPlace } from "@sse/dom";
import { isConnected, matches } from "@sse/dom/native";
import { requesting } from "../dialects/requesting.ts";
import { passOn } from "../trigger-route.ts";
import { followTargets } from "./answer-target.ts";
import type { Listen } from "./host.ts";
import { exchangeOf, type HtmxExchange } from "./htmx-exchange.ts";

export interface Handover {
  /** Begins to watch the requests of htmx. */
  start(listen: Listen): void;
  /** A trigger of the element has heard an event. */
  heard(element: Element, event: Event): void;
  /** htmx listens for the element; `tell` has it hear an event that everybody else has heard. */
  ready(element: Element, tell: (event: Event) => void): void;
  /** `event`, of a message, was dispatched on an element for its triggers. */
  dispatched(element: Element, event: Event): void;
  /** The element has left the document. */
  gone(element: Element): void;
}

/** An event whose response is not in the document yet. */
interface Unserved {
  readonly event: Event;
  /** The request is sent. Its response goes to whoever stands for its target, and is not asked for again. */
  readonly exchange?: HtmxExchange;
  /** The response is there and waits to be swapped. */
  readonly pending?: true;
}

export function createHandover(dead: Deadly): Handover {
  const inFlight = new WeakMap<Element, number>();
  const unserved = new WeakMap<Element, Unserved>();
  const places = new WeakMap<Element, () => void>();
  const listening = new WeakSet<Element>();
  const missed = new WeakMap<Element, Event>();

  function count(element: Element, step: number): void {
    inFlight.set(element, (inFlight.get(element) ?? 0) + step);
  }

  /** Whether nothing was heard since the request was triggered. */
  function isLast({ element, cause }: HtmxExchange): boolean {
    return unserved.get(element)?.event === cause;
  }

  function served(exchange: HtmxExchange): void {
    if (isLast(exchange)) unserved.delete(exchange.element);
  }

  function begins(exchange: HtmxExchange, event: Event): void {
    const { element, cause } = exchange;
    // htmx 4 still sends what is queued for an element that is gone. Whoever took its place asks instead.
    if (!isConnected(element) && cause && messageOf(cause) && standIn(element)) event.preventDefault();
    if (event.defaultPrevented) return;
    count(element, 1);
    if (cause && messageOf(cause)) unserved.set(element, { event: cause, exchange });
  }

  function swaps(exchange: HtmxExchange, event: Event): void {
    const { element, cause, target, swapsNow } = exchange;
    if (target) places.set(element, watchPlace(element, target));
    // htmx 2 may still wait for `swap:`, and lose the target meanwhile; htmx 4 has no other request by then.
    if (swapsNow || event.defaultPrevented || !exchange.shouldSwap) served(exchange);
    else if (cause && isLast(exchange)) unserved.set(element, { event: cause, exchange, pending: true });
  }

  function ends(exchange: HtmxExchange): void {
    count(exchange.element, -1);
    if (exchange.failed) served(exchange);
  }

  /** Who took the place of an element that is gone. */
  function standIn(element: Element): Element | undefined {
    places.get(element)?.();
    return successorOf(element, dead);
  }

  function dispatched(element: Element, event: Event): void {
    if (!listening.has(element) && matches(element, requesting)) missed.set(element, event);
  }

  return {
    dispatched,
    start(listen) {
      const on = (types: readonly string[], does: (exchange: HtmxExchange, event: Event) => void): void =>
        listen(types, (event) => {
          const exchange = exchangeOf(event);
          if (exchange) does(exchange, event);
        });
      followTargets(listen, dead);
      on(["htmx:beforeRequest", "htmx:before:request"], begins);
      on(["htmx:beforeSwap", "htmx:before:swap"], swaps);
      on(["htmx:afterSwap"], served);
      on(["htmx:afterRequest", "htmx:finally:request"], ends);
    },
    heard(element, event) {
      const later = inFlight.get(element) || ownAttribute(element, "hx-trigger")?.includes("delay:");
      if (!later || !messageOf(event) || !waits(element)) return;
      unserved.set(element, { event });
    },
    ready(element, tell) {
      listening.add(element);
      const event = missed.get(element);
      missed.delete(element);
      if (event) tell(event);
    },
    gone(element) {
      const left = unserved.get(element);
      const message = left && messageOf(left.event);
      if (isConnected(element) || !message) return;
      unserved.delete(element);
      if (left.exchange && !isLost(left, element)) return;
      const successor = standIn(element);
      if (!successor || successor === element) return;
      const event = passOn(left.event, message, element, successor);
      if (event) dispatched(successor, event);
    },
  };
}

/** Whether a response is lost with `element`, and can be asked for again: who was to get it went when it had come. */
function isLost({ exchange, pending }: Unserved, element: Element): boolean {
  const target = exchange?.target;
  return !!pending && !!exchange?.repeatable && (target === element || !target || !isConnected(target));
}

/** Whether what an element hears during a request is to be asked for afterwards. */
function waits(element: Element): boolean {
  const sync = inheritedAttribute(element, "hx-sync");
  return sync === undefined || /:\s*(queue|replace)/.test(sync);
}
