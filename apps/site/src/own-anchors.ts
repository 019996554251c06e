/** Links of the pages of the API to headings of the same page. */
import { githubSlug } from "./slug.ts";

/**
 * `markdown` with links to its own headings that lead there. The plugin counts some names twice, and then links to
 * `#name-1` where there is only `#name`.
 */
export function withOwnAnchors(markdown: string): string {
  const slugs = Array.from(markdown.matchAll(/^#+ (.*)$/gm), ([, heading = ""]) => githubSlug(heading));
  const times = (slug: string): number => slugs.filter((each) => each === slug).length;
  return markdown.replaceAll(/\]\(#([\w-]+?)-(\d+)\)/g, (link, slug: string, count: string) =>
    times(slug) && times(slug) <= Number(count) && !times(`${slug}-${count}`) ? `](#${slug})` : link,
  );
}
