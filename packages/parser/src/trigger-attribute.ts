/** `hx-trigger`: a comma list of events, each with a filter and modifiers, as htmx 2 reads them. */
import { parser, type Report } from "./diagnostic.ts";
import { readDuration } from "./duration.ts";
import { createOptions, type Draft, type Options, optionOf } from "./option.ts";
import { readSelector, readTarget } from "./target-attribute.ts";
import type { Node, TriggerSpec } from "./types.ts";
import { duration, flag, numberLike, oneOf, parsed } from "./value.ts";
import { cut, itemsOf, nodeOf, trimmed } from "./word.ts";

export const triggerModifiers: Options<TriggerSpec> = /* @__PURE__ */ new Map([
  ["once", { field: "once", value: flag }],
  ["changed", { field: "changed", value: flag }],
  ["consume", { field: "consume", value: flag }],
  ["delay", { field: "delay", value: duration("500ms") }],
  ["throttle", { field: "throttle", value: duration("500ms") }],
  ["from", { field: "from", value: parsed(readTarget, "body") }],
  ["target", { field: "target", value: parsed(readSelector, "li") }],
  ["queue", { field: "queue", value: oneOf("first", "last", "all", "none") }],
  ["root", { field: "root", value: parsed(readSelector, "main") }],
  ["threshold", { field: "threshold", value: numberLike(/^([01]|0?\.\d+)$/, "0.5") }],
]);

function readTrigger(words: readonly Node<string>[], text: string, report: Report): TriggerSpec | undefined {
  let at = 0;
  const event = words[at++];
  if (!event) return undefined;
  const every = event.value === "every";
  // The filter follows the event, or the interval of `every`, with or without white space between them.
  const head = (every && words[at++]) || event;
  const bracket = head.value.search(/\[|$/);
  const name = cut(head, 0, bracket);
  let filter = cut(head, bracket);
  if (!filter.value && words[at]?.value.startsWith("[")) filter = words[at++] ?? filter;

  const value = every ? readDuration(name.value) : 0;
  if (value === undefined) return void report("bad-value", head, "every 1s");
  if (/^(sse:)?$/.test(name.value)) return void report("bad-value", head, "sse:news");
  // Empty, or not closed by its last character.
  if (/^\[\s*\]|[^\]]$/.test(filter.value)) return void report("bad-value", head, "event[condition]");

  const draft: Draft<TriggerSpec> = {
    event: every ? event : name,
    start: event.start,
    end: (words.at(-1) ?? event).end,
  };
  if (every) draft.every = { ...name, value };
  if (name.value.startsWith("sse:")) draft.sse = cut(name, 4);
  if (filter.value) draft.filter = trimmed(cut(filter, 1, -1));
  const read = createOptions(triggerModifiers, draft, report);
  for (let word = words[at++]; word; word = words[at++]) {
    const next = words[at];
    // After `from:next` a modifier is a modifier: no page has elements of such names.
    if (next && /^from:(closest|find|next|previous)$/.test(word.value) && !optionOf(triggerModifiers, next)) {
      word = nodeOf(text.slice(word.start, next.end), word.start);
      at++;
    }
    read(word);
  }
  return draft;
}

/**
 * Reads an `hx-trigger` attribute into its triggers, in order. A trigger whose event, interval or filter cannot be read
 * is left out: a broken filter lets nothing pass. Durations are in whole milliseconds.
 */
export const parseTriggerAttribute = /* @__PURE__ */ parser((text, report): readonly TriggerSpec[] =>
  itemsOf(text, report).flatMap((words) => readTrigger(words, text, report) ?? []),
);
