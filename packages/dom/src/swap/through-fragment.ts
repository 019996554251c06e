/** Swaps through a fragment, with everything that htmx finds in one. */
import type { DomContext } from "../context.ts";
import type { Change, SwapJob } from "./job.ts";
import { swapParts } from "./parts.ts";
import { place } from "./place.ts";
import { placePart } from "./placed-part.ts";
import { reportUnselected } from "./unselected.ts";

const nothing: Change = { elements: [], settling: [], tasks: [], subjects: [] };

/** Takes out what goes elsewhere, selects, puts the rest in its place, and sets the title. */
export function writeThroughFragment(job: SwapJob, context: DomContext): Change {
  const { target, style, spec, options } = job;
  const { fragment: content, leavesTarget, elsewhere, entitle } = swapParts(job, context, placePart);
  let fragment = content;
  if (options.select) {
    reportUnselected({ ...job, content }, context);
    const selected = content.querySelectorAll(options.select);
    fragment = new DocumentFragment();
    fragment.append(...selected);
  }
  const focusScroll = spec.focusScroll?.value ?? context.config.defaultFocusScroll;
  const here = leavesTarget
    ? nothing
    : place({ target, fragment, style, context, source: options.source, focusScroll });
  entitle();
  return {
    elements: [...elsewhere.elements, ...here.elements],
    // The order in which they are told, as in htmx: new elements in the place of the target come last.
    settling:
      style.drops === "target" ? [...elsewhere.settling, ...here.subjects] : [...here.subjects, ...elsewhere.settling],
    tasks: [...elsewhere.tasks, ...here.tasks],
    subjects: here.subjects,
  };
}
