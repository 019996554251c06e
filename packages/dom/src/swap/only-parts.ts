/** Content that goes elsewhere altogether: its listener keeps what it has. */
import type { DomContext } from "../context.ts";
import { copyOf, remove } from "../native/node.ts";
import { queryAll } from "../native/query.ts";
import { fragmentOf } from "./fragment.ts";
import type { SwapJob } from "./job.ts";
import { selectedParts } from "./select-oob.ts";

/** What marks a part that is swapped out of band. */
export const outOfBand = "[hx-swap-oob],[data-hx-swap-oob]";

const partial = "template[hx][type=partial]";

/** Nothing but white space and comments. */
export function isBlank(fragment: DocumentFragment): boolean {
  return !fragment.firstElementChild && !(fragment.textContent ?? "").trim();
}

/**
 * Whether content that goes elsewhere altogether leaves the target alone: that of an event does; `delete` asks for no content,
 * and htmx 4's `swapEmpty` for an empty target.
 */
export const mayLeaveTarget = ({ style, options }: SwapJob): boolean =>
  options.source !== "response" && style.name !== "delete" && options.hostModifiers?.["swapEmpty"] !== true;

/** Whether content holds parts that go elsewhere, and nothing else but a title. */
export function isOnlyParts({ content: given, options: { selectOob } }: SwapJob, context: DomContext): boolean {
  if (typeof given === "string" && !selectOob && !/hx-swap-oob|<hx-partial/i.test(given)) return false;
  const content = typeof given === "string" ? fragmentOf(given) : copyOf(given, true);
  const parts = [...queryAll(content, `${outOfBand},${partial}`)];
  for (const [part] of selectedParts(content, selectOob, context)) parts.push(part);
  if (!parts.length) return false;
  const titles = [...content.children].filter((element) => element instanceof HTMLTitleElement);
  for (const part of [...parts, ...titles]) remove(part);
  return isBlank(content);
}
