/** Where and how an element has messages swapped: what its attributes, and those that it inherits, say together. */
import { parseTargetAttribute, type SwapSpec, type TargetSpec } from "@sse/parser";
import { attributeOwner, inheritedAttribute, ownAttribute } from "./attributes.ts";
import type { DomContext } from "./context.ts";
import { matches } from "./native/element.ts";
import { reportFirst } from "./report-first.ts";
import { liveTarget } from "./swap/dead.ts";
import { readHostModifiers } from "./swap/host-modifiers.ts";
import type { JobOptions } from "./swap/job.ts";
import { readSwap } from "./swap/read-swap.ts";

/** The attributes a swap binding reads, inherited ones included: a presence must watch them. */
export const swapAttributes = ["hx-swap", "hx-target", "hx-select", "hx-select-oob"]
  .flatMap((name) => [name, `${name}:inherited`])
  .concat("hx-disinherit", "hx-inherit");

/** The attributes that say where and how to swap, read once and again when one of them may have changed. */
export interface SwapPlan {
  readonly version: number;
  /** The element's own writing, by which a change is seen even while no observer watches. */
  readonly own: string;
  /** Absent: the element itself. `null`: the attribute cannot be read, and has been reported. */
  readonly target: TargetSpec | null | undefined;
  /** Finds the target as it stands now. */
  readonly aim: () => Element | null;
  readonly spec: SwapSpec;
  readonly options: JobOptions;
  /** The target of the last message. */
  seen: Element | undefined;
}

/** Reads what holds for `element` now; mistakes are reported. Without `selects`, `hx-select` and `hx-select-oob` do not hold. */
export function readPlan(element: Element, context: DomContext, version: number, selects = true): SwapPlan {
  const text = inheritedAttribute(element, "hx-swap") ?? "";
  const { value, diagnostics } = readSwap(text, element, context);
  const host = context.hostModifiers ? readHostModifiers(text, diagnostics) : {};
  const target = host.target ? { value: host.target, owner: element } : attributeOwner(element, "hx-target");
  // A host says itself what it does not know. Without one it is said now, and need not be said again by each swap.
  const odd = !context.hostStyles && diagnostics.find(({ code }) => code === "unknown-style");
  if (odd) context.report(element, odd.code, `hx-swap: ${odd.message}`);
  const { style: _, ...plain } = value;
  const spec = odd ? plain : value;
  const wanted = target?.value ? readTarget(element, target.value, context) : undefined;
  const aim = (): Element | null => {
    const found = wanted ? liveTarget(element, wanted, target?.owner, context) : wanted === null ? null : element;
    return found && "attributes" in found ? found : null;
  };
  const options: JobOptions = {
    announces: true,
    element,
    aim,
    select: selects ? inheritedAttribute(element, "hx-select") : undefined,
    selectOob: selects ? inheritedAttribute(element, "hx-select-oob") : undefined,
    hostModifiers: host.modifiers,
  };
  return {
    version,
    own: writing(element),
    target: wanted,
    aim,
    spec,
    options,
    seen: undefined,
  };
}

/** What the element itself says of target and style. */
export function writing(element: Element): string {
  return `${ownAttribute(element, "hx-swap") ?? ""}${ownAttribute(element, "hx-target") ?? ""}`;
}

function readTarget(element: Element, text: string, context: DomContext): TargetSpec | null {
  const { value, diagnostics } = parseTargetAttribute(text);
  try {
    if (value && "selector" in value) matches(element, value.selector);
  } catch {
    context.report(element, "target", `hx-target: "${text}" is no selector; write #id, this, closest tr`);
    return null;
  }
  reportFirst(diagnostics, (code, message) => context.report(element, code, `hx-target: ${message}`));
  return value ?? null;
}
