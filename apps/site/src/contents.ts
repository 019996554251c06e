/**
 * The table of contents of `docs/`: the sidebar as a page, one line for each page. As a program
 * (`pnpm --filter @sse/site contents`) it writes `docs/README.md`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { posix } from "node:path";
import { root } from "./repository.ts";
import { type Section, sections } from "./sidebar.ts";

const own = "docs/README.md";

/** The first heading, with its code. */
const heading = (file: string): string => /^# (.*)$/m.exec(readFileSync(root + file, "utf8"))?.[1] ?? file;

const line = (file: string): string => `- [${heading(file)}](${posix.relative("docs", file)})`;

function part({ text, files, sections: inner = [] }: Section, level: string): readonly string[] {
  const lines = files.filter((file) => file !== own && !file.endsWith("CHANGELOG.md")).map(line);
  return [
    `${level} ${text}`,
    "",
    ...(lines.length ? [...lines, ""] : []),
    ...inner.flatMap((one) => part(one, `${level}#`)),
  ];
}

/** The text of `docs/README.md`. */
export function contents(): string {
  const lines = [
    "# All pages",
    "",
    "Looking for an attribute, an event, a configuration key, or a code on the console? [A to Z](a-to-z.md) lists every name. Otherwise start with what you want to do.",
    "",
    ...sections().flatMap((section) => part(section, "##")),
    "## API reference",
    "",
    "`pnpm docs:api` writes it from the doc comments, to `apps/reference/dist`. The website has it under API.",
  ];
  return `${lines.join("\n")}\n`;
}

if (import.meta.main) writeFileSync(root + own, contents());
