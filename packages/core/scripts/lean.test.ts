/** The parser inside a build does what it does whole, wherever `read-events` can tell. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createParser } from "eventsource-parser";
import { expect, test } from "vitest";
import { leanText } from "../../../tsup.lean.ts";
import { randomStreams } from "../test/random-stream.ts";
import { eventsourceParser } from "./lean.ts";

const path = fileURLToPath(new URL("parse.js", import.meta.resolve("eventsource-parser")));

/** All that a parser tells of the streams, up to the first event that is too large. */
function told(create: typeof createParser): readonly unknown[] {
  return randomStreams(1000, 7).flatMap((pieces) => {
    const all: unknown[] = [];
    let over = false;
    const tell = (kind: string) => (value: unknown) => all.push([kind, value]);
    const parser = create({
      maxBufferSize: 90,
      onId: tell("id"),
      onEvent: ({ event, data }) => all.push([event, data]),
      onRetry: tell("retry"),
      onError: ({ type }) => {
        over ||= type === "max-buffer-size-exceeded";
      },
    });
    parser.feed("\n");
    for (const piece of pieces) if (!over) parser.feed(piece);
    return [...all, over];
  });
}

test("a thousand streams in random pieces give the same events, lean and whole", async () => {
  const text = (await leanText(path, eventsourceParser)).replace(/^import .*$/m, "");
  const lean = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as {
    createParser: typeof createParser;
  };
  const whole = told(createParser);
  expect(whole).toContain(true);
  expect(whole).toContainEqual(["e", "a"]);
  expect(told(lean.createParser)).toEqual(whole);
});

test("a build whose cut does not fit the library any more fails", async () => {
  const cuts = [["what no parser says", ""]] as const;
  await expect(leanText(path, { ...eventsourceParser, cuts })).rejects.toThrow(/what no parser says/);
  expect((await leanText(path, eventsourceParser)).length).toBeLessThan((await readFile(path)).length);
});
