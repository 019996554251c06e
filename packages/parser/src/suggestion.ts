/** Near misses: the known word that someone most likely meant. */

/** Longer words are no near miss of anything; this also bounds the work. */
const longest = 20;

/**
 * The candidate with the smallest edit distance to `word` (insert, delete, replace or exchange neighbours; upper and
 * lower case are alike), if it is at most a third of the letters away.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > longest) return undefined;
  let limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  for (const candidate of candidates) {
    const away = distance(word.toLowerCase(), candidate.toLowerCase());
    if (away <= limit) {
      best = candidate;
      limit = away - 1;
    }
  }
  return best;
}

/** Optimal string alignment: three rows of the table, the one before last for exchanged neighbours. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const differs = a[i - 1] === b[j - 1] ? 0 : 1;
      const exchanged = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + differs,
        exchanged ? (before[j - 2] ?? 0) + 1 : longest,
      );
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
