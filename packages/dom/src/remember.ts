/** What is made of a text, made once: thousands of elements of a page share few texts. */

/** So many texts are remembered; a page that has more makes some of them again. */
const most = 500;

/** Like `make`, which gives no `undefined`, and remembers what it gave. */
export function remember<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let made = known.get(text);
    if (made === undefined) {
      if (known.size >= most) known.clear();
      known.set(text, (made = make(text)));
    }
    return made;
  };
}
