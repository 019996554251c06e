/** One part of the content that goes to a place of its own, with modifiers of its own. */
import type { SwapSpec } from "@sse/parser";
import type { DomContext } from "../context.ts";
import { fire } from "../events.ts";
import { isConnected } from "../native/node.ts";
import { askAboutPart } from "./ask-about-part.ts";
import { replaceWithCompanions } from "./companions.ts";
import { isDead, takesPart } from "./dead.ts";
import { reportFailure } from "./failure.ts";
import type { Change, JobOptions } from "./job.ts";
import type { Budget } from "./part-budget.ts";
import { place } from "./place.ts";
import { readSwap } from "./read-swap.ts";
import { scrollTo } from "./scroll.ts";
import { settle } from "./settle.ts";
import { stickToEnd } from "./stick.ts";
import type { Style } from "./style.ts";
import { mayTransition, transition } from "./transition.ts";

/** What goes where, and how. */
export interface Part {
  readonly target: Element;
  readonly fragment: DocumentFragment;
  readonly style: Style;
  readonly spec: SwapSpec;
}

/** What all parts of one content have in common. */
export interface PartContext {
  readonly context: DomContext;
  /** Who asked for the content. */
  readonly element: Element;
  readonly source: JobOptions["source"];
  /** Where selectors are looked for. */
  readonly root: Document | ShadowRoot;
  readonly budget: Budget;
  readonly put: PutPart;
}

/** A modifier, or what no selector ends with and may be one that is misspelt. */
const modifier =
  /^(?:(?:swap|settle|scroll|show|stick|transition|focus-scroll|ignoreTitle):|[\w-]+:(?:[\d.]+m?s|true|false|top|bottom)$)/;

/** Reads `style`, `style:selector`, or either with the modifiers of `hx-swap` behind it. A selector may have white space. */
export function readPartSpec(value: string, context: DomContext): { where: string; spec: SwapSpec } {
  const words = value.trim().split(/\s+/);
  let count = words.length;
  while (count > 1 && modifier.test(words[count - 1] ?? "")) count--;
  // Its first word is a style.
  const { value: spec } = readSwap(["none", ...words.slice(count)].join(" "), null, context, "hx-swap-oob");
  return { where: words.slice(0, count).join(" "), spec };
}

/**
 * Puts a part where it goes, and calls `placed` with what stands there now, where that is known. Gives what has changed and is
 * still to be bound and settled.
 */
export type PutPart = (part: Part, parts: PartContext, placed: (subject?: Element) => void) => Change | undefined;

/** Swaps a part that its target takes, now, or when its own delay or transition lets it. Gives what has changed by now. */
export function swapPart(part: Part, parts: PartContext): Change | undefined {
  const { target, spec } = part;
  const { context, element, source } = parts;
  const delay = spec.swapDelay?.value ?? 0;
  const moves = spec.transition?.value && mayTransition();
  if (!delay && !moves) return admit(part, parts);
  const later = (): void => {
    if (!isConnected(target) || isDead(element, context) || !takesPart(target, context, source)) return;
    for (const element of admit(part, parts)?.elements ?? []) context.process(element);
  };
  const begin = (): void | Promise<void> => (moves ? transition(later) : later());
  void wait(delay)
    .then(begin)
    .catch((error: unknown) => reportFailure(context, target, error));
  return undefined;
}

const wait = (delay: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delay));

function admit({ target, fragment, style, spec }: Part, parts: PartContext): Change | undefined {
  const { context, put } = parts;
  const asked = askAboutPart(target, fragment, context);
  if (!asked) return undefined;
  const part = { ...asked, style, spec };
  if (spec.stick) stickToEnd(spec.stick.value, part.target);
  let change: Change | undefined;
  replaceWithCompanions(part.target, style, context, () => {
    change = put(part, parts, (elt = part.target) => {
      fire(elt, "htmx:oobAfterSwap", { ...asked, elt });
    });
  });
  return change;
}

/** For pages without a host. With a delay, a settling or a scrolling of its own, the part does not wait for the rest. */
export const placePart: PutPart = ({ target, fragment, style, spec }, { context, source }, placed) => {
  const change = place({ target, fragment, style, context, source });
  placed(change.subjects[0]);
  if (!(spec.swapDelay ?? spec.transition ?? spec.settleDelay ?? spec.scroll ?? spec.show)) return change;
  settle({ target, spec }, change, context.config, () => scrollTo(spec, change.subjects, context.config));
  return { ...change, tasks: [], settling: [] };
};
