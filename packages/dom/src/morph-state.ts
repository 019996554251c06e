/**
 * What a person has done to an element since the server wrote it: opened it, typed in it, chosen in it. It stays with what it
 * was done to, wherever that is put. The server's word counts where it says something new.
 */
import { hostMark, isBinding } from "./attributes.ts";
import { changeOf, type Change, undo, writtenState } from "./morph-change.ts";
import { byKey, isItem, isSameItem, itemKey, itemsIn } from "./morph-item.ts";
import type { DomContext } from "./context.ts";
import { focusedOf } from "./native/document.ts";
import { attributeOf, hasAttribute, localNameOf, matches } from "./native/element.ts";
import { query, queryAll } from "./native/query.ts";
import { isConnected, isElement, replace, textOf } from "./native/node.ts";
import { copyAttributes, refocus, type Selecting, selectionOf, typed } from "./swap/focus.ts";
import { isInside } from "./swap/dead.ts";
import { holdTopLayer } from "./swap/top-layer.ts";
import { rootOf } from "./target.ts";

/** Fields that nobody types in. */
const buttons = "[type=button i],[type=reset i],[type=submit i]";

/** For one morph: asked before each change, as idiomorph asks its callbacks. */
export interface StateKeeper {
  /** `false`: there is nothing more to do in the node. */
  beforeNodeMorphed(old: Node, fresh: Node): boolean;
  beforeAttributeUpdated(name: string, element: Element): boolean;
  /** After the morph: puts what is new where the old could not go on as it. Gives both. */
  replace(): ReadonlyMap<Node, Node>;
  /** Then: what stood elsewhere before gets back what is its own. `nodes` are what now stands there. */
  giveBack(nodes: Iterable<Node>): void;
}

/** What was found of an item before the morph. */
interface Before {
  readonly key: string;
  readonly change: Change | undefined;
  readonly written: string | null;
  /** Where it had the focus. */
  readonly focus: Selecting | undefined;
}

/** What the server has not changed between two writings of an element. */
type Unchanged = Set<string>;

/** By element name: where its markup says its state, and the property's name. */
const stateOf: Readonly<Record<string, readonly string[]>> = {
  input: ["value", "checked"],
  option: ["selected"],
  textarea: ["value"],
};

/** The part of the context that a keeper needs. */
export interface Keeping {
  readonly disabled?: string | undefined;
  readonly renew?: DomContext["renew"] | undefined;
}

/**
 * For a morph of `target`, or where `inner` of what is in it, into `content`. `renew` is told of what a host has to bind anew; what
 * is `disabled` goes on as nothing else, and nothing else as that.
 */
export function keepState(
  target: Element,
  content: readonly Node[],
  inner: boolean,
  { disabled: selector, renew }: Keeping,
): StateKeeper {
  // In a target that is dead itself, all is.
  const disabled = inner && selector && matches(target, selector) ? undefined : selector;
  const dead = new Set(disabled ? deadIn([target, ...content], disabled) : []);
  const keyOf = (item: Element): string => itemKey(item) + dead.has(item);
  const keyNow = (item: Element): string => itemKey(item) + (!!disabled && isInside(item, disabled));
  const olds = itemsIn([target]);
  const [before, after] = [byKey(olds, keyOf), byKey(itemsIn(content), keyOf)];
  const found = new Map(olds.map((item) => [item, stateBefore(item, keyOf(item))]));
  const replaced = new Map<Node, Node>();
  const unchanged = new WeakMap<Element, Unchanged>();
  const reopen = holdTopLayer(target);
  /** What has become another item. */
  const others = new Set<Element>();
  const changed = new Set<Element>();

  return {
    beforeNodeMorphed(old, fresh) {
      if (!(old instanceof Element) || !(fresh instanceof Element)) return true;
      if (dead.has(old) !== dead.has(fresh)) {
        replaced.set(old, fresh);
        return false;
      }
      if (isItem(old) && !isSameItem(old, keyOf(old), keyOf(fresh), before, after)) {
        others.add(old);
        return true;
      }
      const names = unchangedState(old, fresh);
      unchanged.set(old, names);
      if (!isTyping(old)) return true;
      names.add("value");
      if (localNameOf(old) === "input") return true;
      // What is typed is the content.
      if (copyAttributes(old, fresh)) changed.add(old);
      return false;
    },
    beforeAttributeUpdated(name, element) {
      if (name === hostMark || unchanged.get(element)?.has(name)) return false;
      if (isBinding(name)) changed.add(element);
      return true;
    },
    replace() {
      for (const [old, fresh] of replaced) replace(old, fresh);
      return replaced;
    },
    giveBack(nodes) {
      reopen();
      const standing = new Set(itemsIn(nodes));
      const now = byKey(standing, keyNow);
      for (const other of others) undo(other);
      for (const [item, { key, change, written, focus }] of found) {
        const stays = standing.has(item) && !others.has(item);
        const heir = stays ? item : before.get(key) && now.get(key);
        if (!heir) continue;
        // Options are no items: another one may stand where the chosen one stood.
        const isDue = heir !== item || localNameOf(heir) === "select";
        const isTyped = heir !== item && focus && canBeTypedIn(heir);
        if (isDue && !change) undo(heir);
        else if (isDue && (isTyped || written === writtenState(heir))) change?.(heir);
        if (focus) refocus(heir, focus, false, item);
      }
      for (const fresh of replaced.values()) if (isElement(fresh)) changed.add(fresh);
      for (const element of changed) if (isConnected(element)) renew?.(element);
    },
  };
}

function stateBefore(item: Element, key: string): Before {
  const focus = focusedOf(rootOf(item)) === item ? selectionOf(item) : undefined;
  return { key, change: changeOf(item), written: writtenState(item), focus };
}

/** Compares the two before the morph begins: it writes the new attributes first. */
function unchangedState(old: Element, fresh: Element): Unchanged {
  const names = stateOf[localNameOf(old)]?.filter((name) => written(name, old) === written(name, fresh)) ?? [];
  // Nobody leaves `open` out to close something: it was opened by a person.
  if (matches(old, "dialog,details") && !hasAttribute(fresh, "open")) return new Set([...names, "open"]);
  return new Set(names);
}

/** The dead regions among `nodes`, with all that is in them. Most content has none, which is asked first. */
const deadIn = (nodes: readonly Node[], disabled: string): Element[] =>
  nodes.filter(isElement).flatMap((node) => {
    if (matches(node, disabled)) return [node, ...queryAll(node, "*")];
    return query(node, disabled) ? [...queryAll(node, `:is(${disabled}), :is(${disabled}) *`)] : [];
  });

const canBeTypedIn = (element: Element): boolean => matches(element, typed) && !matches(element, buttons);

/** idiomorph's own `ignoreActiveValue` leaves the content of any focused element alone: of buttons, links and dialogs, too. */
const isTyping = (element: Element): boolean => canBeTypedIn(element) && focusedOf(rootOf(element)) === element;

function written(name: string, element: Element): string | null {
  return localNameOf(element) === "textarea" ? textOf(element) : attributeOf(element, name);
}
