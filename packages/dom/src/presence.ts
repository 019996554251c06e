/**
 * Which elements of interest stand in the document: finds new ones and notices gone ones, whoever changed the
 * document, and tells of attributes that changed. One mechanism for all bindings.
 */

import { createHandedRoots } from "./handed-roots.ts";
import { attributeNamesOf, attributeOf, matches } from "./native/element.ts";
import { isConnected, nodeTypeOf } from "./native/node.ts";
import { query, queryAll } from "./native/query.ts";
import { createObserverRest } from "./observer-rest.ts";
import { unshelved } from "./swap/shelf.ts";

/** What a presence is told to watch, and whom it tells. */
export interface PresenceOptions {
  readonly root: Document;
  /** Matches every element of interest. */
  readonly selector: string;
  /** Attributes whose change matters, on any element: those of `selector`, and those that are inherited. */
  readonly attributes: readonly string[];
  /** Elements of interest stand in the document: new, moved, changed, or only seen again. They come in document order. */
  found(elements: readonly Element[]): void;
  /** A found element left the document for good: it was not put back within the task. */
  gone(element: Element): void;
  /** One of `attributes` changed on `element`, which may be any element; the empty string: which one is not known. */
  changed(element: Element, attribute: string): void;
  /** Elements stand elsewhere than before, or any attribute may have changed unseen: what is inherited may be another. */
  moved(): void;
}

/** Watches a document from `start()` to `stop()`, which may be repeated. What it finds, it tells its `PresenceOptions`. */
export interface Presence {
  /** Finds what stands in the document and begins to watch it. */
  start(): void;
  /** Stops watching and lets go of every element. */
  stop(): void;
  /** Finds the elements of interest in `root`, itself included, at once. A shadow root is watched from now on. */
  scan(root: Element | Document | ShadowRoot): void;
  /** Handles what is already known to have changed, at once. */
  flush(): void;
  /** Finds at once what somebody else has put into `root`. */
  catchUp(root: Element): void;
  /** A message is about to be delivered: handles at once what the listeners of the one before it have changed. */
  delivering(): void;
  /** A swap is about to be made: handles changed attributes at once, and makes the observers rest in a burst. */
  swapping(): void;
  /** Runs deliveries, and notices afterwards what they removed. */
  batch(deliver: () => void): void;
}

/**
 * Makes a presence that does not watch yet: call `start()`. From then on every element of interest is told as `found`, and as
 * `gone` when it has left the document; one that is moved within a task is not `gone`.
 */
export function createPresence(options: PresenceOptions): Presence {
  const { root, selector } = options;
  /** A shadow root is looked at while its host stands in the document: one that comes back counts again. */
  const roots = createHandedRoots();
  const watched = new Set(options.attributes);
  const present = new Set<Element>();
  let running = false;
  /** What the present elements say in `attributes`, as it was when the observers began to rest. */
  let before: ReadonlyMap<Element, string> = new Map();
  const rest = createObserverRest(beginRest, endRest);

  // Two observers: swaps make no attribute records, so that these can be read for every message, and a listener's
  // `setAttribute("hx-swap", …)` counts for the message at hand.
  const trees = new MutationObserver((records) => onTrees(records));
  const attributes = new MutationObserver(onAttributes);

  function watch(tree: Document | ShadowRoot): void {
    trees.observe(tree, { childList: true, subtree: true });
    attributes.observe(tree, { attributes: true, subtree: true, attributeFilter: [...watched] });
  }

  function unwatch(): void {
    trees.disconnect();
    attributes.disconnect();
  }

  function scan(from: Element | Document | ShadowRoot): void {
    if (!running) return;
    if (nodeTypeOf(from) === 11) {
      roots.add(from as ShadowRoot);
      // Observing anew what is observed changes nothing.
      if (!rest.resting) watch(from as ShadowRoot);
      // It is bound when its host comes.
      if (!isConnected(from)) return;
    }
    const all = nodeTypeOf(from) === 1 && matches(from as Element, selector) ? [from as Element] : [];
    const inside = queryAll(from, selector);
    // By index: iterating a NodeList takes ten times as long.
    for (let index = 0; index < inside.length; index++) all.push(inside[index] as Element);
    const found = unshelved(all);
    for (const element of found) present.add(element);
    if (found.length) {
      // First: whoever binds what is found asks for them, and would find the same element again in the middle of it.
      flushAttributes();
      options.found(found);
    }
    // Those further in are found in there.
    for (const shadow of roots.inside(from)) scan(shadow);
  }

  function sweep(): void {
    for (const element of present) {
      if (isConnected(element)) continue;
      present.delete(element);
      options.gone(element);
    }
  }

  /** Whether an element of interest may have gone with this node. What is in a shadow root is not asked for. */
  const mayHold = (node: Node | undefined): boolean =>
    !!node &&
    nodeTypeOf(node) === 1 &&
    (!roots.isEmpty || matches(node as Element, selector) || query(node as Element, selector) !== null);

  function onTrees(records: readonly MutationRecord[], areOwn = false): void {
    let mayBeGone = false;
    const known = present.size;
    if (records.some(isMove)) options.moved();
    for (const { addedNodes, removedNodes } of records) {
      for (let at = 0; !mayBeGone && at < removedNodes.length; at++) mayBeGone = mayHold(removedNodes[at]);
      for (let at = 0; at < addedNodes.length; at++) {
        const node = addedNodes[at] as Node;
        if (nodeTypeOf(node) === 1 && isConnected(node)) scan(node as Element);
      }
    }
    if (!areOwn) noteStranger(known);
    // To look at every present element takes longer than a small swap.
    if (mayBeGone) sweep();
  }

  /** What swaps bring is known already, or looked for at once: more than was known has been added by a script of the page. */
  function noteStranger(known: number): void {
    if (present.size > known) rest.forbid();
  }

  function onAttributes(records: readonly MutationRecord[]): void {
    for (const { target, attributeName } of records) onAttribute(target as Element, attributeName ?? "");
  }

  function onAttribute(element: Element, name: string): void {
    rest.forbid();
    // What it says now is no longer what it was found by.
    if (!isConnected(element)) return void (present.has(element) && queueMicrotask(sweep));
    options.changed(element, name);
    if (!matches(element, selector)) {
      if (present.delete(element)) options.gone(element);
    } else if (running) {
      present.add(element);
      options.found([element]);
    }
  }

  function flushAttributes(): void {
    const records = attributes.takeRecords();
    if (records.length) onAttributes(records);
  }

  function flush(areOwn = false): void {
    flushAttributes();
    const records = trees.takeRecords();
    if (records.length) onTrees(records, areOwn);
  }

  function beginRest(): void {
    flush();
    unwatch();
    before = new Map([...present].map((element) => [element, written(element)]));
  }

  /** What came, went and changed meanwhile is found by looking at everything once. */
  function endRest(): void {
    watch(root);
    for (const shadow of roots.all()) if (isConnected(shadow.host)) watch(shadow);
    sweep();
    for (const [element, text] of before) if (written(element) !== text) onAttribute(element, "");
    before = new Map();
    options.moved();
    const known = present.size;
    scan(root);
    noteStranger(known);
  }

  function written(element: Element): string {
    let text = "";
    for (const name of attributeNamesOf(element))
      if (watched.has(name)) text += `${name}=${attributeOf(element, name)}\n`;
    return text;
  }

  return {
    scan,
    flush: () => flush(),
    catchUp(root) {
      if (rest.resting) scan(root);
      else flush(true);
    },
    start() {
      if (running) return;
      running = true;
      // First: who hears of what is found may change what was looked at already.
      watch(root);
      scan(root);
    },
    stop() {
      running = false;
      rest.stop();
      unwatch();
      for (const element of present) options.gone(element);
      present.clear();
      roots.clear();
    },
    delivering() {
      if (running && !rest.resting) flush();
    },
    swapping() {
      if (rest.resting || !running) return;
      rest.swap();
      if (!rest.resting) flushAttributes();
    },
    batch(deliver) {
      try {
        rest.batch(deliver);
      } finally {
        if (rest.resting) sweep();
      }
    },
  };
}

/** Whether a node was taken away that stands elsewhere now, where it may inherit something else. Swaps do not look so. */
function isMove({ addedNodes, removedNodes }: MutationRecord): boolean {
  const removed = addedNodes.length || removedNodes.length !== 1 ? undefined : removedNodes[0];
  return !!removed && isConnected(removed);
}
