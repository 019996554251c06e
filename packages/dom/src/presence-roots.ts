/** The trees in which elements are looked for: a document, and the shadow roots that somebody has handed over. */
import { contains, isConnected } from "./native/node.ts";

/** Which trees are looked at. A shadow root counts as long as its host stands in the document. */
export interface PresenceRoots {
  /** Adds a shadow root; `false` where it is known. */
  add(root: ShadowRoot): boolean;
  /** Forgets the roots whose hosts are gone: a closed component is not to be kept alive. */
  sweep(): void;
  /** All of them, the document first. */
  all(): readonly (Document | ShadowRoot)[];
  /** The shadow roots of elements in `tree`, without those further in. */
  within(tree: Node): readonly ShadowRoot[];
  clear(): void;
}

export function createPresenceRoots(document: Document): PresenceRoots {
  const shadows = new Set<ShadowRoot>();
  return {
    add(root) {
      if (shadows.has(root)) return false;
      shadows.add(root);
      return true;
    },
    sweep() {
      for (const root of shadows) if (!isConnected(root.host)) shadows.delete(root);
    },
    all: () => [document, ...shadows],
    within: (tree) => [...shadows].filter(({ host }) => contains(tree, host)),
    clear: () => shadows.clear(),
  };
}
