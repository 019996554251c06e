/** What a person has changed in a control or a `details` since the server wrote it: to be read of one element, and given to another. */
import { controlOf } from "./native/control.ts";
import { attributeOf, hasAttribute, localNameOf, setAttribute } from "./native/element.ts";
import { textOf } from "./native/node.ts";
import { queryAll } from "./native/query.ts";

/** Gives what was read to an element, which may be the same. */
export type Change = (to: Element) => void;

/** `undefined` where everything is as the server wrote it. */
export function changeOf(element: Element): Change | undefined {
  const { type, value, checked, files } = controlOf(element);
  if (localNameOf(element) === "details") return hasAttribute(element, "open") ? open : undefined;
  if (localNameOf(element) === "select") {
    const chosen = optionsOf(element).filter(isChosen);
    const values = new Set(chosen.map(valueOf));
    return isSame(chosen, preset(element)) ? undefined : (to) => choose(to, values);
  }
  if (type === "checkbox" || type === "radio") {
    if (checked === hasAttribute(element, "checked")) return undefined;
    return (to) => void (controlOf(to).checked = checked ?? false);
  }
  if (files) {
    const copies = new DataTransfer();
    for (const file of files) copies.items.add(file);
    return files.length ? (to) => void (controlOf(to).files = copies.files) : undefined;
  }
  return value === writtenValue(element) ? undefined : (to) => void (controlOf(to).value = value ?? "");
}

/** Takes back what a person has changed. */
export function undo(element: Element): void {
  const control = controlOf(element);
  const { type } = control;
  if (localNameOf(element) === "select") choose(element, new Set());
  else if (type === "checkbox" || type === "radio") control.checked = hasAttribute(element, "checked");
  else if (control.files) control.value = "";
  else if (control.value !== undefined && control.value !== writtenValue(element)) {
    control.value = writtenValue(element);
  }
}

/** What the server has said of the state of an item. */
export function writtenState(element: Element): string | null {
  const { type } = controlOf(element);
  if (localNameOf(element) === "select") return JSON.stringify(optionsOf(element).filter(isMarked).map(valueOf));
  if (type === "checkbox" || type === "radio") return attributeOf(element, "checked");
  return localNameOf(element) === "details" ? null : writtenValue(element);
}

const open: Change = (to) => setAttribute(to, "open", "");

const writtenValue = (element: Element): string =>
  localNameOf(element) === "textarea" ? textOf(element) : (attributeOf(element, "value") ?? "");

const optionsOf = (select: Element): Element[] => [...queryAll(select, "option")];
const isChosen = (option: Element): boolean => controlOf(option).selected === true;
const isMarked = (option: Element): boolean => hasAttribute(option, "selected");
const valueOf = (option: Element): string => controlOf(option).value ?? "";
const isSame = (some: readonly Element[], others: readonly Element[]): boolean =>
  some.length === others.length && some.every((each, at) => each === others[at]);

/** The options that are chosen where nobody has chosen yet. */
function preset(select: Element): Element[] {
  const options = optionsOf(select);
  const marked = options.filter(isMarked);
  if (hasAttribute(select, "multiple")) return marked;
  if (marked.length || Number(attributeOf(select, "size")) > 1) return marked.slice(-1);
  return options.filter((option) => !hasAttribute(option, "disabled")).slice(0, 1);
}

/** Chooses the options of these values; where there are none, those that the server has chosen. */
function choose(select: Element, values: ReadonlySet<string>): void {
  const options = optionsOf(select);
  const named = options.filter((option) => values.has(valueOf(option)));
  const wanted = named.length ? named : preset(select);
  if (isSame(wanted, options.filter(isChosen))) return;
  for (const option of options) controlOf(option).selected = false;
  for (const option of wanted) controlOf(option).selected = true;
}
