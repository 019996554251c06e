/**
 * Tabs of languages: `<!-- tabs: Node=node.md, Go=go.md -->` on a line of its own becomes VitePress' group of the code of
 * those pages. Where Markdown is read as it stands, the comment is not seen.
 */
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { root } from "./repository.ts";

const marker = /^<!-- tabs: (.+) -->$/gm;
/** Commands and configuration are not what a tab shows. */
const listing = /^```(?!sh\b|toml\b|html\b|http\b)(\w+)\n(.*?)^```/ms;

function tab(file: string, [name = "", path = ""]: readonly string[]): string {
  const page = posix.join(posix.dirname(file), path);
  const [, language, code] = listing.exec(readFileSync(root + page, "utf8")) ?? [];
  if (!code) throw new Error(`${file} has a tab of ${page}, where no code is.`);
  return `\`\`\`${language} [${name}]\n${code}\`\`\``;
}

/** `markdown` of `file` with its groups. Throws where a tab leads to no code. */
export function withCodeGroups(markdown: string, file: string): string {
  return markdown.replace(marker, (_, list: string) => {
    const tabs = list.split(/,\s*/).map((entry) => tab(file, entry.split("=")));
    return ["::: code-group", "", tabs.join("\n\n"), "", ":::"].join("\n");
  });
}
