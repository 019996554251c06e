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
  const restA = a.slice(1);
  const restB = b.slice(1);
  if (a[0] === b[0]) return within(restA, restB, edits);
  return edits-- > 0 && (within(restA, b, edits) || within(a, restB, edits) || within(restA, restB, edits));
}
