/** The website: VitePress over the pages that `src/main.ts` has collected. */
import { defineConfig } from "vitepress";
import { base, outFolder, pagesFolder, playground, repositoryUrl, siteUrl } from "../src/repository.ts";
import { sidebarButton } from "../src/sidebar-button.ts";
import { searchOptions, tokenize } from "../src/search.ts";
import { githubSlug } from "../src/slug.ts";
import { sidebar, type SidebarItem } from "../src/sidebar.ts";

/** VitePress takes arrays that it may change. */
type Mutable = { text: string; link?: string; collapsed?: boolean; items?: Mutable[] };
const mutable = ({ items, ...item }: SidebarItem): Mutable => ({
  ...item,
  ...(items && { items: items.map(mutable) }),
});

export default defineConfig({
  title: "hx-sse",
  description: "Live HTML over Server-Sent Events, for pages rendered on any server.",
  lang: "en",
  base,
  srcDir: pagesFolder,
  outDir: outFolder,
  cacheDir: `${pagesFolder}../.cache`,
  cleanUrls: true,
  // There is none; without this line browsers ask for one.
  head: [["link", { rel: "icon", href: "data:," }]],
  vite: { plugins: [sidebarButton] },
  // Links are checked by the tests, with the anchors.
  ignoreDeadLinks: "localhostLinks",
  markdown: {
    // The files of the repository link to headings as GitHub names them.
    anchor: { slugify: githubSlug },
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config(markdown) {
      // What looks like a template of Vue is one of Django, Handlebars or Go, and stays as it is written.
      for (const kind of ["text", "code_inline"]) {
        const render = markdown.renderer.rules[kind];
        markdown.renderer.rules[kind] = (tokens, index, options, env, self) => {
          const html = render?.(tokens, index, options, env, self) ?? "";
          return html.replaceAll("{{", "&#123;&#123;");
        };
      }
    },
  },
  transformPageData({ frontmatter }) {
    // Pages of the API are made from comments in the sources.
    return frontmatter["edit"] ? {} : { frontmatter: { ...frontmatter, editLink: false } };
  },
  transformHead({ pageData }) {
    const path = pageData.relativePath.replace(/(?:^|(?<=\/))index\.md$|\.md$/, "");
    return [["link", { rel: "canonical", href: siteUrl + path }]];
  },
  themeConfig: {
    nav: [
      { text: "Tutorial", link: "/tutorial/" },
      { text: "Reference", link: "/reference" },
      { text: "When nothing happens", link: "/nothing-happens" },
      { text: "Playground", link: playground(), target: "_self" },
    ],
    sidebar: sidebar().map(mutable),
    outline: [2, 3],
    socialLinks: [{ icon: "github", link: repositoryUrl }],
    editLink: {
      // Runs in the browser, where nothing of this file is known.
      pattern: ({ frontmatter }) => `${frontmatter["edit"]}`,
      text: "Edit this page",
    },
    search: {
      provider: "local",
      options: { miniSearch: { options: { tokenize }, searchOptions } },
    },
  },
});
