import { configure, createConfig, type SseConfig, type StreamConfig } from "@sse/htmx-legacy";
import { defaultConfig } from "@sse/dom";
import { attributeName } from "@sse/parser/lint";
import { vocabulary } from "@sse/parser/vocabulary";
import { expect, test } from "vitest";
import { entries, index } from "../src/a-to-z.ts";
import { codes, eventNames } from "../src/names.ts";
import { page, pagesOf } from "../src/pages.ts";

// Put together where they are raised, so that no source has them whole.
const steps = ["afterSwap", "afterSettle", "sendError", "sendAbort", "timeout", "onLoadError"].map(
  (step) => `htmx:${step}`,
);
// Events that htmx raises and we only hear, or raise in its stead beside it. Names of htmx 4 are cut by colons.
const heard = [
  "htmx:afterProcessNode",
  "htmx:beforeCleanupElement",
  "htmx:beforeOnLoad",
  "htmx:partialBeforeSwap",
  "htmx:pushedIntoHistory",
  "htmx:replacedInHistory",
  "htmx:error",
];
const theirs = (name: string): boolean =>
  heard.includes(name) || (name.split(":").length > 2 && name !== "htmx:validation:halted");

test("every event has its page, and every page its event", () => {
  const events = [...eventNames(), ...steps].filter((name) => !theirs(name));
  expect(events.length).toBeGreaterThan(20);
  const pages = [...new Set(events)].map((name) => name.replaceAll(":", "-"));
  expect(pagesOf("events").toSorted()).toEqual([...pages, "sse-event"].toSorted());
});

test("every code that is reported has its page, and every page its code", () => {
  // Reported under the names of attributes and of the phase of a request.
  const more = ["hx-vals", "hx-headers", "hx-request", "sendError", "onLoadError", "no-source"];
  expect(pagesOf("codes").toSorted()).toEqual([...new Set([...codes(), ...more])].toSorted());
});

test("every configuration key has its page, which shows its default and takes it", () => {
  const streams: Record<keyof StreamConfig, true> = {
    share: true,
    pause: true,
    transport: true,
    credentials: true,
    resume: true,
    resumeBy: true,
    resetOn: true,
    idle: true,
    connectTimeout: true,
    retry: true,
    retryOn: true,
    attempts: true,
    maxEventSize: true,
  };
  const defaults: Partial<SseConfig> = defaultConfig();
  const more: keyof SseConfig = "outOfBand";
  const keys = [...Object.keys(defaults), ...Object.keys(streams), more];
  expect(pagesOf("configuration").toSorted()).toEqual(keys.toSorted());
  const said = Object.entries(defaults).filter(([, value]) => value !== undefined);
  for (const [key, value] of said)
    expect(page(`configuration/${key}.md`)).toContain(`Default: \`${JSON.stringify(value)}\`.`);
});

test("every example of a configuration is taken without a complaint", () => {
  const examples = ["README", ...pagesOf("configuration")].flatMap((name) =>
    [...page(`configuration/${name}.md`).matchAll(/content='(\{.*\})'/g)].flatMap(([, json]) => json ?? []),
  );
  expect(examples.length).toBeGreaterThan(25);
  for (const example of examples) {
    configure(createConfig(), JSON.parse(example), (code, message) => expect.fail(`${code}: ${message} in ${example}`));
  }
});

test("every attribute has its page, and every word of its grammar stands there", () => {
  for (const name of pagesOf("attributes")) expect(attributeName(name), name).toBe(name);
  expect(pagesOf("attributes")).toHaveLength(7);
  for (const [name, { styles, keywords }] of Object.entries(vocabulary)) {
    const text = page(`attributes/${name}.md`);
    const words = [...styles, ...keywords.map(({ keyword }) => keyword)];
    for (const word of words) expect(text, `${word} in ${name}.md`).toMatch(new RegExp(`\\b${word}\\b`));
  }
  for (const { keyword } of vocabulary["hx-sse"].keywords) {
    expect(page("attributes/hx-sse.md")).toContain(`## ${keyword}\n\n\`${keyword}:`);
  }
});

test("the index has every name, and is what docs:index writes", () => {
  expect(page("a-to-z.md")).toBe(index());
  for (const { name, link } of entries().filter(({ link }) => !link.startsWith("../")))
    expect(page(link.replace(/#.*/, "")), link).toContain(name.replace(/:$/, ""));
  const names = entries().map(({ name }) => name);
  for (const code of codes()) expect(names).toContain(code);
  const events = [...eventNames()].filter((name) => !theirs(name));
  expect(names).toEqual(
    expect.arrayContaining([...events, "SseHttpError", "connect:", "beforeend", "frame", "eventsource"]),
  );
});

test("the table of contents names every page", () => {
  for (const folder of ["attributes", "configuration", "codes"])
    for (const name of pagesOf(folder)) expect(page("README.md")).toContain(`](${folder}/${name}.md)`);
  for (const folder of ["events", "configuration", "codes", "servers"])
    for (const name of pagesOf(folder)) expect(page(`${folder}/README.md`)).toContain(`](${name}.md)`);
});
