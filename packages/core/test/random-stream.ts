/** Event streams of every kind of line, in pieces that break anywhere. */
import { createRandom } from "../scripts/random.ts";

const LINES = ["data: a", "data:b\r", "data", ": note", "event: e", "event:", "id: 1", "id", "id: \0", "retry: 20"];
const ODD = [
  "retry: x",
  "what: 1",
  "dat: 1",
  "ide",
  "",
  "",
  "",
  "",
  "\r",
  `data: ${"long".repeat(9)}`,
  "\uFEFFdata: c",
];
const ENDS = ["\n", "\n", "\r", "\r\n"];

/** So many streams, each as its pieces; the same for the same seed. */
export function randomStreams(count: number, seed: number): readonly (readonly string[])[] {
  const random = createRandom(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const oneOf = (texts: readonly string[]): string => texts[below(texts.length)] ?? "";
  return Array.from({ length: count }, () => {
    const lines = Array.from({ length: below(30) }, () => oneOf([...LINES, ...ODD]) + oneOf(ENDS));
    // None is empty: a body has no such chunks.
    return lines.join("").match(new RegExp(`[^]{1,${1 + below(40)}}`, "g")) ?? [];
  });
}
