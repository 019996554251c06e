/** An idiomorph that keeps what a person has done: ours, or that of a page which brings its own. */
import type { Idiomorph, Morph } from "idiomorph";
import { keepState, type Keeping } from "./morph-state.ts";

/** The `morph` of `idiomorph`, asking its own callbacks and those it is given first. `keeping`: see `keepState`. */
export function keepingState({ morph, defaults }: typeof Idiomorph, keeping: Keeping): Morph {
  return (old, content, config = {}) => {
    if (!(old instanceof Element)) return morph(old, content, config);
    const nodes = content instanceof Node ? [content] : typeof content === "string" ? [] : (content ?? []);
    const state = keepState(old, [...nodes], config.morphStyle === "innerHTML", keeping);
    const own = { ...defaults.callbacks, ...config.callbacks };
    const complete = (morphed: Node[]): Node[] => {
      const successors = state.replace();
      const standing = morphed.map((node) => successors.get(node) ?? node);
      state.giveBack(standing);
      return standing;
    };
    const morphed = morph(old, content, {
      ...config,
      callbacks: {
        ...config.callbacks,
        beforeNodeMorphed: (old, fresh) =>
          own.beforeNodeMorphed(old, fresh) !== false && state.beforeNodeMorphed(old, fresh),
        beforeAttributeUpdated: (name, element, kind) =>
          own.beforeAttributeUpdated(name, element, kind) !== false && state.beforeAttributeUpdated(name, element),
      },
    });
    // Only heads make a promise of it.
    return Array.isArray(morphed) ? complete(morphed) : morphed.then(complete);
  };
}
