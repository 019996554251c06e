/** One attribute under the eyes of a linter: what the grammar says, and what parses but hardly means what it says. */
import { parseSseAttribute } from "../sse-attribute.ts";
import { within } from "../suggestion.ts";
import { parseSwapAttribute } from "../swap-attribute.ts";
import { parseTargetAttribute } from "../target-attribute.ts";
import { parseTriggerAttribute } from "../trigger-attribute.ts";
import type { Diagnostic, Node, Severity, Span, TriggerSpec } from "../types.ts";
import { nodeOf, trimmed, wordsOf } from "../word.ts";
import { plainName, withoutKeyword } from "../attribute-name.ts";
import { bracketed } from "./bracketed.ts";

/** What a check looks for: `code`, `severity` and `message` of a finding, at its place. */
type Note = (code: string, severity: Severity, span: Span, message: string, suggestion?: string | undefined) => void;

/** The largest number of notes that one attribute gets besides the diagnostics of its grammar. */
const most = 1000;

/** Longest piece of the text that a message repeats. */
const quoted = 80;

/** What a value without its second quote begins with: the rest of its tag, and then the markup behind that. */
const markup = /^[^<>]*(?=>[^<]*<[a-z/!])/i;

const capitalized = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

type Check = (text: string, note: Note) => readonly Diagnostic[];

/** Every attribute that `checkAttribute` knows, without `data-`. */
const checks: Readonly<Record<string, Check>> = {
  "hx-sse": checkSse,
  "hx-swap": (text) => parseSwapAttribute(text).diagnostics.map((found) => ofExtension(text, found)),
  "hx-trigger": checkTrigger,
  "hx-target": checkTarget,
  "sse-connect": checkConnect,
  "sse-swap": checkNames,
  "sse-close": checkNames,
};

/** The name that `checkAttribute` knows `name` by; `undefined` for the attributes of others. */
export function attributeName(name: string): string | undefined {
  const plain = plainName(name);
  return Object.hasOwn(checks, plain) ? plain : undefined;
}

/**
 * Everything there is to say about the value `text` of the attribute `name` (`hx-sse`, `hx-swap`, `hx-trigger`,
 * `hx-target`, `sse-connect`, `sse-swap`, `sse-close`, with or without `data-`), in the order of the text. Besides the
 * diagnostics of the parse functions there are `empty`, `near-miss`, `no-effect` and `unclosed`. Nothing for other
 * attributes.
 */
export function checkAttribute(name: string, text: string): readonly Diagnostic[] {
  const check = checks[attributeName(name) ?? ""];
  if (!check) return [];
  const notes: Diagnostic[] = [];
  const note: Note = (code, severity, { start, end }, advice, suggestion) => {
    if (notes.length === most) return;
    const meant = suggestion ? `did you mean ${suggestion}? ` : "";
    const piece = text.slice(start, end).slice(0, quoted);
    const message = `${piece && `"${piece}": `}${meant}${meant ? capitalized(advice) : advice}`;
    notes.push({ code, severity, message, start, end, ...(suggestion === undefined ? {} : { suggestion }) });
  };
  if (!text.trim()) note("empty", "hint", { start: 0, end: text.length }, "the attribute is empty");
  const [swallowed] = markup.exec(text) ?? [];
  if (swallowed !== undefined && /sse/.test(name)) {
    note("unclosed", "error", { start: swallowed.length, end: text.length }, "markup is in the value: close the quote");
    return notes;
  }
  return [...check(text, note), ...notes].toSorted((one, other) => one.start - other.start);
}

function checkSse(text: string, note: Note): readonly Diagnostic[] {
  const { value, diagnostics } = parseSseAttribute(text);
  const { connect, swaps: _, closes, resetOn = [], ...options } = value;
  const broken = diagnostics.some(({ severity }) => severity === "error");
  if (!connect && !broken)
    for (const node of [...Object.values(options), ...closes, ...resetOn])
      note("no-effect", "warning", node, "has no effect without connect:");
  if (value.transport?.value === "eventsource" && value.credentials?.value === "omit")
    note("no-effect", "warning", value.credentials, "EventSource sends credentials, write transport:fetch");
  return diagnostics;
}

function checkTrigger(text: string, note: Note): readonly Diagnostic[] {
  const { value, diagnostics } = parseTriggerAttribute(text);
  for (const trigger of value) {
    const { event, filter, delay, throttle, root, threshold, every } = trigger;
    const [prefix = "", name] = event.value.split(":", 2);
    const near = slip(prefix, name ? ["sse"] : ["every", "revealed", "intersect"]);
    if (near)
      note(
        "near-miss",
        "warning",
        { ...event, end: event.start + prefix.length },
        "this is some event of the page",
        near,
      );
    if (filter && !every && /\s/.test(text.charAt(event.end)))
      note("near-miss", "warning", filter, "is no filter to htmx, write it right after the event");
    if (delay && throttle) note("no-effect", "warning", delay, "has no effect beside throttle:");
    const idle = every ? modifiersOf(trigger) : event.value === "intersect" ? [] : [root, threshold];
    for (const node of idle) if (node) note("no-effect", "warning", node, `has no effect on ${event.value}`);
  }
  return bracketed(text, diagnostics);
}

function modifiersOf(trigger: TriggerSpec): (Node<unknown> | undefined)[] {
  const { once, changed, consume, delay, throttle, from, target, queue, root, threshold } = trigger;
  return [once, changed, consume, delay, throttle, from, target, queue, root, threshold];
}

function checkTarget(text: string, note: Note): readonly Diagnostic[] {
  const { value, diagnostics } = parseTargetAttribute(text);
  const [word] = wordsOf(text);
  if (word && value?.kind === "selector") {
    const alone = word.value === text.trim();
    const near = slip(word.value, alone ? ["window", "document", "previous"] : ["closest", "find", "next", "previous"]);
    if (near) note("near-miss", "warning", word, "this is a CSS selector", near);
  }
  return diagnostics;
}

function checkConnect(text: string, note: Note): readonly Diagnostic[] {
  const url = trimmed(nodeOf(text, 0));
  const meant = withoutKeyword(url.value);
  if (/\s/.test(url.value)) note("bad-value", "error", url, "write one URL");
  else if (meant) note("near-miss", "warning", url, "keywords are for hx-sse", meant);
  return [];
}

/** The comma lists of `sse-swap` and `sse-close`. */
function checkNames(text: string, note: Note): readonly Diagnostic[] {
  const seen = new Set<string>();
  let start = 0;
  for (const piece of text.split(",")) {
    const name = trimmed(nodeOf(piece, start));
    start += piece.length + 1;
    if (!name.value && text.trim()) note("missing-value", "error", name, "write an event");
    else if (/\s/.test(name.value)) note("bad-value", "error", name, "commas separate events");
    else if (/:[#.[]/.test(name.value)) {
      const event = name.value.slice(0, name.value.search(/:[#.[]/));
      note("near-miss", "warning", name, "the place that it goes to is for hx-target to say", event);
    } else if (withoutKeyword(name.value))
      note("near-miss", "warning", name, "keywords are for hx-sse", withoutKeyword(name.value));
    else if (seen.has(name.value)) note("repeated", "hint", name, "write it once");
    seen.add(name.value);
  }
  return [];
}

/** Swap styles that are right where someone else brings them. */
const brought: readonly (readonly [style: RegExp, by: string])[] = [
  [/^morphdom$/, "the htmx extension morphdom-swap"],
  [/^multi:/, "the htmx extension multi-swap"],
  [/^upsert(?:$|:)/, "the htmx 4 extension hx-upsert"],
];

/** A style of a known extension is worth no more than a hint: the page has to have that extension. */
function ofExtension(text: string, { suggestion, ...diagnostic }: Diagnostic): Diagnostic {
  const style = text.slice(diagnostic.start, diagnostic.end);
  const [, by] = (diagnostic.code === "unknown-style" && brought.find(([known]) => known.test(style))) || [];
  if (!by) return { ...diagnostic, ...(suggestion === undefined ? {} : { suggestion }) };
  return { ...diagnostic, severity: "hint", message: `"${style.slice(0, quoted)}": needs ${by} on the page` };
}

/** The word of `known` that is one slip of the pen away. These words are rare enough in pages to be worth a warning. */
const slip = (word: string, known: readonly string[]): string | undefined =>
  known.find((candidate) => candidate !== word && within(word, candidate, 1));
