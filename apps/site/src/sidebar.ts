/** The sidebar: every page once, by what a reader wants to do. */
import { readFileSync } from "node:fs";
import { headOf } from "./page.ts";
import { root } from "./repository.ts";
import { sourcePages } from "./source-pages.ts";

/** An entry of the sidebar, as VitePress takes it. */
export interface SidebarItem {
  readonly text: string;
  readonly link?: string;
  readonly collapsed?: boolean;
  readonly items?: readonly SidebarItem[];
}

/** A group of pages: those named, in that order, then the rest of what `folder` matches. */
interface Group {
  readonly text: string;
  readonly first?: readonly string[];
  readonly folder?: RegExp;
}

const groups: readonly Group[] = [
  { text: "Start", first: ["docs/tutorial/README.md", "docs/install.md"], folder: /^docs\/tutorial\// },
  {
    text: "Guides",
    first: [
      "README",
      "notifications",
      "progress",
      "chat",
      "dashboards",
      "ai-token-streams",
      "logs",
      "presence",
      "forms-in-live-regions",
      "testing",
      "accessibility",
      "performance",
      "security",
    ].map((name) => `docs/guides/${name}.md`),
    folder: /^docs\/(?:guides\/|resuming|tokens|network|streamed-responses|custom-elements)/,
  },
  { text: "When nothing happens", first: ["docs/nothing-happens.md"] },
  { text: "FAQ", first: ["docs/faq.md"] },
  { text: "Tools", first: ["tools", "checking-servers", "editors"].map((name) => `docs/${name}.md`) },
  { text: "Servers", first: ["docs/servers/README.md"], folder: /^docs\/servers\// },
  {
    text: "Moving",
    folder: /^docs\/(?:moving\/|migrating-|beside-htmx|swap-differences|request-differences)/,
  },
];

const reference: readonly Group[] = [
  { text: "Overview", first: ["docs/README.md", "docs/a-to-z.md", "docs/scripting.md"] },
  { text: "Attributes", folder: /^docs\/attributes\// },
  { text: "Attributes of htmx, without htmx", folder: /^docs\/without-htmx\// },
  { text: "Events", folder: /^docs\/events\// },
  { text: "Configuration", folder: /^docs\/configuration\// },
  { text: "Codes", folder: /^docs\/codes\// },
  { text: "Packages", folder: /^packages\/[^/]+\/README\.md$/ },
];

/** A group of the sidebar: the files of its pages, from the root of the repository, and the groups in it. */
export interface Section {
  readonly text: string;
  readonly files: readonly string[];
  readonly sections?: readonly Section[];
}

/** `README.md` comes first in its folder. */
const order = (file: string): string => file.replace(/README\.md$/, "");

/** Every page in one group, or in two where a task needs it. */
export function sections(): readonly Section[] {
  const pages = sourcePages();
  const left = new Set(pages.keys());
  const section = ({ text, first = [], folder }: Group): Section => {
    const rest = [...left].filter((file) => folder?.test(file) && !first.includes(file));
    const files = [
      ...first.filter((file) => pages.has(file)),
      ...rest.toSorted((a, b) => order(a).localeCompare(order(b))),
    ];
    for (const file of files) left.delete(file);
    return { text, files };
  };
  const tasks = groups.map(section);
  const lookUp = { text: "Reference", files: [], sections: reference.map(section) };
  return [...tasks, lookUp, section({ text: "Project", folder: /./ })];
}

/** The title of the page that is made of a file. */
export const titleOf = (file: string): string => headOf(readFileSync(root + file, "utf8"), file).title;

/** The entries of a site. */
export function sidebar(): readonly SidebarItem[] {
  const pages = sourcePages();
  const item = (file: string): SidebarItem => ({
    text: titleOf(file),
    link: `/${(pages.get(file) ?? "").replace(/\.md$/, "").replace(/(?:^|(?<=\/))index$/, "")}`,
  });
  const group = ({ text, files, sections: inner }: Section): SidebarItem =>
    inner
      ? { text, collapsed: true, items: [...inner.map(group), { text: "API", link: "/api/" }] }
      : { text, collapsed: files.length > 6, items: files.map(item) };
  return sections()
    .map(group)
    .filter(({ items }) => items?.length);
}
