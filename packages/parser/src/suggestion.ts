/** Near misses: the known word that someone most likely meant. */

/** The candidate at the smallest edit distance from `word`, if that is at most two and half of the word. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const near = (edits: number): readonly string[] =>
    candidates.filter((known) => edits * 2 <= word.length && within(lower, known.toLowerCase(), edits));
  return [0, 1, 2].flatMap(near)[0];
}

/** Whether `edits` insertions, deletions and replacements make `b` of `a`. The work is bounded by the length of `b`. */
export function within(a: string, b: string, edits: number): boolean {
  if (a === b) return true;
  if (a[0] === b[0]) return within(a.slice(1), b.slice(1), edits);
  return (
    edits > 0 &&
    (within(a.slice(1), b, edits - 1) || within(a, b.slice(1), edits - 1) || within(a.slice(1), b.slice(1), edits - 1))
  );
}
