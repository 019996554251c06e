/** What a reader's account is worth, held against what was published. */
import type { Published } from "./publisher.ts";
import type { Account } from "./readers.ts";

export interface Score {
  readonly name: string;
  readonly heard: number;
  /** Published and not heard. */
  readonly lost: number;
  /** Heard more than once. */
  readonly doubled: number;
  /** Heard after one that was published later. */
  readonly disordered: number;
  readonly breaks: number;
  /** Milliseconds from the notice of a break to the next event; 0 where there was none. */
  readonly gapMedian: number;
  readonly gapLongest: number;
}

export function score(name: string, { heard, gaps }: Account, published: readonly Published[]): Score {
  const places = new Map(published.map(({ text }, place) => [text, place]));
  const seen = new Set<string>();
  let doubled = 0;
  let disordered = 0;
  let last = -1;
  for (const { text } of heard) {
    const place = places.get(text) ?? -1;
    if (seen.has(text)) doubled += 1;
    else if (place < last) disordered += 1;
    seen.add(text);
    last = Math.max(last, place);
  }
  const sorted = gaps.toSorted((one, other) => one - other);
  return {
    name,
    heard: heard.length,
    lost: published.filter(({ text }) => !seen.has(text)).length,
    doubled,
    disordered,
    breaks: gaps.length,
    gapMedian: sorted[Math.floor(sorted.length / 2)] ?? 0,
    gapLongest: sorted.at(-1) ?? 0,
  };
}
