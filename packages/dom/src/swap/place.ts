/** Puts a fragment where a style says, keeping what is to be kept, and runs its scripts. */
import type { DomContext } from "../context.ts";
import { keep } from "./keep.ts";
import { runScripts, scriptsIn } from "./script.ts";
import { dress, noteIds } from "./settle.ts";
import { type Style, styles } from "./style.ts";

/** What a swap did to the document. */
export interface Outcome {
  /** The new top-level elements. */
  elements: Element[];
  /** Those that wear the settling class: the target, or what replaced it. */
  settling: Element[];
  /** What is to be done to settle. */
  tasks: (() => void)[];
}

/** The style of that name; an unknown one, or a morph without a morph, is reported and replaced. */
export function styleOf(name: string, target: Element, context: DomContext): Style {
  const style = styles[name];
  if (style && (!style.morph || context.morph)) return style;
  context.report(target, "swap-style", `No swap style "${name}" here.`);
  const { morph: _, ...plain } = style ?? styles[context.config.defaultSwapStyle] ?? {};
  return plain;
}

/** Swaps `fragment` into `target`. `focusScroll`: whether giving back the focus may scroll. */
export function place(
  target: Element,
  fragment: DocumentFragment,
  style: Style,
  context: DomContext,
  focusScroll = false,
): Outcome {
  const { config } = context;
  const whole = style.drops === "target" && target !== document.body;
  const into = style.drops && style.into && !whole ? "append" : style.into;
  const scripts = into ? scriptsIn(fragment) : [];
  if (style.morph && context.morph) return morph(target, fragment, whole, scripts, context, context.morph);
  const dropped: Iterable<ChildNode> = whole ? [target] : style.drops ? [...target.childNodes] : [];
  const noted = into && noteIds(target, whole);
  const putBack = into && keep(target, fragment, style.drops !== undefined, focusScroll);
  const elements = into ? [...fragment.children] : [];
  if (into) target[into](fragment);
  else if (style.drops === "content") target.append(fragment.textContent ?? "");
  const refocus = putBack?.();
  for (const node of dropped) {
    if (node instanceof Element) context.release?.(node);
    node.remove();
  }
  refocus?.();
  const tasks = noted ? dress(noted, elements, config) : [];
  runScripts(scripts, config);
  return { elements, settling: whole ? elements : [target], tasks };
}

function morph(
  target: Element,
  fragment: DocumentFragment,
  whole: boolean,
  scripts: readonly HTMLScriptElement[],
  context: DomContext,
  morphInto: NonNullable<DomContext["morph"]>,
): Outcome {
  const nodes = morphInto(target, fragment, whole ? "outerHTML" : "innerHTML");
  const elements = nodes.filter((node) => node instanceof Element);
  // Scripts that were there before are not new; those of the fragment that it moved in are.
  runScripts(scripts, context.config);
  return { elements, settling: whole ? elements : [target], tasks: [] };
}
