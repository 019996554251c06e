/** An exhibit: markup, the same markup running, and, where there are any to show, the bytes that move it. */
import { readFileSync } from "node:fs";
import { html, raw } from "hono/html";
import { highlight } from "./highlight.ts";
import type { Markup } from "./markup.ts";

/** The source of an exhibit, from the `examples` folder: what is shown is what runs. */
export function source(name: string, extension = "html"): string {
  return readFileSync(new URL(`../../examples/${name}.${extension}`, import.meta.url), "utf8").trimEnd();
}

export interface Exhibit {
  readonly id: string;
  readonly markup: string;
  /** The same with its comments replaced by what was there before; default: as it is shown. */
  readonly running?: string;
  /** How tall the stage is, so that nothing below it moves: `s`, `m` or `l`. */
  readonly size?: "s" | "m" | "l";
  /**
   * What stands below the markup: the bytes of the stream, or notes. It comes after the result, which is so the first to
   * ask for the stream: what its tokens say of the connection is in force.
   */
  readonly below?: Markup;
  /** On a phone, where one thing comes after the other: the result before its markup. */
  readonly resultFirst?: boolean;
  /** The streams send cards: every slot is as tall as one. */
  readonly cards?: boolean;
  /** The starting point under which the editor knows it. */
  readonly editor?: string;
  /** The name of the stage for those who do not see it. */
  readonly label?: string;
}

/** A block of code that a keyboard can scroll. */
export function code(text: Markup, label: string): Markup {
  return html`<pre class="code" tabindex="0" role="region" aria-label="${label}"><code>${text}</code></pre>`;
}

export function exhibit({
  id,
  markup,
  running = markup,
  size = "m",
  below,
  editor,
  cards = false,
  resultFirst = false,
  label = "Live result",
}: Exhibit): Markup {
  const kind = `${below ? "" : "exhibit-plain"} ${resultFirst ? "exhibit-result-first" : ""}`;
  return html`<div class="exhibit ${kind}" id="exhibit-${id}">
    <section class="pane pane-code" aria-label="Markup of ${id}">
      <h2 class="pane-name">Markup</h2>
      ${editor === undefined ? "" : html`<a class="pane-link" href="/editor?from=${editor}">Open in the editor</a>`}
      ${code(highlight(markup), `Source of ${id}`)}
    </section>
    <section class="pane pane-live" aria-label="Result of ${id}">
      <h2 class="pane-name">Result</h2>
      <div
        class="stage stage-${size} ${cards ? "stage-cards" : ""}"
        tabindex="0"
        role="region"
        aria-label="${label}: ${id}"
      >
        ${raw(running)}
      </div>
    </section>
    ${below ?? ""}
  </div>`;
}
