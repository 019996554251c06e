/**
 * The index of the reference: every word, event, key, code and name, in the order of the alphabet. As a program
 * (`pnpm --filter @sse/reference docs:index`) it writes `docs/a-to-z.md`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { vocabulary } from "@sse/parser/vocabulary";
import { page, pagesOf, root } from "./pages.ts";

interface Entry {
  readonly name: string;
  readonly what: string;
  readonly link: string;
}

const readme = "../packages/htmx-legacy/README.md";
const heading = (path: string): string => /^# (.*)$/m.exec(page(path))?.[1]?.replaceAll("`", "") ?? path;

const pages = (folder: string, what: string): Entry[] =>
  pagesOf(folder).map((file) => {
    const link = `${folder}/${file}.md`;
    return { name: heading(link), what, link };
  });

function words(): Entry[] {
  return Object.entries(vocabulary).flatMap(([attribute, { styles, keywords }]) => {
    const path = `attributes/${attribute}.md`;
    const own = (keyword: string): string => (attribute === "hx-sse" ? `${path}#${keyword}` : path);
    return [
      ...styles.map((name) => ({ name, what: `style of \`${attribute}\``, link: path })),
      ...keywords.flatMap(({ keyword, values = [], example }) => [
        { name: example === undefined ? keyword : `${keyword}:`, what: `word of \`${attribute}\``, link: own(keyword) },
        ...values.map((name) => ({ name, what: `value of \`${keyword}:\` in \`${attribute}\``, link: own(keyword) })),
      ]),
    ];
  });
}

function errors(): Entry[] {
  const source = readFileSync(`${root}packages/core/src/errors.ts`, "utf8");
  return [...source.matchAll(/class (\w+) extends SseError.*?super\("(\w+)"/gs)].map(([, name = "", code = ""]) => ({
    name,
    what: "error of a stream",
    link: `codes/${code}.md`,
  }));
}

const methods = "start stop process close reconnect swap inspect registry config version".split(" ");
const states = "idle connecting open waiting closed".split(" ");

/** Words that stand in no table of the grammar, by the pages that have them. */
const others: Readonly<Record<string, readonly [what: string, names: string]>> = {
  "attributes/hx-target.md": ["word of `hx-target`", "this body closest find next previous"],
  "attributes/hx-trigger.md": ["trigger of `hx-trigger`", "sse: every load revealed intersect"],
  [`${readme}#attributes`]: [
    "attribute",
    "hx-select hx-select-oob hx-swap-oob hx-preserve hx-headers hx-vals hx-disable hx-ignore",
  ],
};

/** Every entry. */
export function entries(): readonly Entry[] {
  return [
    ...pages("attributes", "attribute"),
    ...words(),
    ...pages("events", "event"),
    ...pages("configuration", "configuration"),
    ...pages("codes", "code on the console"),
    ...errors(),
    ...Object.entries(others).flatMap(([link, [what, names]]) =>
      names.split(" ").map((name) => ({ name, what, link })),
    ),
    ...methods.map((name) => ({ name: `sse.${name}`, what: "from a script", link: `scripting.md#sse${name}` })),
    { name: "data-sse-state", what: "attribute of a source", link: `${readme}#state` },
    ...states.map((name) => ({
      name,
      what: "state of a stream",
      link: "../packages/core/README.md#a-connections-states",
    })),
    { name: "sse-lint", what: "command", link: "../packages/parser/README.md#sse-lint" },
  ];
}

/** What a name is found under: without the prefixes that so many have. */
const key = ({ name }: Entry): string => name.replace(/^(htmx:|sse\.)/, "").toLowerCase();

/** The text of `docs/a-to-z.md`. */
export function index(): string {
  const sorted = entries().toSorted((a, b) => key(a).localeCompare(key(b), "en") || a.what.localeCompare(b.what, "en"));
  const lines = [
    "# A to Z",
    "",
    "Every word, event, configuration key, code, error and name. Names that begin with `htmx:` or `sse.` are sorted by what comes after it.",
    "",
  ];
  let letter = "";
  for (const entry of sorted) {
    const first = key(entry).charAt(0).toUpperCase();
    if (first !== letter) lines.push(...(letter ? [""] : []), `## ${first}`, "");
    letter = first;
    lines.push(`- [\`${entry.name}\`](${entry.link}): ${entry.what}`);
  }
  return `${lines.join("\n")}\n`;
}

if (import.meta.main) writeFileSync(`${root}docs/a-to-z.md`, index());
