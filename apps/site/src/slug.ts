/** The names that GitHub gives to headings. Links of the repository use them, so the website has the same. */

/** What is left of a heading in its anchor: letters, digits, `_`, `-`, and spaces as `-`. */
export const githubSlug = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
