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
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const [leftA, leftB] = [a.slice(same), b.slice(same)];
  if (leftA === leftB) return true;
  if (!edits) return false;
  const [restA, restB] = [leftA.slice(1), leftB.slice(1)];
  return within(restA, restB, edits - 1) || within(restA, leftB, edits - 1) || within(leftA, restB, edits - 1);
}
