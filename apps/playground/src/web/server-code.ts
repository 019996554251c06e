/** The server's code of a page: the files that really run, as they stand, and the cookbook's servers in other languages. */
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { html } from "hono/html";
import { code } from "./exhibit.ts";
import type { Markup } from "./markup.ts";

/** A page of the cookbook, and the language of its code. */
const cookbook = [
  ["Node", "node", "js"],
  ["Python", "starlette", "python"],
  ["Go", "go", "go"],
  ["Ruby", "rails", "ruby"],
  ["PHP", "laravel", "php"],
  ["Java", "spring", "java"],
  ["Rust", "axum", "rust"],
] as const;

interface Listing {
  readonly name: string;
  readonly text: string;
  readonly note: Markup;
}

const fileAt = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8").trimEnd();

/** Files that a page's code stands on, other than the playground's own machinery. */
const shown = /^(?:gallery\/(?!item)|guide\/chapter|streams\/(?:event-stream|wire)|log\/log-stream)/;

/** A file and those that it imports, each once. */
function withImports(path: string, known = new Set([path])): readonly string[] {
  for (const [, from = ""] of fileAt(path).matchAll(/^import (?!type )[^;]*? from "(\.[^"]+)";/gm)) {
    const file = posix.join(posix.dirname(path), from);
    if (known.has(file) || !shown.test(file)) continue;
    known.add(file);
    withImports(file, known);
  }
  return [...known];
}

const running = (path: string): Listing => ({
  name: `${posix.basename(path)}${path.includes("/client/") ? " (in the page)" : ""}`,
  text: fileAt(path),
  note: path.includes("/client/")
    ? html`<code>apps/playground/src/${path}</code>, which runs in the page.`
    : html`<code>apps/playground/src/${path}</code>, as it runs on this server.`,
});

/** The first code of a page of the cookbook, which the tests run. */
function recipe([name, page, language]: (typeof cookbook)[number]): Listing {
  const text = readFileSync(new URL(`../../../../docs/servers/${page}.md`, import.meta.url), "utf8");
  const [, listing = ""] = new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "ms").exec(text) ?? [];
  return {
    name,
    text: listing.trimEnd(),
    note: html`A complete server in one file: <a href="/docs/servers/${page}">how to run it</a>. Let it send the events
      of this page instead of <code>news</code>.`,
  };
}

let recipes: readonly Listing[] | undefined;

/** `file` is the path of the page's code below `src/`, such as `gallery/prices.ts`; `more` are files it needs besides. */
export function serverCode(file: string, more: readonly string[] = []): Markup {
  recipes ??= cookbook.map(recipe);
  const files = [...new Set([...withImports(file), ...more.flatMap((path) => withImports(path))])];
  const listings = [...files.map(running), ...recipes];
  return html`<section class="server-code" aria-labelledby="server-code">
    <h2 class="pane-name" id="server-code">The server's code</h2>
    <fieldset class="tabs">
      <legend>File or language</legend>
      ${listings.map(
        ({ name }, index) =>
          html`<label class="tab"
            ><input type="radio" name="server-code" ${index === 0 ? "checked" : ""} autocomplete="off" />${name}</label
          >`,
      )}
    </fieldset>
    <div class="tab-panels">
      ${listings.map(
        ({ name, text, note }) =>
          html`<div class="tab-panel">
            <p>${note}</p>
            ${code(html`${text}`, `Code of the server: ${name}`)}
          </div>`,
      )}
    </div>
  </section>`;
}
