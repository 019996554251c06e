/** Markup in colour, made on the server by the grammar that the editor uses too. */
import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser } from "@lezer/html";
import { html, raw } from "hono/html";
import type { Markup } from "./markup.ts";

/** HTML source as `<span class="tok-…">`s; everything in it is escaped. */
export function highlight(source: string): Markup {
  const pieces: Markup[] = [];
  highlightCode(
    source,
    parser.parse(source),
    classHighlighter,
    (text, classes) => pieces.push(classes ? html`<span class="${classes}">${text}</span>` : html`${text}`),
    () => pieces.push(raw("\n")),
  );
  return html`${pieces}`;
}
