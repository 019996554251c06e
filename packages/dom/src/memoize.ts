/** A function of a text that computes each result once: thousands of elements of a page share few texts. */

/** A cache holds so many results; when it is full it starts empty again. */
const capacity = 500;

/** Like `compute`, which never returns `undefined`, with its results cached by text. */
export function memoize<T>(compute: (text: string) => T): (text: string) => T {
  const cache = new Map<string, T>();
  return (text) => {
    let result = cache.get(text);
    if (result === undefined) {
      if (cache.size >= capacity) cache.clear();
      cache.set(text, (result = compute(text)));
    }
    return result;
  };
}
