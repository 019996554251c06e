/** What a request sends: the values of controls and forms. */
import { ownAttribute } from "../attributes.ts";
import { attributeTargets } from "./attribute-targets.ts";
import type { Invalid } from "./types.ts";

/** The properties by which controls are told apart; most elements have none of them. */
type Control = Element &
  Partial<Pick<HTMLInputElement, "name" | "value" | "files" | "form">> &
  Partial<Pick<HTMLSelectElement, "selectedOptions">>;

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
export function gather(element: Element, verb: string, submitter: Submitter | null) {
  const form = (verb !== "get" && ((element as Control).form ?? element.closest("form"))) || undefined;
  const roots = new Set<Control>([element]);
  for (const root of attributeTargets(element, "hx-include") ?? []) {
    roots.add(root);
    if (!isForm(root)) for (const field of root.querySelectorAll("input,select,textarea")) roots.add(field);
  }
  if (form) roots.delete(form);
  const forms = [...roots].filter(isForm);
  if (form) forms.push(form);

  const data = new FormData();
  const checked: Element[] = forms.flatMap((each) => [...each.elements]);
  for (const root of roots) {
    if (isForm(root)) append(data, new FormData(root));
    // A control is not repeated beside its form.
    else if (!root.form || !forms.includes(root.form)) {
      checked.push(root);
      for (const value of valuesOf(root)) data.append(root.name ?? "", value);
    }
  }

  const first = new FormData(form);
  const button = submitter ?? (element.matches("button,[type=submit]") ? (element as Submitter) : undefined);
  if (button?.name) first.append(button.name, button.value);
  for (const name of first.keys()) data.delete(name);
  append(data, first);

  const validates = isForm(element) ? !element.noValidate : ownAttribute(element, "hx-validate") === "true";
  return { data, errors: validates && !submitter?.formNoValidate ? checked.flatMap(check) : [] };
}

function isForm(element: Element): element is HTMLFormElement {
  return element.matches("form");
}

function valuesOf(control: Control): (string | File)[] {
  const { name, value, files, selectedOptions } = control;
  if (!name || value === undefined || control.matches(silent)) return [];
  if (selectedOptions) return [...selectedOptions].map((option) => option.value);
  return files ? [...files] : [value];
}

/** Adds everything but the nameless files of file inputs without a choice. */
function append(data: FormData, more: FormData): void {
  more.forEach((value, name) => {
    if (typeof value === "string" || value.name) data.append(name, value);
  });
}

function check(element: Element): Invalid[] {
  const control = element as HTMLInputElement;
  if (!control.willValidate || control.checkValidity()) return [];
  return [{ elt: control, message: control.validationMessage, validity: control.validity }];
}
