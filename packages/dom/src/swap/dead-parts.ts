/** Content may bring regions of its own that are dead, for what strangers wrote: nothing in them reaches out of them. */
import {
  attributeNamesOf,
  attributeOf,
  localNameOf,
  matches,
  removeAttribute,
  setAttribute,
} from "../native/element.ts";
import { parentElementOf, remove } from "../native/node.ts";
import { query, queryAll, templatesIn } from "../native/query.ts";
import { isInside } from "./dead.ts";
import type { JobOptions } from "./job.ts";

/** What would go, or stay, elsewhere: out-of-band parts and preserved elements. (A title, too, and partials.) */
const reaching = ["hx-swap-oob", "hx-preserve"].flatMap((name) => [name, `data-${name}`]);
const anyReaching = reaching.map((name) => `[${name}]`).join();

/** Takes from the dead regions of `fragment` what reaches out of them; what is selected out of one stays dead. */
export function muteDeadParts(fragment: DocumentFragment, disabled: string, { select, selectOob }: JobOptions): void {
  muteIn(fragment, disabled);
  for (const chosen of select ? queryAll(fragment, select) : []) {
    if (!isHeld(chosen, disabled)) continue;
    // htmx 4 knows the second alone.
    for (const name of ["hx-disable", "hx-ignore"]) setAttribute(chosen, name, "");
  }
  // A part that the page selects by its id is not to be found in there.
  if (selectOob) {
    for (const named of queryAll(fragment, "[id]")) if (isHeld(named, disabled)) removeAttribute(named, "id");
  }
}

/**
 * For a host that takes any selector in `hx-select-oob`: what one of them finds in a dead region is not to be found any more. It
 * loses its attributes, and goes where it is found without.
 */
export function hideDeadParts(fragment: DocumentFragment, disabled: string, selectOob: string): void {
  if (!query(fragment, disabled)) return;
  for (const part of selectOob.split(",")) {
    const [selector = ""] = part.split(":");
    for (const chosen of queryAll(fragment, selector)) {
      if (!isHeld(chosen, disabled)) continue;
      for (const name of attributeNamesOf(chosen)) removeAttribute(chosen, name);
      if (matches(chosen, selector)) remove(chosen);
    }
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
