/** No attribute costs more than linear time: long texts of whatever a grammar could go back over are read at once. */
import { expect, test } from "vitest";
import {
  parseDuration,
  parseSseAttribute,
  parseSwapAttribute,
  parseTargetAttribute,
  parseTriggerAttribute,
} from "../src/index.ts";

/** Quadratic work on so many pieces, with every opening and end, runs into the time limit of a test. */
const length = 10_000;

const parsers = { parseDuration, parseSseAttribute, parseSwapAttribute, parseTargetAttribute, parseTriggerAttribute };
const openings = ["", "{", "(", "<", "x[", "every ", "from:", "closest ", "swap:", "retry:", "scroll:"];
const pieces = [
  " ",
  "\t\n",
  "a",
  "1",
  ".",
  ":",
  ",",
  "a,",
  "{",
  "}",
  "[",
  "]",
  "(",
  "/",
  "'",
  "`",
  "\\",
  "..",
  "a ",
  "swap:a ",
  "global ",
  "<",
  "sse:a ",
  "\u0000",
  "\ud800",
];
const ends = ["", "x", "}]"];

test.each(Object.entries(parsers))("%s reads any long text at once", (_, parse) => {
  for (const opening of openings) {
    for (const piece of pieces) {
      for (const end of ends) {
        const { diagnostics } = parse(opening + piece.repeat(length) + end);
        expect(Array.isArray(diagnostics)).toBe(true);
      }
    }
  }
});
