/** The long way of a swap: through a fragment, with everything that htmx finds in one. */
import type { SwapSpec } from "@sse/parser";
import type { DomContext } from "../context.ts";
import { rootOf } from "../target.ts";
import { parse } from "./fragment.ts";
import { swapOutOfBand } from "./out-of-band.ts";
import { type Change, place } from "./place.ts";
import type { Style } from "./style.ts";
import type { SwapOptions } from "./types.ts";

/** Swaps markup, or a fragment that `sanitize` made of it. */
export function swapWhole(
  change: Change,
  target: Element,
  html: string | DocumentFragment,
  style: Style,
  spec: SwapSpec,
  { select, selectOob, element = target }: SwapOptions,
  context: DomContext,
): void {
  const { config } = context;
  const parent = (style.drops === "target" && target.parentElement) || target;
  let [fragment, title] = typeof html === "string" ? parse(html, parent) : [html];
  swapOutOfBand(change, fragment, selectOob, rootOf(element), context);
  if (select) {
    const selected = fragment.querySelectorAll(select);
    fragment = document.createDocumentFragment();
    fragment.append(...selected);
  }
  change.subjects = place(
    change,
    target,
    fragment,
    style,
    context,
    spec.focusScroll?.value ?? config.defaultFocusScroll,
  );
  if (title && !(spec.ignoreTitle?.value ?? config.ignoreTitle)) document.title = title;
}
