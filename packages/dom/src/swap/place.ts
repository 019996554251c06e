/** Puts a fragment where a style says, keeping what is to be kept, and runs its scripts. */
import type { DomContext, Morph } from "../context.ts";
import { focusedIn, keep, move } from "./keep.ts";
import { runScripts, scriptsIn } from "./script.ts";
import { dress, noteIds, withIds } from "./settle.ts";
import { spotOf, type Style } from "./style.ts";

/** What a swap does to the document, written down while it happens, out-of-band parts included. */
export interface Change {
  /** The new top-level elements. */
  readonly elements: Element[];
  /** What wears the settling class: the subjects, and what was replaced out of band. */
  readonly settling: Element[];
  /** What is to be done to settle. */
  readonly tasks: (() => void)[];
  /** What `scroll:` and `show:` speak of: the target, or what replaced it. */
  subjects: readonly Element[];
}

/** Swaps `fragment` into `target`. `scroll`: whether giving back the focus may scroll. Gives the subjects of the change. */
export function place(
  change: Change,
  target: Element,
  fragment: DocumentFragment,
  { into, drops, morph }: Style,
  context: DomContext,
  scroll = false,
): readonly Element[] {
  const whole = drops === "target";
  let elements: Element[] = [];
  if (morph && context.morph) {
    elements = morphInto(target, fragment, morph, context, context.morph);
  } else {
    const dropped: ChildNode[] = whole ? [target] : drops ? [...target.childNodes] : [];
    if (into) elements = insert(change, target, fragment, into, dropped, whole, context, scroll);
    else remove(dropped, context);
    if (!into && drops && !whole) target.append(fragment.textContent ?? "");
  }
  change.elements.push(...elements);
  return whole ? elements : [target];
}

function insert(
  { tasks }: Change,
  target: Element,
  fragment: DocumentFragment,
  into: InsertPosition,
  dropped: ChildNode[],
  whole: boolean,
  context: DomContext,
  scroll: boolean,
): Element[] {
  const scripts = scriptsIn(fragment);
  const noted = noteIds(target, whole);
  const { places, refocus } = keep(target, fragment, dropped[0] && focusedIn(target, whole), scroll);
  // A script that runs is a copy of the one that came, and needs no binding.
  const elements = [...fragment.children].filter((element) => element.localName !== "script");
  const [parent, next] = spotOf(target, into);
  parent?.insertBefore(fragment, next);
  for (const [kept, place] of places) move(kept, place);
  remove(
    dropped.filter((node) => !places.has(node as Element)),
    context,
  );
  refocus();
  dress(noted, withIds(elements), tasks, context.config);
  runScripts(scripts, context.config);
  return elements;
}

function remove(nodes: readonly ChildNode[], context: DomContext): void {
  for (const node of nodes) {
    if (node instanceof Element) context.release?.(node, true);
    node.remove();
  }
}

function morphInto(
  target: Element,
  fragment: DocumentFragment,
  style: "innerHTML" | "outerHTML",
  { config }: DomContext,
  morph: Morph,
): Element[] {
  const before = new Set(scriptsIn(target));
  const elements = morph(target, fragment, style).filter((node) => node instanceof Element);
  const scripts = elements.flatMap((element) => scriptsIn(element));
  runScripts(
    scripts.filter((script) => !before.has(script)),
    config,
  );
  return elements;
}
