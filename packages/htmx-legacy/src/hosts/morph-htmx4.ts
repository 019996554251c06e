/** What the morphs of htmx 4 keep: it asks its extensions before it changes a node or an attribute. */
import { type DomContext, keepState, type StateKeeper } from "@sse/dom";
import { childNodesOf, contains, isConnected, query } from "@sse/dom/native";
import type { Task } from "./stand-in.ts";

/** One morph of a swap. */
interface Morphing {
  readonly target: Element;
  /** What may stand there afterwards. */
  readonly nodes: readonly Node[];
  readonly keeper: StateKeeper;
}

/** Its names for what we call a morph. */
const isMorph = /^(?:inner|outer)Morph$/;

export function keepWhileMorphing() {
  let morphs: Morphing[] = [];
  const keeperOf = (node: Node): StateKeeper | undefined => morphs.find(({ target }) => contains(target, node))?.keeper;

  return {
    /** Methods of an extension of htmx 4. */
    hooks: {
      htmx_before_morph_node: (_: Node, { oldNode, newNode }: { oldNode: Node; newNode: Node }) =>
        keeperOf(oldNode)?.beforeNodeMorphed(oldNode, newNode) ?? true,
      htmx_before_morph_attr: (element: Element, { attrName }: { attrName: string }) =>
        keeperOf(element)?.beforeAttributeUpdated(attrName, element) ?? true,
    },
    /** What the swap that runs now is about to put somewhere. */
    expect(tasks: readonly Task[], context: DomContext): void {
      for (const { target: named, fragment, swapSpec } of tasks) {
        const target = typeof named === "string" ? query(document, named) : named;
        if (!isMorph.test(swapSpec.style) || !(target instanceof Element)) continue;
        const content = [...childNodesOf(fragment)];
        morphs.push({
          target,
          nodes: [target, ...content],
          keeper: keepState(target, content, swapSpec.style === "innerMorph", context),
        });
      }
    },
    /** Runs `swap`, which morphs before it returns. */
    during<T>(swap: () => T): T {
      const around = morphs;
      morphs = [];
      try {
        const done = swap();
        for (const { nodes, keeper } of morphs) {
          keeper.replace();
          keeper.giveBack(nodes.filter(isConnected));
        }
        return done;
      } finally {
        morphs = around;
      }
    },
  };
}
