/** Near misses: the known word that someone most likely meant. */

/** The candidate at the smallest edit distance from `word`, if that is at most two and half of the word. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  for (const edits of [0, 1, 2]) {
    if (edits * 2 > word.length) break;
    const found = candidates.find((known) => isClose(lower, known.toLowerCase(), edits));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Of most words, the length alone tells that they are not near. */
const isClose = (a: string, b: string, edits: number): boolean =>
  Math.abs(a.length - b.length) <= edits && within(a, b, edits);

/** Whether `edits` insertions, deletions and replacements make `b` of `a`. The work is bounded by the length of `b`. */
export function within(a: string, b: string, edits: number): boolean {
  const restA = a.slice(1);
  const restB = b.slice(1);
  if (a === b) return true;
  if (a[0] === b[0]) return within(restA, restB, edits);
  return edits-- > 0 && (within(restA, restB, edits) || within(restA, b, edits) || within(a, restB, edits));
}
