/** `hx-trigger`: a comma list of events, each with a filter and modifiers, as htmx 2 reads them. */
import { createRecord, type Report } from "./diagnostic.ts";
import { readDuration } from "./duration.ts";
import { createOptions, flag, knows, type Draft, type Table } from "./option.ts";
import { readSelector, readTarget } from "./target-attribute.ts";
import type { Node, Parsed, TriggerSpec } from "./types.ts";
import { itemsOf, keywordOf, nodeAt } from "./word.ts";

const ratio = (text: string): number | undefined => (/^(0|1|0?\.\d+)$/.test(text) ? Number(text) : undefined);

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
  threshold: [ratio, "0.5"],
};

/**
 * Reads an `hx-trigger` attribute into its triggers, in order. A trigger whose event, interval or filter cannot be read
 * is left out: a broken filter lets nothing pass. Durations are in whole milliseconds.
 */
export function parseTriggerAttribute(text: string): Parsed<readonly TriggerSpec[]> {
  const { diagnostics, report } = createRecord(text);
  const value = itemsOf(text, report).flatMap((words) => readTrigger(words, text, report) ?? []);
  return { value, diagnostics };
}

function readTrigger(words: readonly Node<string>[], text: string, report: Report): TriggerSpec | undefined {
  const [event, interval] = words;
  if (!event) return undefined;
  const every = event.value === "every";
  // The filter follows the event, or the interval of `every`, with or without white space between them.
  const head = (every && interval) || event;
  const bracket = head.start + head.value.search(/\[|$/);
  const name = nodeAt(text, head.start, bracket);
  let at = every ? 2 : 1;
  let filter = nodeAt(text, bracket, head.end);
  if (!filter.value && words[at]?.value.startsWith("[")) filter = words[at++] ?? filter;

  const draft: Draft<TriggerSpec> = {
    event: every ? event : name,
    start: event.start,
    end: (words.at(-1) ?? event).end,
  };
  const value = readDuration(name.value);
  if (every && value !== undefined) draft.every = { ...name, value };
  if (name.value.startsWith("sse:")) draft.sse = nodeAt(text, name.start + 4, name.end);
  if (filter.value) draft.filter = nodeAt(text, filter.start + 1, filter.end - 1);
  const advice =
    (every && !draft.every && "write every 1s") ||
    ((!name.value || draft.sse?.value === "") && "write an event, such as sse:news") ||
    (draft.filter && !(draft.filter.value && filter.value.endsWith("]")) && "write event[condition]");
  if (advice) return void report("bad-value", head, advice);

  const read = createOptions(triggerModifiers, draft, text, report);
  for (let word = words[at]; word; word = words[++at]) {
    const next = words[at + 1];
    // After `from:next` a modifier is a modifier: no page has elements of such names.
    if (next && /^from:(closest|find|next|previous)$/.test(word.value) && !knows(triggerModifiers, keywordOf(next))) {
      word = nodeAt(text, word.start, next.end);
      at++;
    }
    read(word);
  }
  return draft;
}
