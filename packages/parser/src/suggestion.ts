/** Near misses: the known word that someone most likely meant. */

/** Longer words are no near miss of anything; this also bounds the work. */
const longest = 20;

/**
 * The candidate with the smallest edit distance to `word`, upper and lower case being alike, if that is at most
 * `limit` and at most half of the word; `undefined` if there is none.
 */
export function nearest(word: string, candidates: readonly string[], limit = 2): string | undefined {
  for (let edits = 0; edits <= limit && edits * 2 <= word.length && word.length <= longest; edits++) {
    const near = candidates.find((candidate) => within(word.toLowerCase(), candidate.toLowerCase(), edits));
    if (near) return near;
  }
  return undefined;
}

/** Whether `edits` insertions, deletions and replacements make `b` of `a`. */
function within(a: string, b: string, edits: number): boolean {
  if (a === b) return true;
  const [shortA, shortB] = [a.slice(1), b.slice(1)];
  if (a[0] === b[0]) return within(shortA, shortB, edits);
  return (
    edits > 0 &&
    [
      [shortA, b],
      [a, shortB],
      [shortA, shortB],
    ].some(([x = "", y = ""]) => within(x, y, edits - 1))
  );
}
