/** What all grammars promise for any text at all. */
import { array, assert, constantFrom, integer, oneof, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatDiagnostic,
  parseDuration,
  parseSseAttribute,
  parseSwapAttribute,
  parseTargetAttribute,
  parseTriggerAttribute,
  type Node,
  type Parsed,
} from "./index.ts";
import { printSseAttribute, printSwapAttribute, printTargetAttribute, printTriggerAttribute } from "./print.ts";
import { values } from "../test/outline.ts";

/** Pieces that grammars are made of, so that random texts get deep into them. */
const pieces = [
  ..."connect: swap: close: start: share: pause: idle: retry: attempts: transport: page none 1s 500ms 2m 0 -1 .. 1s..30s".split(
    " ",
  ),
  ..."innerHTML morph:outerHTML delete settle: scroll: stick: show: #id:top window:bottom focus-scroll:true frame".split(
    " ",
  ),
  ..."sse: sse:news click every load once changed consume delay: throttle: from: target: queue: root: threshold: 0.5".split(
    " ",
  ),
  ..."closest find next previous this body document [ ] { } ( ) [a] {a b} (a, b) , : . / \\ ' \" ` \t \n".split(" "),
  " ",
  " ",
  "a",
  "\0",
  "\ud800",
  "__proto__",
  "constructor",
];

const text = oneof(
  string({ unit: "binary" }),
  string({ unit: integer({ max: 0xffff, min: 0 }).map((code) => String.fromCharCode(code)) }),
  array(constantFrom(...pieces), { maxLength: 24 }).map((parts) => parts.join("")),
);

const printers = {
  sse: { parse: parseSseAttribute, reprint: (text: string) => printSseAttribute(parseSseAttribute(text).value) },
  swap: { parse: parseSwapAttribute, reprint: (text: string) => printSwapAttribute(parseSwapAttribute(text).value) },
  trigger: {
    parse: parseTriggerAttribute,
    reprint: (text: string) => printTriggerAttribute(parseTriggerAttribute(text).value),
  },
  target: {
    parse: parseTargetAttribute,
    reprint(text: string) {
      const { value } = parseTargetAttribute(text);
      return value ? printTargetAttribute(value) : "";
    },
  },
};

const grammars: Record<string, { parse: (text: string) => Parsed<unknown> }> = {
  ...printers,
  duration: { parse: parseDuration },
};

const runs = { numRuns: 1000 };

describe.each(Object.entries(grammars))("the grammar of %s", (_, { parse }) => {
  test("takes any string without a throw, and says what is wrong inside the text", () => {
    assert(
      property(text, (text) => {
        for (const diagnostic of parse(text).diagnostics) {
          const { start, end } = diagnostic;
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
          expect(formatDiagnostic(text, diagnostic)).toMatch(/\^/);
        }
      }),
      runs,
    );
  });

  test("gives no NaN and no infinite number", () => {
    assert(
      property(text, (text) => {
        const numbers = leaves(parse(text).value).filter((leaf) => typeof leaf === "number");
        expect(numbers.filter((number) => !Number.isFinite(number))).toEqual([]);
      }),
      runs,
    );
  });

  test("knows the place of every node", () => {
    assert(
      property(text, (text) => {
        for (const { value, start, end } of nodes(parse(text).value)) {
          expect(0 <= start && start < end && end <= text.length).toBe(true);
          const written = typeof value === "string" ? value : text.slice(start, end);
          expect([written, `{${written}}`, `(${written})`]).toContain(bare(text.slice(start, end), written));
        }
      }),
      runs,
    );
  });
});

test("triggers, swaps and closes stand in the order of the text, none inside another", () => {
  assert(
    property(text, (text) => {
      const { swaps, closes } = parseSseAttribute(text).value;
      for (const row of [swaps, closes, parseTriggerAttribute(text).value]) {
        for (const [index, { start }] of row.entries()) {
          expect(start).toBeGreaterThanOrEqual(row[index - 1]?.end ?? 0);
        }
      }
    }),
    runs,
  );
});

describe.each(Object.entries(grammars))("the grammar of %s", (_, { parse }) => {
  // What grows with the square of the length takes longer here than a test may.
  test.each(["a ", "a,", "[", "'", "\\", "/", " ", "from:closest ", "x[a] ", "swap:a ", "1", "1s.."])(
    "takes a very long row of %j",
    (piece) => {
      const text = piece.repeat(2 ** 16 / piece.length);
      expect(parse(text).diagnostics.every(({ end }) => end <= text.length)).toBe(true);
    },
  );
});

describe.each(Object.entries(printers))("the printer of %s", (_, { parse, reprint }) => {
  test("prints what reads as the same values, with nothing to complain of", () => {
    assert(
      property(text, (text) => {
        const printed = reprint(text);
        expect(values(parse(printed).value)).toEqual(values(parse(text).value));
        expect(parse(printed).diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
        expect(reprint(printed)).toBe(printed);
      }),
      runs,
    );
  });
});

/** White space within brackets does not count. */
function bare(piece: string, value: string): string {
  return /^[{(]/.test(piece) && piece !== value ? piece.replace(/^(.)\s+/, "$1").replace(/\s+(.)$/, "$1") : piece;
}

function nodes(tree: unknown): Node<unknown>[] {
  if (typeof tree !== "object" || tree === null) return [];
  return "value" in tree && "start" in tree ? [tree as Node<unknown>] : Object.values(tree).flatMap(nodes);
}

function leaves(tree: unknown): unknown[] {
  return typeof tree === "object" && tree !== null ? Object.values(tree).flatMap(leaves) : [tree];
}
