// @vitest-environment node
import { parseSseAttribute, parseSwapAttribute, parseTargetAttribute, parseTriggerAttribute } from "@sse/parser";
import { attributeName } from "@sse/parser/lint";
import { vocabulary } from "@sse/parser/vocabulary";
import { expect, test } from "vitest";
import { attributes, customData, webTypes } from "./editor-data.ts";
import { descriptions } from "./descriptions.ts";

const named = (name: string) => attributes().find((attribute) => attribute.name === name);

test("editors know every attribute that the linter reads, and no other, in both spellings", () => {
  const names = attributes().map(({ name }) => name);
  expect(names).toHaveLength(14);
  for (const name of names) expect(attributeName(name), name).toBe(name.replace("data-", ""));
});

test.each(Object.entries(vocabulary))("editors offer every word of the grammar of %s", (name, { styles, keywords }) => {
  const offered = named(name)?.values.map((value) => value.name) ?? [];
  for (const style of styles) expect(offered).toContain(style);
  for (const { keyword, values = [] } of keywords) {
    expect(
      offered.some((word) => word.split(":")[0] === keyword),
      keyword,
    ).toBe(true);
    for (const value of values) expect(offered).toContain(`${keyword}:${value}`);
  }
  const known = [...styles, ...keywords.map(({ keyword }) => keyword)];
  expect(Object.keys(descriptions[name]?.words ?? {}).toSorted()).toEqual(known.toSorted());
});

test("the parsers take every word that editors offer, completed where it ends in a colon", () => {
  const example = (name: string, word: string): string => {
    if (!word.endsWith(":")) return word;
    const { keywords } = Object.entries(vocabulary).find(([attribute]) => attribute === name)?.[1] ?? { keywords: [] };
    return word + keywords.find(({ keyword }) => `${keyword}:` === word)?.example;
  };
  const parsers = {
    "hx-sse": parseSseAttribute,
    "hx-swap": parseSwapAttribute,
    "hx-trigger": (text: string) => parseTriggerAttribute(`click ${text}`),
  };
  for (const [name, parse] of Object.entries(parsers))
    for (const word of named(name)?.values ?? [])
      expect(parse(example(name, word.name)).diagnostics, word.name).toEqual([]);
  for (const { name } of named("hx-target")?.values ?? []) {
    const { value, diagnostics } = parseTargetAttribute(name.endsWith(" ") ? `${name}li` : name);
    expect(diagnostics).toEqual([]);
    expect(value, name).not.toEqual({ kind: "selector", selector: expect.anything() });
  }
});

test("both formats have every attribute with a link to its page", () => {
  const texts = [JSON.stringify(customData()), JSON.stringify(webTypes("1.2.3"))];
  for (const text of texts)
    for (const { name, url } of attributes()) {
      expect(text).toContain(`"name":"${name}"`);
      expect(text).toContain(url);
    }
  expect(texts[1]).toContain('"version":"1.2.3"');
});
