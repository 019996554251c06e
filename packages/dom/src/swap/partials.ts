/** `<hx-partial>`: a part of the content that says itself where it goes, by its own `hx-target` and `hx-swap`. */
import { parseTargetAttribute } from "@sse/parser";
import { idOf, ownAttribute } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { remove } from "../native/node.ts";
import { templatesIn } from "../native/query.ts";
import { resolveTargets, rootOf } from "../target.ts";
import { firstWithId, isInDeadRegion, takesPart } from "./dead.ts";
import { styleOf } from "./gate.ts";
import type { Change } from "./job.ts";
import { type PartContext, swapPart } from "./placed-part.ts";
import { readSwap } from "./read-swap.ts";

/** Takes the partials out of `fragment`. */
export function takePartials(fragment: DocumentFragment): HTMLTemplateElement[] {
  const partials = templatesIn(fragment, "template[hx][type=partial]");
  for (const partial of partials) remove(partial);
  return partials;
}

/** Swaps one partial; its `hx-target` is looked for from who asked for the content. */
export function swapPartial(partial: HTMLTemplateElement, parts: PartContext): Change[] {
  const { context, element, source, budget } = parts;
  const found = targetsOf(partial, element, context);
  const spec = readSwap(ownAttribute(partial, "hx-swap") ?? "", element, context, "<hx-partial>").value;
  if (!found[0]) context.report(element, "oob-target", `<hx-partial> finds no "${nameOf(partial)}"`);
  const targets = budget(found.filter((target) => takesPart(target, context, source)));
  return targets.flatMap((target, index) => {
    const { content } = partial;
    const fragment = index === targets.length - 1 ? content : (content.cloneNode(true) as DocumentFragment);
    const style = styleOf(spec.style?.value ?? context.config.defaultSwapStyle, target, context);
    return swapPart({ target, fragment, style, spec }, parts) ?? [];
  });
}

function targetsOf(partial: HTMLTemplateElement, element: Element, context: DomContext): Element[] {
  const isAlive = (target: Element): boolean => !isInDeadRegion(target, context);
  const wanted = parseTargetAttribute(ownAttribute(partial, "hx-target") ?? "").value;
  if (wanted) return resolveTargets(element, [wanted], element, isAlive).filter((target) => target instanceof Element);
  const target = firstWithId(rootOf(element), idOf(partial), isAlive);
  return target ? [target] : [];
}

const nameOf = (partial: Element): string => ownAttribute(partial, "hx-target") ?? `#${idOf(partial)}`;
