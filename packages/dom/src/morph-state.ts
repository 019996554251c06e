/**
 * What a person has done to an element since the server wrote it: opened it, typed in it, chosen in it. The server's word counts
 * where it says something new.
 */
import { focusedOf } from "./native/document.ts";
import { attributeOf, hasAttribute, localNameOf, matches } from "./native/element.ts";
import { textOf } from "./native/node.ts";
import { copyAttributes, typed } from "./swap/focus.ts";
import { rootOf } from "./target.ts";

/** Fields that nobody types in. */
const buttons = "[type=button i],[type=reset i],[type=submit i]";

/** Callbacks of idiomorph, for one morph. */
export interface StateKeeper {
  /** `false`: there is nothing more to do in the node. */
  beforeNodeMorphed(old: Node, fresh: Node): boolean;
  beforeAttributeUpdated(name: string, element: Element): boolean;
}

/** What the server has not changed between two writings of an element. */
type Unchanged = Set<string>;

/** By element name: where its markup says its state, and the property's name. */
const stateOf: Readonly<Record<string, readonly string[]>> = {
  input: ["value", "checked"],
  option: ["selected"],
  textarea: ["value"],
};

export function keepState(): StateKeeper {
  const unchanged = new WeakMap<Element, Unchanged>();
  return {
    beforeNodeMorphed(old, fresh) {
      if (!(old instanceof Element) || !(fresh instanceof Element)) return true;
      const names = unchangedState(old, fresh);
      unchanged.set(old, names);
      if (!isTyping(old)) return true;
      names.add("value");
      if (localNameOf(old) === "input") return true;
      // What is typed is the content.
      copyAttributes(old, fresh);
      return false;
    },
    beforeAttributeUpdated: (name, element) => !unchanged.get(element)?.has(name),
  };
}

/** Compares the two before the morph begins: it writes the new attributes first. */
function unchangedState(old: Element, fresh: Element): Unchanged {
  const names = stateOf[localNameOf(old)]?.filter((name) => written(name, old) === written(name, fresh)) ?? [];
  // Nobody leaves `open` out to close something: it was opened by a person.
  if (matches(old, "dialog,details") && !hasAttribute(fresh, "open")) return new Set([...names, "open"]);
  return new Set(names);
}

/** idiomorph's own `ignoreActiveValue` leaves the content of any focused element alone: of buttons, links and dialogs, too. */
function isTyping(element: Element): boolean {
  return matches(element, typed) && !matches(element, buttons) && focusedOf(rootOf(element)) === element;
}

function written(name: string, element: Element): string | null {
  return localNameOf(element) === "textarea" ? textOf(element) : attributeOf(element, name);
}
