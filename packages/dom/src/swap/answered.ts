/**
 * Fields whose text a server has been told, and whose response is being swapped: it may bring another text, or empty the field,
 * unless the person has typed on.
 */
import { attributeOf, matches } from "../native/element.ts";
import { controlOf } from "../native/control.ts";
import { focusedOf } from "../native/document.ts";
import { rootOf } from "../target.ts";
import { typed } from "./focus.ts";

const answered = new WeakMap<Element, string>();

/** Whether the text of a field is what the response at hand answers. */
export function isAnswered(field: Element): boolean {
  return answered.has(field) && answered.get(field) === controlOf(field).value;
}

/** The text of a field, as a request has sent it. */
export interface SentText {
  /** The response is about to be swapped. */
  answer(): void;
  /** It is swapped, or not to be. */
  end(): void;
}

/** Notes the field in which somebody types, if these parameters of a request of `element` hold its text. */
export function noteSent(element: Element, parameters: Readonly<Record<string, unknown>>): SentText {
  const field = focusedOf(rootOf(element));
  const { value } = controlOf(field);
  const isSent =
    field && matches(field, typed) && [parameters[attributeOf(field, "name") ?? ""]].flat().includes(value);
  return {
    answer: () => void (isSent && value !== undefined && answered.set(field, value)),
    end: () => void (field && answered.delete(field)),
  };
}
