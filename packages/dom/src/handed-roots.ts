/** Shadow roots that somebody has handed over. */
import { contains } from "./native/node.ts";
import { queryAll } from "./native/query.ts";

/** A list of shadow roots: each once, in the order in which they came last. Keeps none of them alive. */
export interface HandedRoots {
  add(root: ShadowRoot): void;
  all(): readonly ShadowRoot[];
  /** Those whose hosts stand in `from`, or are it. */
  inside(from: Element | Document | ShadowRoot): readonly ShadowRoot[];
  /** Whether there may be any. */
  readonly isEmpty: boolean;
  clear(): void;
}

/** Makes an empty list. */
export function createHandedRoots(): HandedRoots {
  /** Weakly: a component that is gone is not to be kept alive, one in the document keeps itself. */
  const refs = new Set<WeakRef<ShadowRoot>>();
  let known = new WeakMap<Node, WeakRef<ShadowRoot>>();

  function all(): ShadowRoot[] {
    const roots: ShadowRoot[] = [];
    for (const ref of refs) {
      const root = ref.deref();
      if (root) roots.push(root);
      else refs.delete(ref);
    }
    return roots;
  }

  return {
    all,
    inside(from) {
      if (!refs.size) return [];
      const elements = [from, ...queryAll(from, "*")];
      // Whichever is less to look through: a page of many components may add them one by one.
      if (elements.length > refs.size) return all().filter(({ host }) => contains(from, host));
      return elements.flatMap((element) => known.get(element)?.deref() ?? []);
    },
    get isEmpty() {
      return !refs.size;
    },
    add(root) {
      const ref = known.get(root.host) ?? new WeakRef(root);
      known.set(root.host, ref);
      refs.delete(ref);
      refs.add(ref);
    },
    clear() {
      refs.clear();
      known = new WeakMap();
    },
  };
}
