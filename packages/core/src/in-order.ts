/** One thing after the other, where what hears of one causes the next. */

/** Gives what hands each item to `handle` once it is done with those before: everybody hears of one before the next. */
export function inOrder<T>(handle: (item: T) => void): (item: T) => void {
  const items: T[] = [];
  return (item) => {
    if (items.push(item) > 1) return;
    try {
      for (const each of items) handle(each);
    } finally {
      // Even where `handle` throws.
      items.length = 0;
    }
  };
}
