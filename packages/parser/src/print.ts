/** `@sse/parser/print`: syntax trees back to attribute text. Parsing what was printed gives the same values. */
import { type AnyOptions, kindsOf } from "./option.ts";
import { bareQuery, sseOptions } from "./sse-attribute.ts";
import { swapModifiers } from "./swap-attribute.ts";
import { parseTargetAttribute } from "./target-attribute.ts";
import { parseTriggerAttribute, triggerModifiers } from "./trigger-attribute.ts";
import type { Node, ScrollSpec, SseAttribute, SwapSpec, TargetSpec, TriggerSpec } from "./types.ts";
import { flag } from "./value.ts";

/** Prints an `hx-sse` attribute, one word per option. */
export const printSseAttribute = (attribute: SseAttribute): string => printOptions(sseOptions, attribute).join(" ");

/** Prints an `hx-swap` attribute, the style first. */
export const printSwapAttribute = (spec: SwapSpec): string =>
  [spec.style?.value ?? [], printOptions(swapModifiers, spec)].flat().join(" ");

/** Prints an `hx-trigger` attribute. Selectors get braces or parentheses where they need them. */
export const printTriggerAttribute = (triggers: readonly TriggerSpec[]): string =>
  triggers.map(printTrigger).join(", ");

/** Prints an extended selector, such as the value of `hx-target`. */
export const printTargetAttribute = (target: TargetSpec): string =>
  spelt(target, (text) => same(parseTargetAttribute(text).value, target));

function printTrigger(trigger: TriggerSpec): string {
  const { event, every, filter } = trigger;
  // A space keeps a backslash at the end of a filter from escaping the bracket.
  const condition = filter ? `[${filter.value}${filter.value.endsWith("\\") ? " " : ""}]` : "";
  const head = `${event.value}${every ? ` ${every.value}` : ""}${condition}`;
  return [head, ...printOptions(triggerModifiers, trigger, printInList)].join(" ");
}

type Print = (value: unknown, keyword: string, field: PropertyKey) => unknown;

/** The options of a tree in the order of the grammar, as words. */
function printOptions(options: AnyOptions, tree: object, print: Print = printValue): string[] {
  return [...options].flatMap(([keyword, option]) =>
    kindsOf(option).flatMap(({ value: type, field }) =>
      [(Reflect.get(tree, field) ?? []) as Node<unknown> | readonly Node<unknown>[]]
        .flat()
        .map(({ value }) => (type === flag ? keyword : `${keyword}:${print(value, keyword, field)}`)),
    ),
  );
}

/**
 * Durations are printed as bare milliseconds, `pause:`, `retry:`, `resume:`, `scroll:`, `stick:` and `show:` as their parts.
 */
function printValue(value: unknown, _keyword: string, field: PropertyKey): unknown {
  if (field === "resumeKey") return `key(${value})`;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return value.join(",");
  const parts = value as { hidden?: number; query?: string; min?: number; max?: number } & Partial<ScrollSpec>;
  const { hidden, query, min, max = [], target = [], edge } = parts;
  if (hidden !== undefined) return `hidden(${hidden})`;
  if (query !== undefined) return query === bareQuery ? "query" : `query(${query})`;
  return edge ? [target, edge].flat().join(":") : [min, max].flat().join("..");
}

/** Selectors in a list may need brackets around them; so does `next` alone, since htmx would take what follows for its own. */
function printInList(value: unknown, keyword: string, field: PropertyKey): unknown {
  if (!/^(from|target|root)$/.test(keyword)) return value;
  return spelt(value as TargetSpec | string, (text) => {
    const [trigger] = parseTriggerAttribute(`x ${keyword}:${text} once`).value;
    const node = (trigger as Partial<Record<PropertyKey, Node<unknown>>> | undefined)?.[field];
    return !/^(next|previous)$/.test(text) && same(node?.value, value);
  });
}

/** The plainest spelling that is read as it is meant; of a tree that no text has, such as a selector `body`, the plainest. */
function spelt(target: TargetSpec | string, isMeant: (text: string) => boolean): string {
  const all = spellings(target);
  return all.find(isMeant) ?? all[0] ?? "";
}

/** The ways to write a selector, the plainest first. */
function spellings(target: TargetSpec | string): string[] {
  const wrapped = (text: string): string[] => [text, `{${text}}`, `(${text})`];
  if (typeof target === "string") return wrapped(target);
  const word = target.kind.replace(/-match|selector/, "");
  const selector = "selector" in target ? target.selector : "";
  if ("global" in target) {
    const { global: _, ...inRoot } = target;
    return spellings(inRoot).flatMap((text) => wrapped(`global ${text}`));
  }
  return [...wrapped(`${word} ${selector}`.trim()), ...wrapped(selector).map((text) => `${word} ${text}`)];
}

const targetKeys = ["kind", "selector", "global"];

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one, targetKeys) === JSON.stringify(other, targetKeys);
