import { expect, test } from "vitest";
import { parseSseAttribute } from "./sse-attribute.ts";
import { parseSwapAttribute } from "./swap-attribute.ts";
import { parseTriggerAttribute } from "./trigger-attribute.ts";
import { vocabulary, type Keyword } from "./vocabulary.ts";

const parsers = {
  "hx-sse": parseSseAttribute,
  "hx-swap": parseSwapAttribute,
  "hx-trigger": (text: string) => parseTriggerAttribute(`click ${text}`),
};

const texts = ({ keyword, values, example }: Keyword): string[] =>
  example === undefined ? [keyword] : [...(values ?? []), example].map((value) => `${keyword}:${value}`);

test.each(Object.keys(parsers) as (keyof typeof parsers)[])("every word of %s is one that its parser takes", (name) => {
  const { styles, keywords } = vocabulary[name];
  const words = [...styles, ...keywords.flatMap(texts)];
  expect(words.length).toBeGreaterThan(9);
  for (const word of words) expect(parsers[name](word).diagnostics, word).toEqual([]);
});

test("keywords that stand alone have no example", () => {
  const alone = Object.values(vocabulary).flatMap(({ keywords }) => keywords.filter(({ example }) => !example));
  expect(alone.map(({ keyword }) => keyword)).toEqual(["frame", "once", "changed", "consume"]);
});
