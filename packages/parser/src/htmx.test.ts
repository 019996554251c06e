/**
 * Reads what htmx 2 reads, as htmx 2 reads it: its own parsers are the reference.
 * @vitest-environment happy-dom
 */
import { array, assert, constantFrom, property, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { parseSwapAttribute, parseTriggerAttribute, type TargetSpec } from "./index.ts";

interface Htmx {
  /** Gives an inner function, through the door that htmx leaves open for its own tests. */
  _(name: string): unknown;
  config: Record<string, unknown>;
}
type Read<T> = (element: unknown, text: string) => T;

// htmx asks XPath for `hx-on` attributes as it loads; happy-dom has no XPath, and the page has no such attributes.
const nothing = { evaluate: () => ({ iterateNext: () => null }) };
class XPathEvaluator {
  createExpression(): typeof nothing {
    return nothing;
  }
}
Object.assign(globalThis, { XPathEvaluator });
const { default: htmx } = (await import("htmx2" as string)) as { default: Htmx };
const { body } = Reflect.get(globalThis, "document") as { body: unknown };

const parseTriggers = htmx._("parseAndCacheTrigger") as Read<Record<string, unknown>[]>;
const parseSwap = htmx._("getSwapSpecification") as Read<Record<string, unknown>>;

const runs = { numRuns: 500 };
const space = constantFrom(" ", "  ", "\n\t");

const events = constantFrom("click", "load", "htmx:load", "sse:news", "every 2s", "intersect", "foo-bar", "once");
const filters = constantFrom("", "", "[a]", "[a[0]]", "[a == 'x,y']", '[f(b) && c["]"]]');
const modifiers = constantFrom(
  ..."once changed consume delay:1s throttle:500 target:li queue:all root:#x threshold:0.5".split(" "),
  ...["from:body", "from:#a.b", "from:closest .x", "from:{a, b}", "from:closest (a b)", "target:(a b)", "from:next .q"],
);
const trigger = tuple(events, filters, array(modifiers, { maxLength: 4 }), space).map(([event, filter, words, gap]) => {
  const once = [...new Map(words.map((word) => [word.split(":")[0], word])).values()];
  return [event + filter, ...(event.startsWith("every") ? [] : once)].join(gap);
});

const styles = constantFrom("innerHTML", "beforeend", "none", "multi:#a", "");
const swapWords = array(
  constantFrom(
    "swap:1s",
    "settle:20ms",
    "scroll:bottom",
    "scroll:#a:top",
    "show:window:top",
    "transition:true",
    "ignoreTitle:false",
    "focus-scroll:true",
  ),
  { maxLength: 5 },
);

describe("htmx 2", () => {
  test("reads the same triggers", () => {
    assert(
      property(array(trigger, { minLength: 1, maxLength: 3 }), constantFrom(",", ", ", " , "), (triggers, comma) => {
        const text = triggers.join(comma);
        const theirs = parseTriggers(body, text).map(
          ({ trigger: event, pollInterval: every, eventFilter, ...rest }) => ({
            ...rest,
            event,
            every,
            filter: Boolean(eventFilter),
            threshold: rest["threshold"] && Number(rest["threshold"]),
          }),
        );
        const { value, diagnostics } = parseTriggerAttribute(text);
        const ours = value.map(({ start: _start, end: _end, sse: _sse, filter, from, ...nodes }) => ({
          ...Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, node.value])),
          filter: Boolean(filter),
          from: from && written(from.value),
        }));
        expect(ours).toEqual(theirs);
        expect(diagnostics).toEqual([]);
      }),
      runs,
    );
  });

  test("reads the same swaps", () => {
    assert(
      property(styles, swapWords, space, (style, words, gap) => {
        const text = [style, ...new Set(words.toReversed())].join(gap);
        const theirs = parseSwap(body, text);
        const { value } = parseSwapAttribute(text);
        const { defaultSwapDelay, defaultSettleDelay, defaultSwapStyle } = htmx.config;
        expect({
          swapStyle: value.style?.value ?? defaultSwapStyle,
          swapDelay: value.swapDelay?.value ?? defaultSwapDelay,
          settleDelay: value.settleDelay?.value ?? defaultSettleDelay,
          scroll: value.scroll?.value.edge,
          scrollTarget: value.scroll?.value.target,
          show: value.show?.value.edge,
          showTarget: value.show?.value.target,
          transition: value.transition?.value,
          ignoreTitle: value.ignoreTitle?.value,
          focusScroll: value.focusScroll?.value,
        }).toEqual(Object.fromEntries(Object.entries(theirs).map(([name, setting]) => [name, setting ?? undefined])));
      }),
      runs,
    );
  });
});

function written(target: TargetSpec): string {
  const word = target.kind === "selector" ? "" : target.kind.replace("-match", "");
  return "selector" in target ? `${word} ${target.selector}`.trim() : word;
}
