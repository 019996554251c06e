/** The server's code of a page: the file that really runs, as it stands. */
import { readFileSync } from "node:fs";
import { html } from "hono/html";
import { code } from "./exhibit.ts";
import type { Markup } from "./markup.ts";

/** Where the same is shown in other languages. */
const elsewhere = html`<a href="/docs/servers/">servers in other languages</a>`;

/** `file` is its path below `src/`, such as `gallery/prices.ts`. */
export function serverCode(file: string): Markup {
  const text = readFileSync(new URL(`../${file}`, import.meta.url), "utf8").trimEnd();
  return html`<details class="server-code">
    <summary>The server's code</summary>
    <p>
      <code>apps/playground/src/${file}</code>, as it runs. <code>eventStream</code> writes what
      <code>stream.send</code> is given. See also ${elsewhere}.
    </p>
    ${code(html`${text}`, `Code of the server: ${file}`)}
  </details>`;
}
