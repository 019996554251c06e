/** What a request sends: the values of controls and forms. */
import { ownAttribute } from "../attributes.ts";
import { fire } from "../events.ts";
import { attributeTargets } from "./attribute-targets.ts";
import type { Invalid } from "./types.ts";

/** The properties by which controls are told apart; most elements have none of them. */
type Control = Element &
  Partial<Pick<HTMLInputElement, "name" | "type" | "value" | "checked" | "files" | "form">> &
  Partial<Pick<HTMLSelectElement, "selectedOptions">>;

/** The button that a form was submitted with. */
export type Submitter = HTMLButtonElement | HTMLInputElement;

const fields = "input,select,textarea";

/**
 * Gathers, as htmx does, the element's own value, `hx-include`, for other verbs than GET the enclosing form, and the
 * button pressed; the form and the button win over the rest. `errors` are the invalid controls for which the request
 * must be held back: a form without `novalidate`, an element with `hx-validate`.
 */
export function gather(element: Element, verb: string, submitter: Submitter | null) {
  const enclosing = (element as Control).form ?? element.closest("form");
  const form = verb === "get" ? null : enclosing;
  const included = (attributeTargets(element, "hx-include") ?? []).flatMap((root) =>
    isForm(root) ? root : [root, ...root.querySelectorAll(fields)],
  );
  const roots = [...new Set<Control>([element, ...included])].filter((root) => root !== form);
  const forms = [...roots, form].filter(isForm);
  // A control is not repeated beside its form.
  const controls = roots.filter((root) => !isForm(root) && !(root.form && forms.includes(root.form)));

  const data = new FormData();
  for (const control of controls) for (const value of valuesOf(control)) data.append(control.name ?? "", value);
  for (const other of forms) if (other !== form) append(data, new FormData(other));

  const first = form ? new FormData(form) : new FormData();
  const button = submitter ?? (element.matches("button,input[type=submit]") ? (element as Submitter) : undefined);
  if (button?.name) first.append(button.name, button.value);
  for (const name of first.keys()) data.delete(name);
  append(data, first);

  const validates = isForm(element) ? !element.noValidate : ownAttribute(element, "hx-validate") === "true";
  const held = validates && !submitter?.formNoValidate;
  const errors = held ? [...controls, ...forms.flatMap((each) => [...each.elements])].flatMap(invalid) : [];
  return { data, errors };
}

function isForm(element: Element | null): element is HTMLFormElement {
  return !!element?.matches("form");
}

function valuesOf(control: Control): (string | File)[] {
  const { name, type = "", value, checked, files, selectedOptions } = control;
  if (!name || value === undefined || control.matches(":disabled")) return [];
  if (/^(button|submit|reset|image)$/.test(type) || (/^(checkbox|radio)$/.test(type) && !checked)) return [];
  if (selectedOptions) return [...selectedOptions].map((option) => option.value);
  return files ? [...files] : [value];
}

/** Adds everything but the empty files of file inputs without a choice. */
function append(data: FormData, more: FormData): void {
  more.forEach((value, name) => {
    if (typeof value === "string") data.append(name, value);
    else if (value.name) data.append(name, value);
  });
}

function invalid(element: Element): Invalid[] {
  const { willValidate } = element as HTMLInputElement;
  if (!willValidate) return [];
  fire(element, "htmx:validation:validate", { elt: element });
  const { validationMessage: message, validity } = element as HTMLInputElement;
  if ((element as HTMLInputElement).checkValidity()) return [];
  fire(element, "htmx:validation:failed", { elt: element, message, validity });
  return [{ elt: element, message, validity }];
}
