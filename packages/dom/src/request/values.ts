/** Attributes that hold a JSON object: `hx-vals`, `hx-headers`, `hx-request`. */
import { textOfThrown } from "@sse/core";
import { handedDown, parentOf } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { compileExpression } from "../trigger/expression.ts";

/**
 * The values of the attribute on the element and all above it, up to an `unset`; the nearest wins. Braces may be left
 * out; `js:` and `javascript:` are evaluated with `event` and `this`, where that is allowed. What does not parse is
 * reported and left out.
 */
export function attributeValues(
  element: Element,
  name: string,
  context: DomContext,
  event: Event | null,
): Record<string, unknown> {
  let values: Record<string, unknown> = {};
  for (let owner: Element | null = element; owner; owner = parentOf(owner)) {
    const text = handedDown(owner, name)?.trim();
    if (text === "unset") break;
    if (!text) continue;
    const code = text.replace(/^(js|javascript):/, "");
    const json = code.trim().startsWith("{") ? code : `{${code}}`;
    try {
      const found: unknown =
        code === text ? JSON.parse(json) : compileExpression(`return(${json})`, owner, context)?.call(owner, event);
      values = { ...(found as object | undefined), ...values };
    } catch (error) {
      // What opens a stream has no event: the value is for the requests of what stands inside.
      if (code === text || event || !/\bevent\b/.test(code)) context.report(owner, name, textOfThrown(error));
    }
  }
  return values;
}
