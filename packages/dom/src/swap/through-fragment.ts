/** Swaps through a fragment, with everything that htmx finds in one. */
import type { DomContext } from "../context.ts";
import { setTitle } from "../native/document.ts";
import { isConnected, parentElementOf } from "../native/node.ts";
import { rootOf } from "../target.ts";
import { muteDeadParts } from "./dead-parts.ts";
import { parse } from "./fragment.ts";
import type { Change, SwapJob } from "./job.ts";
import { isBlank } from "./only-parts.ts";
import { swapOutOfBand } from "./out-of-band.ts";
import { swapPartial, takePartials } from "./partials.ts";
import { place } from "./place.ts";

const nothing: Change = { elements: [], settling: [], tasks: [], subjects: [] };

/** Takes out what goes elsewhere, selects, puts the rest in its place, and sets the title. */
export function writeThroughFragment(job: SwapJob, context: DomContext): Change {
  const { target, content, style, spec } = job;
  const { select, source, element = target } = job.options;
  const { config } = context;
  const parent = (style.drops === "target" && parentElementOf(target)) || target;
  let [fragment, title] = typeof content === "string" ? parse(content, parent) : [content];
  if (context.disabled) muteDeadParts(fragment, context.disabled, job.options);
  const partials = takePartials(fragment);
  const { taken, changes: elsewhere } = swapOutOfBand(fragment, job.options, rootOf(element), context);
  for (const partial of partials) elsewhere.push(...swapPartial(partial, element, context, source));
  // An event that goes elsewhere altogether leaves the target alone; `delete` asks for no content.
  const isEvent = source !== "response";
  const leavesTarget = isEvent && taken + partials.length > 0 && isBlank(fragment) && style.name !== "delete";
  if (select) {
    const selected = fragment.querySelectorAll(select);
    fragment = new DocumentFragment();
    fragment.append(...selected);
  }
  const focusScroll = spec.focusScroll?.value ?? config.defaultFocusScroll;
  const here = leavesTarget ? nothing : place({ target, fragment, style, context, focusScroll });
  // What one part has put in, another may have taken out.
  const settlingElsewhere = elsewhere.flatMap(({ settling }) => settling).filter(isConnected);
  if (title && !(spec.ignoreTitle?.value ?? config.ignoreTitle)) setTitle(document, title);
  return {
    elements: [...elsewhere.flatMap(({ elements }) => elements).filter(isConnected), ...here.elements],
    // The order in which they are told, as in htmx: new elements in the place of the target come last.
    settling:
      style.drops === "target" ? [...settlingElsewhere, ...here.subjects] : [...here.subjects, ...settlingElsewhere],
    tasks: [...elsewhere.flatMap(({ tasks }) => tasks), ...here.tasks],
    subjects: here.subjects,
  };
}
