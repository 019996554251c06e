/** The shadow roots that a page has handed over, before the start or after it: they are bound whenever the work begins. */

export interface HandedRoots {
  add(root: ShadowRoot): void;
  all(): readonly ShadowRoot[];
}

export function createHandedRoots(): HandedRoots {
  const known = new WeakSet<ShadowRoot>();
  /** Weakly: a component that is gone is not to be kept alive. */
  let roots: WeakRef<ShadowRoot>[] = [];
  return {
    add(root) {
      if (known.has(root)) return;
      known.add(root);
      roots = [...roots.filter((each) => each.deref()), new WeakRef(root)];
    },
    all: () => roots.flatMap((each) => each.deref() ?? []),
  };
}
