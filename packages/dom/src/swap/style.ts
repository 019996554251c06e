/** The swap styles as a table: where new content goes, and what goes for it. */

/** How a style changes the document. */
export interface Style {
  /** The method of the target that takes the new content; absent where nothing is inserted. */
  readonly into?: "append" | "prepend" | "before" | "after";
  /** What is removed. Such a style *replaces*: only the last of several in a frame counts. */
  readonly drops?: "content" | "target";
  /** What morphs instead of inserting and removing. */
  readonly morph?: "innerHTML" | "outerHTML";
}

const inner: Style = { into: "append", drops: "content" };
const outer: Style = { into: "before", drops: "target" };

/** Every style of the engine; others belong to the host. */
export const styles: Readonly<Record<string, Style>> = {
  __proto__: null as never,
  innerHTML: inner,
  outerHTML: outer,
  textContent: { drops: "content" },
  beforebegin: { into: "before" },
  afterbegin: { into: "prepend" },
  beforeend: { into: "append" },
  afterend: { into: "after" },
  delete: { drops: "target" },
  none: {},
  morph: { ...outer, morph: "outerHTML" },
  "morph:outerHTML": { ...outer, morph: "outerHTML" },
  "morph:innerHTML": { ...inner, morph: "innerHTML" },
};
