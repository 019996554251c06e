/** `hx-trigger`: a comma list of events, each with a filter and modifiers, as htmx 2 reads them. */
import { createRecord, type Report } from "./diagnostic.ts";
import { duration } from "./duration.ts";
import { flag, knows, oneOf, readOption, splitOption, word, type Draft, type Reader, type Table } from "./option.ts";
import { createScanner, type Scanner } from "./scanner.ts";
import { nearest } from "./suggestion.ts";
import { readTarget, relativeWords } from "./target-attribute.ts";
import type { Parsed, TargetSpec, TriggerSpec } from "./types.ts";

interface Fields {
  sse: string;
  every: number;
  filter: string;
  once: true;
  changed: true;
  consume: true;
  delay: number;
  throttle: number;
  from: TargetSpec;
  target: string;
  queue: "first" | "last" | "all" | "none";
  root: string;
  threshold: number;
}

const ratio: Reader<number> = (text, start, report) =>
  Number(text) >= 0 && Number(text) <= 1
    ? Math.abs(Number(text))
    : report("bad-value", "write a number from 0 to 1", start, start + text.length);

const modifiers: Table<Fields> = {
  once: ["once", flag],
  changed: ["changed", flag],
  consume: ["consume", flag],
  delay: ["delay", duration],
  throttle: ["throttle", duration],
  from: ["from", readTarget],
  target: ["target", word],
  queue: ["queue", oneOf("first", "last", "all", "none")],
  root: ["root", word],
  threshold: ["threshold", ratio],
};

/** Modifiers whose value may stand in braces or parentheses, white space and commas included. */
const selectors = ["from", "target", "root"];

/** Event names that are close to these are most likely meant to be them. */
const special = ["every", "revealed", "intersect"];

const wordEnd = /[\s,]/g;
const eventEnd = /[\s,[]/g;
const keywordEnd = /[\s,:]/g;

/**
 * Reads an `hx-trigger` attribute into its triggers, in order. A trigger whose event, interval or filter cannot be read
 * is left out: a broken filter lets nothing pass. Durations are in whole milliseconds.
 */
export function parseTriggerAttribute(text: string): Parsed<readonly TriggerSpec[]> {
  const { diagnostics, report } = createRecord(text);
  const triggers: TriggerSpec[] = [];
  const scanner = createScanner(text, report);
  let more = scanner.next();
  if (!more) report("empty", "write an event", 0, text.length);
  while (more) {
    const trigger = readTrigger(scanner, report);
    if (trigger) triggers.push(trigger);
    more = scanner.next();
    scanner.at++;
  }
  return { value: triggers, diagnostics };
}

/** Reads up to the comma after a trigger, or to the end. */
function readTrigger(scanner: Scanner, report: Report): TriggerSpec | undefined {
  scanner.next();
  const start = scanner.at;
  const draft: Draft<Fields> = {};
  const name = scanner.until(eventEnd);
  const event = { value: name, start, end: scanner.at };
  let whole = readEvent(name, start, draft, scanner, report);
  const gap = scanner.at;
  if (scanner.next() === "[") {
    if (scanner.at > gap && name !== "every") report("unexpected-space", "no space before a filter", gap, scanner.at);
    const filter = scanner.inside();
    if (filter?.value) draft.filter = filter;
    else if (filter) report("missing-value", "write a condition", filter.start - 1, scanner.at);
    else whole = false;
  }
  let { at: end } = scanner;
  for (let next = scanner.next(); next && next !== ","; next = scanner.next()) {
    readModifier(draft, scanner, report);
    end = scanner.at;
  }
  if (!whole) return undefined;
  const { delay, throttle } = draft;
  if (delay && throttle) report("contradiction", "throttle: rules, remove this", delay.start, delay.end);
  for (const [field, node] of Object.entries(draft))
    if (name === "every" ? field in modifiers : name !== "intersect" && (field === "root" || field === "threshold"))
      report("misplaced", `means nothing to ${name}`, node.start, node.end);
  return { ...draft, event, start, end };
}

/** What the event's name itself says; false when it is none. */
function readEvent(name: string, start: number, draft: Draft<Fields>, scanner: Scanner, report: Report): boolean {
  const end = scanner.at;
  if (name === "every") {
    scanner.next();
    const from = scanner.at;
    const text = scanner.until(eventEnd);
    const value = text ? duration(text, from, report) : report("missing-value", "write every 1s", start, end);
    if (value !== undefined) draft.every = { value, start: from, end: scanner.at };
    return value !== undefined;
  }
  const { keyword, value } = splitOption(name);
  if (keyword === "sse" && value !== undefined) {
    if (value) draft.sse = { value, start: start + 4, end };
    else report("missing-value", "write sse:<event> without a space", start, end);
    return !!value;
  }
  const near = nearest(keyword, value === undefined ? special : ["sse"]);
  if (!name) report("missing-event", "write an event, or no comma", start, end);
  else if (near && near !== name)
    report("near-miss", "read as an event of the page", start, start + keyword.length, near);
  return !!name;
}

/** Reads a keyword and, after a colon, its value: a word, or a selector that may stand in brackets. */
function readModifier(draft: Draft<Fields>, scanner: Scanner, report: Report): void {
  const start = scanner.at;
  const keyword = scanner.until(keywordEnd);
  if (scanner.here() !== ":") return readOption(modifiers, draft, report, keyword, start, undefined);
  const valueStart = ++scanner.at;
  if (selectors.includes(keyword) && opens(scanner.here())) {
    const node = scanner.inside();
    if (node) readOption(modifiers, draft, report, keyword, start, node.value, node.start);
    return;
  }
  const value = scanner.until(wordEnd);
  if (keyword === "from" && relativeWords.includes(value) && !passSelector(scanner)) return;
  readOption(modifiers, draft, report, keyword, start, scanner.since(valueStart), valueStart);
}

/** Moves past the selector that belongs to `closest` and its like, if there is one; false if it never ends. */
function passSelector(scanner: Scanner): boolean {
  const start = scanner.at;
  const first = scanner.next();
  if (opens(first)) return !!scanner.inside();
  // `from:next once` is `next` and a modifier: no page has elements of such names.
  if (!first || first === "," || knows(modifiers, scanner.until(keywordEnd))) scanner.at = start;
  else scanner.until(wordEnd);
  return true;
}

const opens = (character: string): boolean => character === "{" || character === "(";
