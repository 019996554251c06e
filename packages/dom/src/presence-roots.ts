/** The trees in which elements are looked for: a document, and the shadow roots that somebody has handed over. */
import { contains, isConnected } from "./native/node.ts";

/** Which trees are looked at. A shadow root counts while its host stands in the document: one that comes back counts again. */
export interface PresenceRoots {
  add(root: ShadowRoot): void;
  /** Those in the document, which comes first. */
  all(): readonly (Document | ShadowRoot)[];
  /** The shadow roots of elements in `tree`, without those further in. */
  within(tree: Node): readonly ShadowRoot[];
  clear(): void;
}

export function createPresenceRoots(document: Document): PresenceRoots {
  /** Weakly: a component that is gone is not to be kept alive, one in the document keeps itself. */
  let shadows: WeakRef<ShadowRoot>[] = [];
  const alive = (): ShadowRoot[] => shadows.flatMap((shadow) => shadow.deref() ?? []);
  return {
    add(root) {
      const others = alive().filter((each) => each !== root);
      shadows = [...others, root].map((each) => new WeakRef(each));
    },
    all: () => [document, ...alive().filter(({ host }) => isConnected(host))],
    within: (tree) => (shadows[0] ? alive().filter(({ host }) => contains(tree, host)) : []),
    clear: () => void (shadows = []),
  };
}
