/** Puts a fragment where a style says, keeping what is to be kept, and runs its scripts. */
import type { DomContext, Morph } from "../context.ts";
import { localNameOf } from "../native/element.ts";
import { childNodesOf, insertBefore, remove } from "../native/node.ts";
import { focusedIn } from "./focus.ts";
import type { Change } from "./job.ts";
import { keep, restore } from "./keep.ts";
import type { Placement } from "./placement.ts";
import { whyNotMorph } from "./morphable.ts";
import { keepClonesInert, runScripts, scriptsIn } from "./script.ts";
import { dress, noteIds, withIds } from "./settle.ts";
import { placeOf } from "./style.ts";

/** Swaps the fragment into its target. */
export function place(placement: Placement): Change {
  const { target, style } = placement;
  const { elements, tasks } = put(placement);
  const replaced = style.drops === "target";
  const subjects = replaced ? elements : [target];
  // Out of band, only what was replaced itself settles visibly, as in htmx.
  return { elements, tasks, subjects, settling: replaced ? subjects : [] };
}

function put(placement: Placement): Pick<Change, "elements" | "tasks"> {
  const { target, fragment, style, context } = placement;
  const obstacle = style.morph && context.morph ? whyNotMorph(target, fragment) : undefined;
  if (obstacle) context.report(target, "morph", `replaced, not morphed: ${obstacle}`);
  else if (style.morph && context.morph) {
    return { elements: morphInto(placement, style.morph, context.morph), tasks: [] };
  }
  if (style.into) return insert(placement);
  removeAll(droppedBy(placement), context);
  if (style.drops === "content") insertBefore(target, new Text(fragment.textContent ?? ""), null);
  return { elements: [], tasks: [] };
}

/** The nodes that go. */
function droppedBy({ target, style }: Placement): ChildNode[] {
  if (style.drops === "target") return [target];
  return style.drops ? [...childNodesOf(target)] : [];
}

function insert(placement: Placement): Pick<Change, "elements" | "tasks"> {
  const { target, fragment, style, context } = placement;
  const replaced = style.drops === "target";
  const dropped = droppedBy(placement);
  const scripts = scriptsIn(fragment);
  const noted = noteIds(target, replaced);
  const focused = dropped[0] && focusedIn(target, replaced);
  const { places, refocus } = keep(placement, focused);
  // A script that runs is a copy of the one that came, and needs no binding.
  const elements = [...fragment.children].filter((element) => localNameOf(element) !== "script");
  const [parent, next] = placeOf(target, style);
  if (parent) insertBefore(parent, fragment, next);
  restore(places);
  const gone = dropped.filter((node) => !places.has(node as Element));
  removeAll(gone, context);
  refocus();
  const tasks = dress(noted, withIds(elements), context);
  runScripts(scripts, context.config);
  return { elements, tasks };
}

function removeAll(nodes: readonly ChildNode[], context: DomContext): void {
  for (const node of nodes) {
    if (node instanceof Element) context.release?.(node, true);
    remove(node);
  }
}

function morphInto(
  { target, fragment, context }: Placement,
  style: "innerHTML" | "outerHTML",
  morph: Morph,
): Element[] {
  // A morph clones what is new.
  keepClonesInert(fragment, context.config);
  const before = new Set(scriptsIn(target));
  const elements = morph(target, fragment, style, context.disabled, context.renew).filter(
    (node) => node instanceof Element,
  );
  const scripts = elements.flatMap((element) => scriptsIn(element));
  runScripts(
    scripts.filter((script) => !before.has(script)),
    context.config,
  );
  return elements;
}
