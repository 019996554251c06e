/** Links of the pages of the API to headings of these pages. */
import { githubSlug } from "./slug.ts";

/**
 * `markdown` with links to headings that lead there. The plugin counts some names twice, and then links to `#name-1` where
 * there is only `#name`.
 *
 * @param read gives the page that a relative path names
 */
export function withOwnAnchors(markdown: string, read: (path: string) => string = () => ""): string {
  const slugsOf = (page: string): string[] =>
    Array.from(page.matchAll(/^#+ (.*)$/gm), ([, heading = ""]) => githubSlug(heading));
  return markdown.replaceAll(/\]\(([\w./-]*)#([\w-]+?)-(\d+)\)/g, (link, path: string, slug: string, count: string) => {
    const slugs = slugsOf(path ? read(path) : markdown);
    const times = slugs.filter((each) => each === slug).length;
    return times && times <= Number(count) && !slugs.includes(`${slug}-${count}`) ? `](${path}#${slug})` : link;
  });
}
