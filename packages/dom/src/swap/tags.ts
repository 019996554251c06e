/**
 * The tags of markup, found in its text as the HTML standard finds them: what is quoted, a comment, or the text of an element
 * that holds no markup is passed over. Where that depends on what a whole parser makes of it, it is a guess: see `ranges.ts`.
 */

/** One tag in a text. */
export interface Tag {
  /** Where its `<` stands. */
  readonly start: number;
  /** Behind its `>`. */
  readonly end: number;
  /** In lower case, as its attributes are. */
  readonly name: string;
  readonly closes: boolean;
  /** It has neither content nor an end tag. */
  readonly isEmpty: boolean;
  readonly attributes: readonly string[];
}

/** What markup below `<svg>` and `<math>` is parsed in. */
export type Foreign = "svg" | "math";

const empty = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
const raw = /^(?:script|style|textarea|title|xmp|iframe|noembed|noframes)$/;
const foreign = /^(?:svg|math)$/;
const shape =
  /^(?:circle|ellipse|g|image|line|path|poly(?:gon|line)|rect|stop|text|tspan|use|defs|symbol|marker|mask|pattern|clippath|(?:linear|radial)gradient)$/;

/** Whether an element of this name is content of an `<svg>`, wherever it is sent. */
export const isShape = (name: string): boolean => shape.test(name);
/** Inside of these, foreign content holds HTML. */
const integration = /^(?:foreignobject|desc|title|mi|mo|mn|ms|mtext|annotation-xml)$/;

// White space is that of HTML, which is less than that of `\s`.
const nameFrom = /[a-z][^\t\n\f\r />]*/iy;
const between = /[\t\n\f\r /]*/y;
const attribute = /[^\t\n\f\r />][^\t\n\f\r />=]*/y;
const equals = /[\t\n\f\r ]*=[\t\n\f\r ]*/y;
const unquoted = /[^\t\n\f\r >]*/y;
const endOfRaw = /<\/([a-z]+)(?=[\t\n\f\r />])/gi;
const commentEnd = /--!?>/g;

/** The text that `pattern` finds from `at` on. */
function found(pattern: RegExp, html: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(html);
}

/** Behind the comment that begins at `start`; 0 where it never ends. */
export function endOfComment(html: string, start: number): number {
  const [short] = /^<!---?>/.exec(html.slice(start, start + 6)) ?? [];
  if (short) return start + short.length;
  return found(commentEnd, html, start + 4) ? commentEnd.lastIndex : 0;
}

/** Reads what follows the name of a tag; `undefined` where the tag never ends. */
function readRest(html: string, from: number): (Pick<Tag, "end" | "attributes"> & { slash: boolean }) | undefined {
  const attributes: string[] = [];
  for (let at = from; ;) {
    const skipped = found(between, html, at)?.[0] ?? "";
    at += skipped.length;
    const character = html.charAt(at);
    if (!character) return undefined;
    if (character === ">") return { end: at + 1, attributes, slash: skipped.endsWith("/") };
    const [name = ""] = found(attribute, html, at) ?? [];
    attributes.push(name.toLowerCase());
    at += name.length;
    if (!found(equals, html, at)) continue;
    at = equals.lastIndex;
    const quote = /["']/.exec(html.charAt(at))?.[0];
    if (quote) {
      at = html.indexOf(quote, at + 1) + 1;
      if (!at) return undefined;
    } else at += found(unquoted, html, at)?.[0].length ?? 0;
  }
}

/** The tags of `html`, in order; `outer` is what it stands in. Linear in the length. */
export function* tagsOf(html: string, outer?: Foreign): Generator<Tag> {
  const context: string[] = outer ? [outer] : [];
  for (let at = html.indexOf("<"); at >= 0;) {
    const start = at;
    const closes = html.charAt(start + 1) === "/";
    const name = found(nameFrom, html, start + (closes ? 2 : 1))?.[0].toLowerCase();
    if (!name) {
      at = html.indexOf("<", behindOther(html, start) || html.length);
      continue;
    }
    const rest = readRest(html, nameFrom.lastIndex);
    if (!rest) return;
    const { end, attributes, slash } = rest;
    const outside = !foreign.test(context.at(-1) ?? "");
    const isEmpty = !closes && (outside && !foreign.test(name) && !isShape(name) ? empty.test(name) : slash);
    at = end;
    yield { start, end, name, closes, isEmpty, attributes };
    if (closes) {
      if (context.at(-1) === name) context.pop();
    } else if (!isEmpty && (foreign.test(name) || (!outside && integration.test(name)))) context.push(name);
    else if (outside && name === "plaintext") return;
    else if (outside && raw.test(name)) {
      let close = found(endOfRaw, html, at);
      while (close && close[1]?.toLowerCase() !== name) close = endOfRaw.exec(html);
      if (!close) return;
      at = close.index;
    }
    at = html.indexOf("<", at);
  }
}

/** Behind a comment, a doctype or their like, or the `<` that begins none; 0 where it never ends. */
function behindOther(html: string, start: number): number {
  if (html.startsWith("<!--", start)) return endOfComment(html, start);
  return /[!?/]/.test(html.charAt(start + 1)) ? html.indexOf(">", start) + 1 : start + 1;
}
