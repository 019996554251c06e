/** `llms.txt` (https://llmstxt.org) and all pages in one text, for readers that are programs. */
import { headOf, rewriteLinks } from "./page.ts";
import { siteUrl } from "./repository.ts";

/** A page with the file that it is made of. */
export interface SourcePage {
  readonly file: string;
  readonly page: string;
  readonly markdown: string;
}

/** The table of contents. */
export function llmsIndex(pages: readonly SourcePage[]): string {
  const lines = pages.map(({ file, page, markdown }) => {
    const { title, description } = headOf(markdown, file);
    return `- [${title}](${siteUrl}${page.replace(/(?:^|(?<=\/))index\.md$|\.md$/, "")}): ${description}`;
  });
  return `# hx-sse

> Live HTML over Server-Sent Events for pages rendered on any server, by the hx-sse attribute. Works alone, beside htmx 2 and beside htmx 4.

## Docs

${lines.join("\n")}
`;
}

/** Every page, one after the other. */
export function llmsFull(pages: readonly SourcePage[], byFile: ReadonlyMap<string, string>): string {
  return pages.map(({ file, markdown }) => rewriteLinks(markdown, file, byFile).trim()).join("\n\n---\n\n") + "\n";
}
