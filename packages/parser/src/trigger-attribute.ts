/** `hx-trigger`: a comma list of events, each with a filter and modifiers, as htmx 2 reads them. */
import { parser, type Report } from "./diagnostic.ts";
import { readDuration } from "./duration.ts";
import { createOptions, type Draft, flag, numberLike, optionOf, type Table } from "./option.ts";
import { readSelector, readTarget } from "./target-attribute.ts";
import type { Node, TriggerSpec } from "./types.ts";
import { itemsOf, nodeOf, trimmed } from "./word.ts";

export const triggerModifiers: Table<TriggerSpec, Record<never, never>> = {
  once: [flag],
  changed: [flag],
  consume: [flag],
  delay: [readDuration, "500ms"],
  throttle: [readDuration, "500ms"],
  from: [readTarget, "body"],
  target: [readSelector, "li"],
  queue: [["first", "last", "all", "none"]],
  root: [readSelector, "main"],
  threshold: [numberLike(/^([01]|0?\.\d+)$/), "0.5"],
};

function readTrigger(words: readonly Node<string>[], text: string, report: Report): TriggerSpec | undefined {
  const [event, interval] = words;
  if (!event) return undefined;
  const every = event.value === "every";
  // The filter follows the event, or the interval of `every`, with or without white space between them.
  const head = (every && interval) || event;
  const bracket = head.value.search(/\[|$/);
  const name = nodeOf(head.value.slice(0, bracket), head.start);
  let filter = nodeOf(head.value.slice(bracket), name.end);
  let at = every ? 2 : 1;
  if (!filter.value && words[at]?.value.startsWith("[")) filter = words[at++] ?? filter;

  const draft: Draft<TriggerSpec> = {
    event: every ? event : name,
    start: event.start,
    end: (words.at(-1) ?? event).end,
  };
  const value = readDuration(name.value);
  if (every && value !== undefined) draft.every = { ...name, value };
  if (name.value.startsWith("sse:")) draft.sse = nodeOf(name.value.slice(4), name.start + 4);
  if (filter.value) draft.filter = trimmed(filter.value.slice(1, -1), filter.start + 1);
  const correct =
    (every && !draft.every && "every 1s") ||
    (/^(sse:)?$/.test(name.value) && "sse:news") ||
    // Empty, or not closed by its last character.
    (/^\[\s*\]|[^\]]$/.test(filter.value) && "event[condition]");
  if (correct) return void report("bad-value", head, correct);

  const read = createOptions(triggerModifiers, draft, report);
  for (let word = words[at]; word; word = words[++at]) {
    const next = words[at + 1];
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
