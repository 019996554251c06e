/** The elements of a piece of HTML and their attributes, with the places of the values, read by htmlparser2's tokenizer. */
import { QuoteType, Tokenizer } from "htmlparser2";
import type { Node } from "../types.ts";
import { plainName } from "../attribute-name.ts";
import { covers } from "./template.ts";

/** An attribute as written; `start` and `end` are those of its value, without quotes. */
export interface Attribute extends Node<string> {
  /** As it stands in the covered text. */
  readonly name: string;
  /** As a person wrote it: without a block such as `{% if x %}`, and the quotes of strings that are joined. */
  readonly written: string;
  /** That in lower case, without `data-`. */
  readonly plain: string;
  /** Where the name begins. */
  readonly at: number;
  /** The text ends before the quote of the value does. */
  readonly isOpen?: true;
}

/** An element as its start tag has it. */
export interface Element {
  /** In lower case. */
  readonly name: string;
  readonly attributes: readonly Attribute[];
  /** The element around it, as far as start and end tags tell. */
  readonly parent: Element | undefined;
}

/** Elements that have no end tag. */
const empty = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** The elements that are open at a place of the text, the innermost last. */
function createStack(): { top(): Element | undefined; push(element: Element): void; close(name: string): void } {
  const open: Element[] = [];
  const counts = new Map<string, number>();
  const count = (name: string, change: number): void => void counts.set(name, (counts.get(name) ?? 0) + change);
  return {
    top: () => open.at(-1),
    push(element) {
      if (empty.test(element.name)) return;
      open.push(element);
      count(element.name, 1);
    },
    close(name) {
      // An end tag without a start closes nothing; otherwise it closes all that is open in its element.
      if (!counts.get(name)) return;
      for (let last = open.pop(); last; last = open.pop()) {
        count(last.name, -1);
        if (last.name === name) return;
      }
    },
  };
}

/** Reads all elements, in order. Text in comments and scripts is none. Character references stay as they are. */
export function elementsOf(html: string): readonly Element[] {
  const elements: Element[] = [];
  const stack = createStack();
  let current: { name: string; attributes: Attribute[]; parent: Element | undefined } | undefined;
  let at = 0;
  let name = "";
  let start = -1;
  let end = -1;
  /** The value of the last name has not ended. */
  let isOpen = false;
  const written = (): string => (/[^\w-]/.test(name) ? name.replaceAll(covers, "").replace(/^["'`]+/, "") : name);
  const ignore = (): void => undefined;
  function add(open?: { readonly isOpen: true }): void {
    const plain = plainName(written());
    current?.attributes.push({
      name,
      written: written(),
      plain,
      at,
      value: html.slice(start, end),
      start,
      end,
      ...open,
    });
  }
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      onopentagname(from, to) {
        current = { name: html.slice(from, to).toLowerCase(), attributes: [], parent: stack.top() };
        elements.push(current);
      },
      onattribname(from, to) {
        at = from;
        name = html.slice(from, to);
        start = -1;
        isOpen = true;
      },
      onattribdata(from, to) {
        if (start < 0) start = from;
        end = to;
      },
      onattribend(quote, after) {
        // An empty value has no data; a quote stands behind it.
        if (start < 0) start = end = after - (quote === QuoteType.Single || quote === QuoteType.Double ? 1 : 0);
        isOpen = false;
        add();
      },
      onopentagend() {
        if (current) stack.push(current);
      },
      onclosetag(from, to) {
        stack.close(html.slice(from, to).toLowerCase());
      },
      onselfclosingtag: ignore,
      onattribentity: ignore,
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onprocessinginstruction: ignore,
      ontext: ignore,
      ontextentity: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  if (isOpen) {
    // Up to where its tag would have ended, at the latest with the line.
    const [given, before = ""] = /^(\s*=\s*["'])[^>\r\n]*/.exec(html.slice(at + name.length)) ?? [];
    start = at + name.length + before.length;
    end = at + name.length + (given?.length ?? 0);
    if (given) add({ isOpen });
  }
  return elements;
}
