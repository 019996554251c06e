/** The way of one message into one element: lifecycle events, target, swap. The hot path of the whole project. */
import type { Message, MessageListener } from "@sse/core";
import { inheritedAttribute } from "./attributes.ts";
import type { DomContext } from "./context.ts";
import { fire } from "./events.ts";
import { localNameOf, matches } from "./native/element.ts";
import { isConnected, parentNodeOf } from "./native/node.ts";
import { reportFailure } from "./swap/failure.ts";
import { watchEdits } from "./swap/owed-change.ts";
import { writesInside } from "./swap/style.ts";
import { swapIn } from "./swap/swap.ts";
import { readPlan, type SwapPlan, writing } from "./swap-plan.ts";
import { missingTarget } from "./target.ts";

/** Elements in which nothing is ever seen. */
const voids = "br,hr,img,input";

/** What the message events carry in `detail`. */
export interface MessageDetail {
  /** The event name; `message` for the unnamed. */
  readonly type: string;
  /** What is swapped in; a listener of `htmx:sseBeforeMessage` may change it. */
  data: string;
  readonly lastEventId: string;
  /** The origin that the stream was read from. */
  readonly origin: string;
  readonly elt: Element;
  /** The message was followed by another into the same target within the frame, and never touched the document. */
  superseded?: boolean;
}

/** What stands behind the listener of one element. */
interface SwapBinding {
  readonly element: Element;
  readonly context: DomContext;
  readonly version: () => number;
  readonly options: SwapListenerOptions;
  plan: SwapPlan | undefined;
}

/** Where messages come from, as far as one that cannot be swapped is to come again. */
export interface SwapSource {
  /** A message has come while the element is out of the document, and is not swapped. */
  missed(): void;
  /** The message that is being delivered waits for its swap. */
  waits(): WaitingMessage;
}

/** A message whose swap waits. */
export interface WaitingMessage {
  /** Whether it comes again, since one before it was lost. */
  comesAgain(): boolean;
  /** It was to be swapped while its element is out of the document. */
  lost(): void;
}

/** What a caller may add to a swap listener. */
export interface SwapListenerOptions {
  /** Called before each swap, and before `version` is asked for it. */
  readonly beforeSwap?: () => void;
  /** Where the messages come from. */
  readonly source?: SwapSource | undefined;
  /** Default `true`: `hx-select` and `hx-select-oob` hold. htmx 2's extension does not read them. */
  readonly selects?: boolean;
}

/**
 * Gives the listener that swaps messages into what `element`'s `hx-target` names, as its `hx-swap` says, between a
 * cancelable `htmx:sseBeforeMessage` and a `htmx:sseMessage`. `version` changes whenever an attribute of
 * `swapAttributes` may have changed anywhere.
 */
export function createSwapListener(
  element: Element,
  context: DomContext,
  version: () => number,
  options: SwapListenerOptions = {},
): MessageListener {
  watchEdits();
  // Mistakes are told when the page is bound, not when the first message comes.
  const plan = writing(element) ? readPlan(element, context, version(), options.selects) : undefined;
  const binding: SwapBinding = { element, context, version, options, plan };
  return (message) => receive(binding, message);
}

function receive(binding: SwapBinding, message: Message): void | Promise<void> {
  const { element } = binding;
  if (!isConnected(element)) return binding.options.source?.missed();
  const detail = messageDetail(message, element);
  if (!fire(element, "htmx:sseBeforeMessage", detail, true)) return;
  try {
    return put(binding, detail);
  } catch (error) {
    reportFailure(binding.context, element, error);
  }
}

function put(binding: SwapBinding, detail: MessageDetail): void | Promise<void> {
  const { element, context } = binding;
  const data = writtenData(detail.data);
  if (data === undefined)
    return context.report(element, "argument", `detail.data takes a string, not ${String(detail.data)}`);
  binding.options.beforeSwap?.();
  const now = binding.version();
  let { plan } = binding;
  if (plan?.version !== now || plan.own !== writing(element))
    binding.plan = plan = readPlan(element, context, now, binding.options.selects);
  const { spec, options } = plan;
  const target = plan.aim();
  if (!target) {
    const named = inheritedAttribute(element, "hx-target");
    fire(element, "htmx:targetError", { elt: element, target: named });
    if (plan.target) context.report(element, "target", missingTarget(element, named));
    return;
  }
  // An outerHTML swap may take the element itself away: its event then bubbles from where it stood.
  const parent = parentNodeOf(element);
  const html = context.transform?.(data, element) ?? data;
  // As in htmx's extension: when the new content stands, and before it settles.
  let isOver = false;
  const stands = (): void => {
    isOver = true;
    told(element, parent, detail);
  };
  let waiting: WaitingMessage | undefined;
  const comesAgain = () => waiting?.comesAgain();
  const superseded = (): void => {
    if (!comesAgain() && !isConnected(element)) waiting?.lost();
    // It is told of then.
    if (comesAgain()) return;
    detail.superseded = !!spec.frame;
    stands();
  };
  if (plan.seen !== target) look((plan.seen = target), plan, binding);
  const done = swapIn(context, target, html, spec, { ...options, stands, comesAgain, superseded });
  if (!isOver) waiting = binding.options.source?.waits();
  if (!done) return;
  // A delay is each message's own; a transition is one of many that wait for each other, and the stream for them.
  const end = done.catch((error: unknown) => reportFailure(context, element, error));
  return spec.swapDelay ? undefined : end;
}

/** What a listener has made of the data: of other kinds than the type says, a number says what it means. */
function writtenData(data: unknown): string | undefined {
  return typeof data === "string" ? data : typeof data === "number" ? `${data}` : undefined;
}

/** Says what a target that is new to the element makes of no event. */
function look(target: Element, { spec }: SwapPlan, { element, context }: SwapBinding): void {
  if (matches(target, voids) && writesInside(spec.style?.value ?? context.config.defaultSwapStyle))
    context.report(element, "target", `<${localNameOf(target)}> can hold no content: write hx-swap="outerHTML"`);
}

function told(element: Element, parent: Node | null, detail: MessageDetail): void {
  fire(parent && !isConnected(element) ? parent : element, "htmx:sseMessage", detail);
}

/** The `detail` of the events that tell of a message; one object serves both. */
export function messageDetail(message: Message, elt: Element): MessageDetail {
  return { type: message.type, data: message.data, lastEventId: message.lastEventId, origin: message.origin, elt };
}
