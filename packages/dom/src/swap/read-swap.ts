/** Reads what an `hx-swap` says, and reports what is wrong with it. */
import { parseSwapAttribute, type Parsed, type SwapSpec } from "@sse/parser";
import type { DomContext } from "../context.ts";
import { memoize } from "../memoize.ts";
import { reportFirst } from "../report-first.ts";

const parse = memoize(parseSwapAttribute);

/**
 * Reads `text`, which stands in `name`. A style that is not known is reported where it is used, as `swap-style`. Of modifiers that
 * the host may know, only those are reported that are nearly one of ours.
 */
export function readSwap(
  text: string,
  element: Element | null,
  context: DomContext,
  name = "hx-swap",
): Parsed<SwapSpec> {
  const parsed = parse(text);
  const told = parsed.diagnostics.filter(
    ({ code, suggestion }) =>
      code !== "unknown-style" && !(context.hostModifiers && code === "unknown-keyword" && !suggestion),
  );
  reportFirst(told, (code, message) => context.report(element, code, `${name}: ${message}`));
  return parsed;
}
