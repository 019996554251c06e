/** `hx-trigger`: a comma list of events, each with a filter and modifiers, as htmx 2 reads them. */
import { createRecord, type Report } from "./diagnostic.ts";
import { readDuration } from "./duration.ts";
import { createOptions, flag, knows, type Draft, type Table } from "./option.ts";
import { readSelector, readTarget } from "./target-attribute.ts";
import type { Node, Parsed, TriggerSpec } from "./types.ts";
import { itemsOf, keywordOf, part } from "./word.ts";

const ratio = (text: string): number | undefined => (/^(0|1|0?\.\d+)$/.test(text) ? Number(text) : undefined);

export const triggerModifiers: Table<TriggerSpec> = {
  once: ["once", flag],
  changed: ["changed", flag],
  consume: ["consume", flag],
  delay: ["delay", readDuration, "500ms"],
  throttle: ["throttle", readDuration, "500ms"],
  from: ["from", readTarget, "body"],
  target: ["target", readSelector, "li"],
  queue: ["queue", ["first", "last", "all", "none"]],
  root: ["root", readSelector, "main"],
  threshold: ["threshold", ratio, "0.5"],
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
  const bracket = head.value.search(/\[|$/);
  const name = part(head, 0, bracket);
  let at = every ? 2 : 1;
  let filter = part(head, bracket);
  if (!filter.value && words[at]?.value.startsWith("[")) filter = words[at++] ?? filter;

  const draft: Draft<TriggerSpec> = {
    event: every ? event : name,
    start: event.start,
    end: words.at(-1)?.end ?? event.end,
  };
  const value = every ? readDuration(name.value) : 0;
  if (value === undefined) return void report("bad-value", name, "write every 1s");
  if (every) draft.every = { ...name, value };
  if (name.value.startsWith("sse:")) draft.sse = part(name, 4);
  if (!name.value || draft.sse?.value === "")
    return void report("missing-value", head, "write an event, such as sse:news");
  if (filter.value) {
    draft.filter = part(filter, 1, -1);
    if (!draft.filter.value || !filter.value.endsWith("]"))
      return void report("bad-value", filter, "write [condition]");
  }

  const read = createOptions(triggerModifiers, draft, report);
  for (let word = words[at]; word; word = words[++at]) {
    const next = words[at + 1];
    // After `from:next` a modifier is a modifier: no page has elements of such names.
    if (next && /^from:(closest|find|next|previous)$/.test(word.value) && !knows(triggerModifiers, keywordOf(next))) {
      read({ value: text.slice(word.start, next.end), start: word.start, end: next.end });
      at++;
    } else read(word);
  }
  return draft;
}
