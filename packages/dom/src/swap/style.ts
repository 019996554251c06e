/** The swap styles as a table: where new content goes, and what goes for it. */
import type { DomContext } from "../context.ts";

/** How a style changes the document. */
export interface Style {
  /** Where the new content is put; absent where nothing is inserted. */
  readonly into?: InsertPosition;
  /** What is removed. Such a style *replaces*: only the last of several in a frame counts. */
  readonly drops?: "content" | "target";
  /** What is morphed instead. */
  readonly morph?: "innerHTML" | "outerHTML";
}

/** `innerHTML`. */
export const inner: Style = { into: "beforeend", drops: "content" };
const outer: Style = { into: "beforebegin", drops: "target" };
const outerMorph: Style = { ...outer, morph: "outerHTML" };

/** Every style of the engine; others belong to the host. */
const styles: Readonly<Record<string, Style>> = {
  __proto__: null as never,
  innerHTML: inner,
  outerHTML: outer,
  textContent: { drops: "content" },
  beforebegin: { into: "beforebegin" },
  afterbegin: { into: "afterbegin" },
  beforeend: { into: "beforeend" },
  afterend: { into: "afterend" },
  delete: { drops: "target" },
  none: {},
  morph: outerMorph,
  "morph:outerHTML": outerMorph,
  "morph:innerHTML": { ...inner, morph: "innerHTML" },
};

/** The style of that name, where the engine can do it: a morph needs one. */
export function ownStyle(name: string, { morph }: DomContext): Style | undefined {
  const style = styles[name];
  return style?.morph && !morph ? undefined : style;
}

/** The style of that name; one that nobody can do is reported and replaced. A body keeps its place. */
export function styleOf(name: string, target: Element, context: DomContext): Style {
  let style = ownStyle(name, context);
  if (!style) {
    context.report(target, "swap-style", `no swap style "${name}"`);
    style = styles[name]?.drops === "target" ? outer : (styles[context.config.defaultSwapStyle] ?? inner);
  }
  return style === outer && target === document.body ? inner : style;
}

/** The parent and the next sibling of what a style puts in, as `insertBefore` takes them. */
export function placeOf(target: Element, { into }: Style): [parent: ParentNode | null, next: Node | null] {
  if (into === "afterbegin") return [target, target.firstChild];
  if (into === "beforebegin") return [target.parentNode, target];
  if (into === "afterend") return [target.parentNode, target.nextSibling];
  return [target, null];
}
