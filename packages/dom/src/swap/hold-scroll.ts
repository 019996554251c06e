/** How far elements are scrolled that a swap moves, and all that is in them: moves lose it, of fields in every engine. */
import { scrollBack, scrollOf } from "../native/element.ts";
import { queryAll } from "../native/query.ts";

/** Reads all positions, in one layout. Gives what scrolls back. */
export function holdScroll(moved: Iterable<Element>): () => void {
  const seen = new Set<Element>();
  for (const element of moved) {
    if (seen.has(element)) continue;
    for (const each of [element, ...queryAll(element, "*")]) seen.add(each);
  }
  const scrolled = [...seen].flatMap((element) => {
    const position = scrollOf(element);
    return position.left || position.top ? [[element, position] as const] : [];
  });
  return () => {
    for (const [element, position] of scrolled) scrollBack(element, position);
  };
}
