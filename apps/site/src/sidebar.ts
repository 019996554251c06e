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
  { text: "Start", first: ["docs/tutorial/README.md"], folder: /^docs\/tutorial\// },
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
    folder: /^docs\/(?:guides\/|beside-htmx|resuming|tokens|network|how-to)/,
  },
  { text: "When nothing happens", first: ["docs/nothing-happens.md", "docs/faq.md"] },
  { text: "Tools", first: ["docs/tools.md", "docs/editors.md"] },
  { text: "Servers", first: ["docs/servers/README.md"], folder: /^docs\/servers\// },
  {
    text: "Moving",
    folder: /^docs\/(?:moving\/|migrating-|beside-htmx|swap-differences|request-differences|without-htmx)/,
  },
];

const reference: readonly Group[] = [
  { text: "Overview", first: ["docs/README.md", "docs/a-to-z.md"] },
  { text: "Attributes", folder: /^docs\/attributes\// },
  { text: "Events", folder: /^docs\/events\// },
  { text: "Configuration", folder: /^docs\/configuration\// },
  { text: "Codes", folder: /^docs\/codes\// },
  { text: "Packages", folder: /^packages\/[^/]+\/README\.md$/ },
];

/** `README.md` comes first in its folder. */
const order = (file: string): string => file.replace(/README\.md$/, "");

/** The entries of a site. Throws for a page that stands nowhere. */
export function sidebar(): readonly SidebarItem[] {
  const pages = sourcePages();
  const left = new Set(pages.keys());

  const item = (file: string): SidebarItem => {
    left.delete(file);
    const link = `/${(pages.get(file) ?? "").replace(/\.md$/, "").replace(/(?:^|(?<=\/))index$/, "")}`;
    return { text: headOf(readFileSync(root + file, "utf8"), file).title, link };
  };
  const group = ({ text, first = [], folder }: Group): SidebarItem => {
    const rest = [...left].filter((file) => folder?.test(file) && !first.includes(file));
    const files = [
      ...first.filter((file) => pages.has(file)),
      ...rest.toSorted((a, b) => order(a).localeCompare(order(b))),
    ];
    return { text, collapsed: files.length > 6, items: files.map(item) };
  };

  const tasks = groups.map(group);
  const lookUp: SidebarItem = {
    text: "Reference",
    collapsed: true,
    items: [...reference.map(group), { text: "API", link: "/api/" }],
  };
  const project = group({ text: "Project", folder: /./ });
  return [...tasks, lookUp, project].filter(({ items }) => items?.length);
}
