/** The attributes of a piece of HTML with the places of their values, read by htmlparser2's tokenizer. */
import { QuoteType, Tokenizer } from "htmlparser2";
import type { Node } from "../types.ts";

/** An attribute as written; `start` and `end` are those of its value, without quotes. */
export interface Attribute extends Node<string> {
  readonly name: string;
  /** Counts elements, so that attributes of one element can be told from those of the next. */
  readonly element: number;
}

/** Reads the attributes of all elements. Text in comments and scripts is none. Character references stay as they are. */
export function attributesOf(html: string): readonly Attribute[] {
  const attributes: Attribute[] = [];
  let element = 0;
  let name = "";
  let start = -1;
  let end = -1;
  const ignore = (): void => undefined;
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      onopentagname: () => void element++,
      onattribname(from, to) {
        name = html.slice(from, to);
        start = -1;
      },
      onattribdata(from, to) {
        if (start < 0) start = from;
        end = to;
      },
      onattribend(quote, after) {
        // An empty value has no data; a quote stands behind it.
        if (start < 0) start = end = after - (quote === QuoteType.Single || quote === QuoteType.Double ? 1 : 0);
        attributes.push({ name, element, value: html.slice(start, end), start, end });
      },
      onattribentity: ignore,
      oncdata: ignore,
      onclosetag: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onprocessinginstruction: ignore,
      onselfclosingtag: ignore,
      ontext: ignore,
      ontextentity: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return attributes;
}
