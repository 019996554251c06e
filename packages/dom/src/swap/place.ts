/** Puts a fragment where a style says, keeping what is to be kept, and runs its scripts. */
import type { DomContext } from "../context.ts";
import { keep } from "./keep.ts";
import { runScripts, scriptsIn } from "./script.ts";
import { dress, noteIds } from "./settle.ts";
import { type Style, styles } from "./style.ts";

/** What a swap did to the document. */
export interface Outcome {
  /** The new top-level elements. */
  elements: readonly Element[];
  /** What `scroll:` and `show:` speak of: the target, or what replaced it. */
  readonly subjects: readonly Element[];
  /** Those that wear the settling class: the subjects, and what replaced others out of band. */
  settling: readonly Element[];
  /** What is to be done to settle. */
  tasks: readonly (() => void)[];
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
  if (style.morph && context.morph) return morph(target, fragment, whole, context, context.morph);
  const scripts = into ? scriptsIn(fragment) : [];
  const dropped: Iterable<ChildNode> = whole ? [target] : style.drops ? [...target.childNodes] : [];
  const noted = into ? noteIds(target, whole) : undefined;
  const kept = into && keep(target, fragment, style.drops !== undefined, focusScroll);
  // A script that runs is a copy of the one that came, and needs no binding.
  const elements = into ? [...fragment.children].filter((element) => element.localName !== "script") : [];
  if (into) target[into](fragment);
  else if (style.drops === "content") target.append(fragment.textContent ?? "");
  if (kept) kept.put();
  for (const node of dropped) {
    if (node instanceof Element) {
      if (kept && kept.elements.has(node)) continue;
      context.release?.(node);
    }
    node.remove();
  }
  if (kept) kept.focus();
  const tasks = dress(noted, elements, config);
  runScripts(scripts, config);
  const subjects = whole ? elements : [target];
  return { elements, subjects, settling: subjects, tasks };
}

function morph(
  target: Element,
  fragment: DocumentFragment,
  whole: boolean,
  { config }: DomContext,
  into: NonNullable<DomContext["morph"]>,
): Outcome {
  const before = new Set(scriptsIn(target));
  const elements = into(target, fragment, whole ? "outerHTML" : "innerHTML").filter((node) => node instanceof Element);
  const scripts = elements.flatMap((element) => scriptsIn(element));
  runScripts(
    scripts.filter((script) => !before.has(script)),
    config,
  );
  const subjects = whole ? elements : [target];
  return { elements, subjects, settling: subjects, tasks: [] };
}
