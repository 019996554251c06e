/** A page of the website, made of a Markdown file of the repository: its links lead to pages or to the repository. */
import { posix } from "node:path";
import { withCodeGroups } from "./code-groups.ts";
import { repositoryUrl } from "./repository.ts";
import { pictureOf } from "./source-pages.ts";

/** What the head of a page says of it. */
export interface PageHead {
  readonly title: string;
  readonly description: string;
  /** Where the file it is made of is edited. */
  readonly edit: string;
}

/** `[text](link)` and `[name]: link`; code does not count, see `outsideCode`. */
const links = /(\]\(|^\[[^\]]+\]: )([^)\s]+)/gm;

/** Applies `change` to the text between fenced blocks and spans of code. */
function outsideCode(markdown: string, change: (text: string) => string): string {
  return markdown
    .split(/(^(?:```|~~~~)[^]*?^(?:```|~~~~)$|`[^`\n]*`)/m)
    .map((part, index) => (index % 2 ? part : change(part)))
    .join("");
}

/** Rewrites the links of `file`: `pages` are the pages of the site by file. */
export function rewriteLinks(markdown: string, file: string, pages: ReadonlyMap<string, string>): string {
  const page = pages.get(file) ?? file;
  const rewrite = (link: string): string => {
    if (/^(?:[a-z]+:|#|\/)/i.test(link)) return link;
    const [path = "", anchor] = link.split("#", 2);
    const target = posix.normalize(posix.join(posix.dirname(file), path));
    const hash = anchor === undefined ? "" : `#${anchor}`;
    const found = pages.get(target) ?? pages.get(posix.join(target, "README.md"));
    if (found) return posix.relative(posix.dirname(page), found) + hash;
    const picture = pictureOf(target);
    if (picture) return `/${picture}`;
    return `${repositoryUrl}/blob/main/${target.replace(/\/$/, "")}${hash}`;
  };
  return outsideCode(markdown, (text) =>
    text.replace(links, (_, before: string, link: string) => before + rewrite(link)),
  );
}

/** Markdown as the text that a search engine shows. */
function plain(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1")
    .replace(/[`*_]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Title and description: the first heading and the first paragraph. */
export function headOf(markdown: string, file: string): PageHead {
  const title = plain(/^# (.*)$/m.exec(markdown)?.[1] ?? posix.basename(file, ".md"));
  const paragraphs = markdown
    .replace(/^```[^]*?^```$/gm, "")
    .split(/\n{2,}/)
    .map((text) => text.trim());
  const first = paragraphs.find((text) => text && !/^(?:[#|<>!-]|\d+\. )/.test(text)) ?? title;
  // VitePress puts it into an attribute as it is.
  const text = plain(first)
    .replace(/"([^"]*)"/g, "“$1”")
    .replaceAll('"', "”");
  return {
    title,
    description: text.length > 155 ? `${text.slice(0, 154).replace(/\s\S*$/, "")}…` : text,
    edit: `${repositoryUrl}/edit/main/${file}`,
  };
}

/** The text of a page, with what VitePress is to know of it in front. */
export function pageText(markdown: string, file: string, pages: ReadonlyMap<string, string>): string {
  const head = headOf(markdown, file);
  const front = Object.entries(head).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${front.join("\n")}\n---\n\n${withCodeGroups(rewriteLinks(markdown, file, pages), file)}`;
}
