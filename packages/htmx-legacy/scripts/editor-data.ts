/** What editors read: VS Code's HTML custom data and JetBrains' web-types, made from the tables of the parser. */
import { vocabulary } from "@sse/parser/vocabulary";
import { descriptions, reference } from "./descriptions.ts";

interface Value {
  readonly name: string;
  readonly description: string;
}

const targets = ["this", "closest ", "find ", "next", "previous", "body", "host", "global "];

/** The words that an editor offers inside each attribute: a keyword with its colon, and with every value it may have. */
function wordsOf(attribute: string): readonly string[] {
  if (attribute === "hx-target") return targets;
  const known = Object.entries(vocabulary).find(([name]) => name === attribute)?.[1];
  if (!known) return [];
  const keywords = known.keywords.flatMap(({ keyword, values, example }) =>
    values ? values.map((value) => `${keyword}:${value}`) : [example === undefined ? keyword : `${keyword}:`],
  );
  return [...known.styles, ...keywords];
}

/** The description of a word: that of the whole, or of what stands before the colon. */
function describe(attribute: string, word: string): string {
  const words = descriptions[attribute]?.words;
  const [keyword = ""] = word.trim().split(":");
  const description = words?.[word.trim()] ?? words?.[keyword];
  if (!description) throw new Error(`${attribute}: no description of ${word}`);
  return description;
}

interface Attribute {
  readonly name: string;
  readonly about: string;
  readonly url: string;
  readonly values: readonly Value[];
}

/** Every attribute, in both spellings. Throws where a word of the grammar has no description. */
export function attributes(): readonly Attribute[] {
  return Object.entries(descriptions).flatMap(([name, { about }]) => {
    const values = wordsOf(name).map((word) => ({ name: word, description: describe(name, word) }));
    const page = `${reference}/${name}.md`;
    return [name, `data-${name}`].map((spelling) => ({ name: spelling, about, url: page, values }));
  });
}

/** For `html.customData` of VS Code: https://github.com/microsoft/vscode-custom-data, version 1.1. */
export function customData(): object {
  return {
    version: 1.1,
    globalAttributes: attributes().map(({ name, about, url, values }) => ({
      name,
      description: { kind: "markdown", value: about },
      values,
      references: [{ name: "Reference", url }],
    })),
  };
}

/** For the `web-types` field of package.json: https://github.com/JetBrains/web-types. */
export function webTypes(version: string): object {
  return {
    $schema: "https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json",
    name: "@sse/htmx-legacy",
    version,
    "description-markup": "markdown",
    contributions: {
      html: {
        attributes: attributes().map(({ name, about, url, values }) => ({
          name,
          description: values.length
            ? `${about}\n\n${values.map((value) => `- \`${value.name.trim()}\` ${value.description}`).join("\n")}`
            : about,
          "doc-url": url,
          value: { kind: "plain", type: "string", required: true },
        })),
      },
    },
  };
}
