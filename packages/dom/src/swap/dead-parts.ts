/** Content may bring regions of its own that are dead, for what strangers wrote: nothing in them reaches out of them. */
import { attributeOf, localNameOf, matches, removeAttribute, setAttribute } from "../native/element.ts";
import { parentElementOf, remove } from "../native/node.ts";
import { queryAll, templatesIn } from "../native/query.ts";
import { isInside } from "./dead.ts";
import type { JobOptions } from "./job.ts";

/** What would go, or stay, elsewhere, or take the focus: out-of-band parts, preserved elements. (A title, too, and partials.) */
const reaching = ["autofocus", ...["hx-swap-oob", "hx-preserve"].flatMap((name) => [name, `data-${name}`])];
const anyReaching = reaching.map((name) => `[${name}]`).join();

/** Takes from the dead regions of `fragment` what reaches out of them; what is selected out of one stays dead. */
export function muteDeadParts(fragment: DocumentFragment, disabled: string, { select }: JobOptions): void {
  muteIn(fragment, disabled);
  for (const chosen of select ? queryAll(fragment, select) : []) {
    if (!isHeld(chosen, disabled)) continue;
    // htmx 4 knows the second alone.
    for (const name of ["hx-disable", "hx-ignore"]) setAttribute(chosen, name, "");
  }
}

/** The same in the content of templates, each of which may stand in a dead region, or hold one. */
function muteIn(root: DocumentFragment, disabled: string, dead = false): void {
  const held = dead ? "" : `:is(${disabled}) `;
  for (const part of queryAll(root, `${held}:is(${anyReaching})`)) mute(part);
  for (const element of queryAll(root, `${held}*`))
    if (isPartial(element) || localNameOf(element) === "title") remove(element);
  for (const template of templatesIn(root)) muteIn(template.content, disabled, dead || isInside(template, disabled));
}

function mute(part: Element): void {
  for (const name of reaching) removeAttribute(part, name);
}

/** Stands in a dead region, without being one itself. */
const isHeld = (element: Element, disabled: string): boolean => isInside(parentElementOf(element), disabled);

/** `<hx-partial>` and its like of htmx 4, before or after it made templates of them. */
const isPartial = (element: Element): boolean =>
  localNameOf(element).startsWith("hx-") || (matches(element, "template[hx]") && attributeOf(element, "type") !== null);
