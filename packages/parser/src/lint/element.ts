/** What the attributes of an element say together, and what they need of the elements around it. */
import type { Diagnostic, Severity } from "../types.ts";
import { isLooseWord, meantBy } from "../attribute-name.ts";
import type { Attribute, Element } from "./attributes.ts";
import { attributeName } from "./check.ts";
import { block, cover } from "./template.ts";

/** A diagnostic of an attribute: of its value, or of its name where `ofName` is set. */
export interface Note extends Diagnostic {
  readonly on: Attribute;
  readonly ofName?: true;
}

/** Attributes by which an element sends a request, or hears the event in another way than by one. */
const hears = new Set(
  "hx-get hx-post hx-put hx-patch hx-delete hx-action hx-boost hx-on hx-ws hx-ext ws-send _ script".split(" "),
);

/** Bindings of an event to code: `hx-on:sse:news`, `@sse:news`, `x-on:sse:news`, `onsse`. */
const binds = (name: string): boolean =>
  ["hx-on:", "hx-on-", "onsse", "@sse", "x-on:sse", "v-on:sse"].some((start) => name.startsWith(start));

/** The request in a binding of another library, such as `th:attr`. */
const sends = /hx-(?:get|post|put|patch|delete)/;

/** Attributes that say the same twice, of which a browser keeps the first. `text` is the source without its expressions. */
function duplicatesOf(attributes: readonly Attribute[], text: string): Note[] {
  const first = new Map<string, Attribute>();
  return attributes.flatMap((attribute) => {
    const { written } = attribute;
    if (!attributeName(written)) return [];
    const earlier = first.get(written.toLowerCase());
    if (!earlier) first.set(written.toLowerCase(), attribute);
    // Where a block stands between them, it may well decide for one of them.
    if (!earlier || text.slice(earlier.at, attribute.at).includes(block)) return [];
    const message = `"${written}": stands twice on this element, and browsers keep the first; write one with all words`;
    return [note(attribute, "duplicate", "error", message, true)];
  });
}

/** Names that are one slip away from ours. */
const misspeltOf = (attributes: readonly Attribute[]): Note[] =>
  attributes.flatMap((attribute) => {
    const { written, value } = attribute;
    const meant = meantBy(written, value);
    if (!meant) return [];
    const message = `"${written}": did you mean ${meant}? Nothing reads an attribute of this name`;
    return [{ ...note(attribute, "unknown-attribute", "error", message, true), suggestion: meant }];
  });

/** Words that a value without quotes has lost: each has become an attribute. */
function looseWordsOf(attributes: readonly Attribute[]): Note[] {
  let owner = "";
  return attributes.flatMap((attribute) => {
    const { written, value } = attribute;
    if (/^hx-(?:sse|trigger|swap)$/.test(attribute.plain)) owner = written;
    if (!owner || value || !isLooseWord(written)) return [];
    const message = `"${written}": stands outside of ${owner}; put the value of ${owner} in quotes`;
    return [note(attribute, "unknown-attribute", "error", message, true)];
  });
}

/** A value whose quote is not closed up to the end of the file, which is all swallowed by it. `text` is the whole file. */
const openOf = (attributes: readonly Attribute[], text: string): Note[] =>
  attributes.flatMap((attribute) => {
    const { isOpen, start, written } = attribute;
    if (!isOpen) return [];
    const isOurs =
      attributeName(written) || (/^\s*</.test(text) && /\b(?:hx-sse|sse-(?:connect|swap))\b/.test(text.slice(start)));
    if (!isOurs) return [];
    return [note(attribute, "unclosed", "error", `"${attribute.value.slice(0, 40)}": close the quote of ${written}`)];
  });

/** Attributes of the extension that htmx 4 has, which nothing else reads. */
const foreignOf = (attributes: readonly Attribute[]): Note[] =>
  attributes.flatMap((attribute) => {
    const [, keyword] = /^hx-sse:(connect|close)$/.exec(attribute.plain) ?? [];
    if (!keyword) return [];
    const message = `"${attribute.written}": is read by htmx 4's own extension; hx-sse reads hx-sse="${keyword}:…"`;
    return [note(attribute, "unknown-attribute", "hint", message, true)];
  });

/** A trigger for events of a stream, on an element that sends nothing. */
function requestless(attributes: readonly Attribute[]): Note[] {
  const trigger = attributes.find(({ plain }) => plain === "hx-trigger");
  const wanted = trigger && /(?:^|[\s,])(sse:[^\s,[]+)/.exec(trigger.value);
  // Attributes that an expression brings may have the request.
  const answered = attributes.some(
    ({ name, plain, value }) =>
      cover.test(name) || hears.has(plain) || binds(plain) || sends.test(name) || sends.test(value),
  );
  if (!trigger || !wanted || answered) return [];
  const [, name = ""] = wanted;
  const start = wanted.index + wanted[0].length - name.length;
  const message = `"${name}": this element sends no request; add hx-get, hx-post, … or write hx-sse="swap:${name.slice(4)}"`;
  return [{ ...note(trigger, "no-request", "warning", message), start, end: start + name.length }];
}

/** A note about a value, or about a name. */
function note(on: Attribute, code: string, severity: Severity, message: string, ofName?: true): Note {
  const end = ofName ? on.written.length : on.value.length;
  return { on, code, severity, message, start: 0, end, ...(ofName && { ofName }) };
}

/** Everything that is wrong with an element as a whole. */
export function checkElement({ attributes }: Element, text: string): readonly Note[] {
  return [misspeltOf, looseWordsOf, foreignOf, requestless]
    .flatMap((check) => check(attributes))
    .concat(duplicatesOf(attributes, text), openOf(attributes, text));
}
