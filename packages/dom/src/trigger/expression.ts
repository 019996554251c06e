/** Code written in attributes: `[filter]` of a trigger and `js:` values. The one place that evaluates text. */
import { textOfThrown } from "@sse/core";
import type { DomContext } from "../context.ts";

/** Compiled code: `this` is the element, `event` the event at hand, `scope` what a `with` in the code looks into. */
export type Expression = (this: Element, event: Event | null, scope?: object) => unknown;

/**
 * Compiles the body of a function. Gives `undefined`, after one report, where `allowEval` or a Content-Security-Policy
 * forbids it and where the code does not parse.
 */
export function compileExpression(code: string, element: Element, context: DomContext): Expression | undefined {
  try {
    if (!context.config.allowEval) throw new Error("allowEval is false");
    return new Function("event", "$", code) as Expression;
  } catch (error) {
    context.report(element, "eval", textOfThrown(error));
    return undefined;
  }
}

/**
 * Makes the test of a `[filter]`: names mean the event's properties first, then globals, and are `undefined` where there
 * is neither; only `true` passes, as in htmx. What cannot be evaluated or throws lets nothing pass and is reported.
 */
export function createFilter(text: string, element: Element, context: DomContext): (event: Event) => boolean {
  let filter: Expression | undefined | null = null;

  return (event) => {
    if (filter === null) filter = compileExpression(`with($){return(${text || true}\n)}`, element, context);
    try {
      return filter?.call(element, event, new Proxy(event, names)) === true;
    } catch (error) {
      context.report(element, "filter", `[${text}]: ${textOfThrown(error)}`);
      return false;
    }
  };
}

const names: ProxyHandler<Event> = {
  // Claims names that are known nowhere, too: they are `undefined` instead of an error.
  has: (event, name) => name in event || !(name in globalThis),
  // Read on the event itself: native getters refuse a proxy.
  get: (event, name) => Reflect.get(event, name),
};
