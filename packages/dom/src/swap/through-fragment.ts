/** Swaps through a fragment, with everything that htmx finds in one. */
import type { DomContext } from "../context.ts";
import { setTitle } from "../native/document.ts";
import { parentElementOf } from "../native/node.ts";
import { rootOf } from "../target.ts";
import { parse } from "./fragment.ts";
import type { Change, SwapJob } from "./job.ts";
import { swapOutOfBand } from "./out-of-band.ts";
import { place } from "./place.ts";

/** Takes out what goes elsewhere, selects, puts the rest in its place, and sets the title. */
export function writeThroughFragment(job: SwapJob, context: DomContext): Change {
  const { target, content, style, spec } = job;
  const { select, selectOob, element = target } = job.options;
  const { config } = context;
  const parent = (style.drops === "target" && parentElementOf(target)) || target;
  let [fragment, title] = typeof content === "string" ? parse(content, parent) : [content];
  const elsewhere = swapOutOfBand(fragment, selectOob, rootOf(element), context);
  if (select) {
    const selected = fragment.querySelectorAll(select);
    fragment = new DocumentFragment();
    fragment.append(...selected);
  }
  const focusScroll = spec.focusScroll?.value ?? config.defaultFocusScroll;
  const here = place({ target, fragment, style, context, focusScroll });
  if (title && !(spec.ignoreTitle?.value ?? config.ignoreTitle)) setTitle(document, title);
  return {
    elements: [...elsewhere.flatMap(({ elements }) => elements), ...here.elements],
    settling: [...elsewhere.flatMap(({ settling }) => settling), ...here.subjects],
    tasks: [...elsewhere.flatMap(({ tasks }) => tasks), ...here.tasks],
    subjects: here.subjects,
  };
}
