/** Sentences with code in them: what stands between backticks. */
import { html } from "hono/html";
import type { Markup } from "./markup.ts";

/** The sentence with its code marked up. */
export function prose(text: string): Markup {
  return html`${text.split("`").map((part, place) => (place % 2 ? html`<code>${part}</code>` : part))}`;
}

/** The sentence for places that hold no markup. */
export function plain(text: string): string {
  return text.replaceAll("`", "");
}
