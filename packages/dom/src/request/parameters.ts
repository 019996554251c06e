/** What a request sends: the values of controls and forms. */
import { ownAttribute } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { controlOf, fieldsOf, isForm, skipsValidation } from "../native/control.ts";
import { attributeOf, closest, matches } from "../native/element.ts";
import { contains } from "../native/node.ts";
import { queryAll } from "../native/query.ts";
import { isInDeadRegion } from "../swap/dead.ts";
import { attributeTargets } from "./attribute-targets.ts";
import type { Invalid } from "./types.ts";

/** Controls that have no value to send. */
const silent =
  ":disabled,button,[type=button],[type=submit],[type=reset],[type=image],:is([type=checkbox],[type=radio]):not(:checked)";

/** The button that a form was submitted with. */
export type Submitter = HTMLButtonElement | HTMLInputElement;

/**
 * Gathers, as htmx does, the element's own value, `hx-include`, for other verbs than GET the enclosing form, and the
 * button pressed; the form and the button win over the rest. `errors` are the invalid controls for which the request
 * must be held back: a form without `novalidate`, an element with `hx-validate`.
 */
export function gather(element: Element, verb: string, submitter: Submitter | null, context: DomContext) {
  const form =
    (verb !== "get" && (controlOf(element).form ?? (closest(element, "form") as HTMLFormElement | null))) || undefined;
  const roots = new Set<Element>([element]);
  for (const root of attributeTargets(element, "hx-include", context) ?? []) {
    roots.add(root);
    if (isForm(root)) continue;
    for (const field of queryAll(root, "input,select,textarea")) if (!isInDeadRegion(field, context)) roots.add(field);
  }
  if (form) roots.delete(form);
  const forms = [...roots].filter(isForm);
  if (form) forms.push(form);

  const data = new FormData();
  const intrudes = (form: HTMLFormElement, field: Element): boolean =>
    isInDeadRegion(field, context) && !contains(form, field);
  const checked = forms.flatMap((each) => fieldsOf(each).filter((field) => !intrudes(each, field)));
  for (const root of roots) {
    const { form: owner, name = "" } = controlOf(root);
    if (isForm(root)) append(data, entriesOf(root, intrudes));
    // A control is not repeated beside its form.
    else if (!owner || !forms.includes(owner)) {
      checked.push(root);
      for (const value of valuesOf(root)) data.append(name, value);
    }
  }

  const first = form ? entriesOf(form, intrudes) : new FormData();
  const button = controlOf(submitter ?? (matches(element, "button,[type=submit]") ? element : undefined));
  if (button.name) first.append(button.name, button.value ?? "");
  const firstNames = new Set(first.keys());
  const sent = new FormData();
  data.forEach((value, name) => firstNames.has(name) || sent.append(name, value));
  append(sent, first);

  const validates = isForm(element) ? !skipsValidation(element) : ownAttribute(element, "hx-validate") === "true";
  return { data: sent, errors: validates && !controlOf(submitter).formNoValidate ? checked.flatMap(check) : [] };
}

/** What a form has to send. A field that a stranger joined to it from a dead region elsewhere, by its id, sends nothing. */
function entriesOf(form: HTMLFormElement, intrudes: (form: HTMLFormElement, field: Element) => boolean): FormData {
  const data = new FormData(form);
  const fields = fieldsOf(form);
  const theirs = new Set(fields.filter((field) => intrudes(form, field)));
  // Entries do not say whose they are: of a name in doubt, all go, and the form's own are read again.
  const names = new Set(
    [...theirs].flatMap((field) => [attributeOf(field, "name") ?? "", attributeOf(field, "dirname") ?? ""]),
  );
  for (const name of names) data.delete(name);
  for (const field of names.size ? fields : []) {
    const { name = "" } = controlOf(field);
    if (names.has(name) && !theirs.has(field)) for (const value of valuesOf(field)) data.append(name, value);
  }
  return data;
}

function valuesOf(element: Element): (string | File)[] {
  const { name, value, files, selectedOptions } = controlOf(element);
  if (!name || value === undefined || matches(element, silent)) return [];
  if (selectedOptions) return Array.from(selectedOptions, (option) => option.value);
  return files ? [...files] : [value];
}

/** Adds everything but the nameless files of file inputs without a choice. */
function append(data: FormData, more: FormData): void {
  more.forEach((value, name) => {
    if (typeof value === "string" || value.name) data.append(name, value);
  });
}

function check(element: Element): Invalid[] {
  const control = controlOf(element);
  if (!control.willValidate || control.checkValidity?.()) return [];
  const { validationMessage: message = "", validity } = control;
  return validity ? [{ elt: element, message, validity }] : [];
}
