/** Near misses: the known word that someone most likely meant. */

/** The candidate at the smallest edit distance from `word`, if that is at most two and half of the word. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  for (let edits = 0; edits < 3 && edits * 2 <= word.length; edits++) {
    const near = candidates.find((known) => within(word.toLowerCase(), known.toLowerCase(), edits));
    if (near) return near;
  }
  return undefined;
}

/** Whether `edits` insertions, deletions and replacements make `b` of `a`. The work is bounded by the length of `b`. */
export function within(a: string, b: string, edits: number): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > edits) return false;
  if (a[0] === b[0]) return within(a.slice(1), b.slice(1), edits);
  return (
    edits > 0 &&
    (within(a.slice(1), b, edits - 1) || within(a, b.slice(1), edits - 1) || within(a.slice(1), b.slice(1), edits - 1))
  );
}
