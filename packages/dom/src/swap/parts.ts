/** What goes elsewhere, taken out of markup and swapped: the same for every writer. */
import type { DomContext } from "../context.ts";
import { setTitle } from "../native/document.ts";
import { isConnected, parentElementOf } from "../native/node.ts";
import { rootOf } from "../target.ts";
import { muteDeadParts } from "./dead-parts.ts";
import { parse } from "./fragment.ts";
import type { Change, SwapJob } from "./job.ts";
import { isBlank, mayLeaveTarget } from "./only-parts.ts";
import { swapOutOfBand } from "./out-of-band.ts";
import { swapPartial, takePartials } from "./partials.ts";
import { createBudget } from "./part-budget.ts";
import type { PutPart } from "./placed-part.ts";

/** What is left for the target, and what the parts have changed. */
export interface Apart {
  readonly fragment: DocumentFragment;
  /** Nothing is left, and nothing is meant for the target. */
  readonly leavesTarget: boolean;
  readonly elsewhere: Omit<Change, "subjects">;
  /** Gives the page the title of the content, where there is one and it counts. */
  entitle(): void;
}

/** Takes the content apart, and has `put` swap what goes elsewhere. */
export function swapParts(job: SwapJob, context: DomContext, put: PutPart): Apart {
  const { target, content, style, spec } = job;
  const { element = target, source } = job.options;
  const common = { context, element, source, root: rootOf(element), budget: createBudget(context), put };
  const parent = (style.drops === "target" && parentElementOf(target)) || target;
  const [fragment, title] = typeof content === "string" ? parse(content, parent, context.disabled) : [content];
  if (context.disabled) muteDeadParts(fragment, context.disabled, job.options);
  const partials = takePartials(fragment);
  const { taken, changes } = swapOutOfBand(fragment, job.options.selectOob, common);
  for (const partial of partials) changes.push(...swapPartial(partial, common));
  const leavesTarget = taken + partials.length > 0 && isBlank(fragment) && mayLeaveTarget(job);
  return {
    fragment,
    leavesTarget,
    elsewhere: {
      // What one part has put in, another may have taken out.
      elements: changes.flatMap(({ elements }) => elements).filter(isConnected),
      settling: changes.flatMap(({ settling }) => settling).filter(isConnected),
      tasks: changes.flatMap(({ tasks }) => tasks),
    },
    entitle() {
      if (title && !(spec.ignoreTitle?.value ?? context.config.ignoreTitle)) setTitle(document, title);
    },
  };
}
