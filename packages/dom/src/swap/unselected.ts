/** `hx-select` that finds nothing: what the target gets is empty then, and nobody says why. */
import type { DomContext } from "../context.ts";
import { query } from "../native/query.ts";
import { fragmentOf } from "./fragment.ts";
import type { SwapJob } from "./job.ts";
import { isBlank, isOnlyParts } from "./only-parts.ts";

/** Reports it, where the content holds something for the target. Throws `SyntaxError` for a selector the browser refuses. */
export function reportUnselected(job: SwapJob, context: DomContext): void {
  const { target, style, options } = job;
  const { element = target, select } = options;
  if (!select || style.name === "none" || style.name === "delete") return;
  const content = typeof job.content === "string" ? fragmentOf(job.content) : job.content;
  if (query(content, select) || isBlank(content) || isOnlyParts(job, context)) return;
  context.report(element, "select", `hx-select finds no "${select}" in the content`);
}
