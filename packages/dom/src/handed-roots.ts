/** Shadow roots that somebody has handed over. */

/** A list of shadow roots: each once, in the order in which they came last. Keeps none of them alive. */
export interface HandedRoots {
  add(root: ShadowRoot): void;
  all(): readonly ShadowRoot[];
  clear(): void;
}

/** Makes an empty list. */
export function createHandedRoots(): HandedRoots {
  /** Weakly: a component that is gone is not to be kept alive, one in the document keeps itself. */
  let roots: WeakRef<ShadowRoot>[] = [];
  const all = (): ShadowRoot[] => roots.flatMap((root) => root.deref() ?? []);
  return {
    all,
    add(root) {
      const others = all().filter((each) => each !== root);
      roots = [...others, root].map((each) => new WeakRef(each));
    },
    clear: () => void (roots = []),
  };
}
