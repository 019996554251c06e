/** The swap styles as a table: where new content goes, and what goes for it. */
import { nearest } from "@sse/parser";
import { bodyOf } from "../native/document.ts";
import { firstChildOf, nextSiblingOf, parentNodeOf } from "../native/node.ts";

/** How a style changes the document. */
export interface Style {
  /** As `hx-swap` has it. */
  readonly name: string;
  /** Where the new content is put; absent where nothing is inserted. */
  readonly into?: InsertPosition;
  /** What is removed. Such a style *replaces*: only the last of several in a frame counts. */
  readonly drops?: "content" | "target";
  /** The host's: the engine does not know it. */
  readonly foreign?: true;
  /** What is morphed instead. */
  readonly morph?: "innerHTML" | "outerHTML";
}

const inner: Style = { name: "innerHTML", into: "beforeend", drops: "content" };
const outer: Style = { name: "outerHTML", into: "beforebegin", drops: "target" };

const table: readonly Style[] = [
  inner,
  outer,
  { name: "textContent", drops: "content" },
  { name: "beforebegin", into: "beforebegin" },
  { name: "afterbegin", into: "afterbegin" },
  { name: "beforeend", into: "beforeend" },
  { name: "afterend", into: "afterend" },
  { name: "delete", drops: "target" },
  { name: "none" },
  { ...outer, name: "morph", morph: "outerHTML" },
  { ...outer, name: "morph:outerHTML", morph: "outerHTML" },
  { ...inner, name: "morph:innerHTML", morph: "innerHTML" },
];

const styles = new Map(table.map((style) => [style.name, style]));

/** The names of htmx 4 for what htmx 2 and its extension of idiomorph call otherwise. */
const aliases = new Map([
  ["before", "beforebegin"],
  ["prepend", "afterbegin"],
  ["append", "beforeend"],
  ["after", "afterend"],
  ["innerMorph", "morph:innerHTML"],
  ["outerMorph", "morph:outerHTML"],
]);

/** Every style that the engine can do; others belong to the host. */
export const knownStyle = (name: string): Style | undefined => styles.get(name) ?? styles.get(aliases.get(name) ?? "");

/** What is said of a style that nobody knows. */
export function unknownStyle(name: string): string {
  const near = nearest(name, [...styles.keys()]);
  return `no swap style "${name}"${near && near !== name ? `: did you mean ${near}?` : ""}`;
}

/** Whether a style puts something inside of its target. */
export function writesInside(name: string): boolean {
  const { into, drops } = knownStyle(name) ?? {};
  return drops === "content" || into === "beforeend" || into === "afterbegin";
}

/** The same without its morph. */
export const withoutMorph = (style: Style | undefined): Style => (style?.drops === "target" ? outer : inner);

/** A body keeps its place: what would replace it takes the place of its content. */
export const fittingStyle = (style: Style, target: Element): Style =>
  style === outer && target === bodyOf(document) ? inner : style;

/** The parent and the next sibling of what a style puts in, as `insertBefore` takes them. */
export function placeOf(target: Element, { into }: Style): [parent: ParentNode | null, next: Node | null] {
  if (into === "afterbegin") return [target, firstChildOf(target)];
  if (into === "beforebegin") return [parentNodeOf(target), target];
  if (into === "afterend") return [parentNodeOf(target), nextSiblingOf(target)];
  return [target, null];
}
