/**
 * The listeners with which htmx hears the triggers of an element that has an `sse:` one: each is held to fire once for one
 * message, and code in attributes that htmx 4 evaluates later finds the event that triggered it.
 */
import type { Message } from "@sse/core";
import { isMeantFor, messageOf, ownAttribute } from "@sse/dom";
import { readTriggerEvents } from "@sse/parser";
import { withEvent } from "./event-scope.ts";
import type { Handover } from "./handover.ts";
import type { Listen } from "./host.ts";
import { isConnected, listen, matches, queryAll, unlisten } from "@sse/dom/native";

type Listener = (this: EventTarget, event: Event) => unknown;

/** Where htmx 2 and htmx 4 keep the listeners of an element. Both take them back by what stands here. */
type Bound = Element & {
  readonly "htmx-internal-data"?: {
    readonly listenerInfos?: { readonly on: EventTarget; readonly trigger: string; listener: Listener }[];
  };
  readonly _htmx?: {
    readonly listeners?: ({ readonly fromElt: EventTarget; readonly eventName: string; handler: Listener } & Phase)[];
  };
};

type Phase = { readonly capture?: boolean; readonly passive?: boolean };

/** A listener of htmx, and how to put another in its place. */
interface Binding {
  readonly on: EventTarget;
  readonly type: string;
  readonly listener: Listener;
  readonly options: Phase;
  put(listener: Listener): void;
}

interface Heard {
  readonly event: Event;
  readonly on: EventTarget;
}

const guarded = new WeakSet<Listener>();

/** The event by which a message was heard for an element, and where. */
const firedBy = new WeakMap<Element, WeakMap<Message, Heard>>();

/** The event that last triggered an element. */
const events = new WeakMap<Element, Event>();

/** What an extension of htmx 4 may add to the names that the code of an attribute sees. */
export const eventScope = {
  // What htmx evaluates while the event is dispatched finds `event` by itself. Headers it reads a moment later, when that may be
  // the event by which the message came: of a port, a channel or an `EventSource`, which are nobody's on the page.
  htmx_scope(element: Element, { scope }: { scope: { event?: Event } }): void {
    const event = events.get(element);
    const target = window.event?.target;
    if (event && target !== window && !(target instanceof Node)) scope.event = event;
  },
};

/** Holds the listeners that stand on the page, and those that htmx adds to an element later. */
export function guardTriggers(listen: Listen, document: Document, handover: Handover): void {
  for (const element of queryAll(document, `[hx-trigger*="sse:"],[data-hx-trigger*="sse:"]`)) guard(element, handover);
  listen(["htmx:afterProcessNode", "htmx:after:init"], (event) => {
    // In a shadow root the element stands behind the target.
    const [element] = event.composedPath();
    if (element instanceof Element) guard(element, handover);
  });
}

function guard(element: Element, handover: Handover): void {
  const text = ownAttribute(element, "hx-trigger");
  if (!text?.includes("sse:")) return;
  const targets = new Map<string, string | undefined>();
  for (const { name, target } of readTriggerEvents(text)) targets.set(`sse:${name}`, target);
  const fired = firedBy.get(element) ?? new WeakMap<Message, Heard>();
  firedBy.set(element, fired);
  const bound = listenersOf(element);
  const tell = (event: Event): void => {
    const message = messageOf(event);
    if (!message || fired.has(message)) return;
    // The event has been dispatched: what bubbled by was not heard yet.
    for (const { on, type, listener } of listenersOf(element)) if (type === event.type) listener.call(on, event);
  };
  for (const { on, type, listener, options, put } of bound) {
    if (guarded.has(listener)) continue;
    const target = targets.get(type);
    const held: Listener = function (event) {
      // htmx takes its own listener back here, not this one.
      if (!isConnected(element)) return unlisten(on, type, held, options);
      if (!isMeantFor(element, event, target)) return;
      const message = messageOf(event);
      if (message) {
        if (target && !(event.target instanceof Element && matches(event.target, target))) return;
        // Several triggers may listen in that place, each with a filter of its own.
        const heard = fired.get(message);
        if (heard && (heard.on !== on || heard.event !== event)) return;
        fired.set(message, { event, on });
      }
      events.set(element, event);
      handover.heard(element, event);
      // An event of htmx 4 has a scope of its own; elsewhere a filter sees what the window has.
      return message ? withEvent(event, () => listener.call(this, event)) : listener.call(this, event);
    };
    guarded.add(held);
    unlisten(on, type, listener, options);
    listen(on, type, held, options);
    put(held);
  }
  if (bound.length) handover.ready(element, tell);
}

function listenersOf(element: Bound): Binding[] {
  const two = element["htmx-internal-data"]?.listenerInfos ?? [];
  const four = element._htmx?.listeners ?? [];
  return [
    ...two.map((info) => ({
      on: info.on,
      type: info.trigger,
      listener: info.listener,
      options: {},
      put: (listener: Listener) => void (info.listener = listener),
    })),
    ...four.map((info) => ({
      on: info.fromElt,
      type: info.eventName,
      listener: info.handler,
      options: { capture: info.capture === true, passive: info.passive === true },
      put: (listener: Listener) => void (info.handler = listener),
    })),
  ];
}
