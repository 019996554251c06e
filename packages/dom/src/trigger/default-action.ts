/** What the browser would do by itself on an event that an element waits for. */
import { controlOf, isForm } from "../native/control.ts";
import { attributeOf, closest } from "../native/element.ts";

/** Whether the browser's own answer to the event is replaced by ours: a form's submission, a link's navigation. */
export function replacesDefault({ type, currentTarget }: Event): boolean {
  if (!(currentTarget instanceof Element)) return false;
  if (type === "submit") return isForm(currentTarget);
  if (type !== "click") return false;
  const button = controlOf(closest(currentTarget, "button,input[type=submit]"));
  const link = closest(currentTarget, "a[href]");
  return !!(button.form && button.type === "submit") || (!!link && !/^#./.test(attributeOf(link, "href") ?? ""));
}
