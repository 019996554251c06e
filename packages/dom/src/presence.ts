/**
 * Which elements of interest stand in the document: finds new ones and notices gone ones, whoever changed the
 * document, and tells of attributes that changed. One mechanism for all bindings.
 */

/** What a presence is told to watch, and whom it tells. */
export interface PresenceOptions {
  readonly root: Document;
  /** Matches every element of interest. */
  readonly selector: string;
  /** Attributes whose change matters, on any element: those of `selector`, and those that are inherited. */
  readonly attributes: readonly string[];
  /** An element of interest stands in the document: new, or moved, or one whose attributes changed. Called in document order. */
  found(element: Element): void;
  /** A found element left the document for good: it was not put back within the task. */
  gone(element: Element): void;
  /** One of `attributes` changed on `element`, which may be any element. */
  changed(element: Element, attribute: string): void;
}

export interface Presence {
  /** Finds what stands in the document and begins to watch it. */
  start(): void;
  /** Stops watching and lets go of every element. */
  stop(): void;
  /** Finds the elements of interest in `root`, itself included, at once. */
  scan(root: Element | Document): void;
  /** Handles what is already known to have changed, at once. */
  flush(): void;
  /** Handles changed attributes at once; free when there are none. */
  flushAttributes(): void;
  /**
   * Runs deliveries. During many at once the tree is not observed: gone elements are noticed when they are done, new ones
   * that others brought within a frame.
   */
  batch(deliver: () => void, count: number): void;
}

/** From this many messages on, one look at the document is cheaper than a mutation record for every swap. */
const burst = 8;

/** How long the tree observer rests after a burst, in ms: a frame. One look then serves all bursts of that time. */
const rest = 16;

export function createPresence(options: PresenceOptions): Presence {
  const { root, selector, gone, changed } = options;
  const present = new Set<Element>();
  let running = false;
  let resting: ReturnType<typeof setTimeout> | undefined;

  // Two observers, since swaps make tree records but no attribute records: the second one is free on the hot path and
  // can be read synchronously, so that a listener's `setAttribute("hx-swap", …)` counts for the message at hand.
  const trees = new MutationObserver(onTrees);
  const attributes = new MutationObserver(onAttributes);

  function watchTrees(): void {
    trees.observe(root, { childList: true, subtree: true });
  }

  function meet(element: Element): void {
    present.add(element);
    options.found(element);
  }

  function scan(from: Element | Document): void {
    if (!running) return;
    if (from.nodeType === 1 && (from as Element).matches(selector)) meet(from as Element);
    const found = from.querySelectorAll(selector);
    // By index: iterating a NodeList takes ten times as long.
    for (let index = 0; index < found.length; index++) meet(found[index] as Element);
  }

  function sweep(): void {
    for (const element of present) {
      if (element.isConnected) continue;
      present.delete(element);
      gone(element);
    }
  }

  /** Ends the rest after a burst: what came and went meanwhile is found by looking at everything once. */
  function wake(): void {
    resting = undefined;
    watchTrees();
    sweep();
    scan(root);
  }

  function onTrees(records: readonly MutationRecord[]): void {
    let removed = false;
    for (const { addedNodes, removedNodes } of records) {
      removed ||= removedNodes.length > 0;
      for (const node of addedNodes) {
        if (node.nodeType === 1 && node.isConnected) scan(node as Element);
      }
    }
    if (removed && running) sweep();
  }

  function onAttributes(records: readonly MutationRecord[]): void {
    for (const { target, attributeName } of records) {
      const element = target as Element;
      if (!running || !element.isConnected) continue;
      changed(element, attributeName ?? "");
      if (element.matches(selector)) meet(element);
      else if (present.delete(element)) gone(element);
    }
  }

  function flushAttributes(): void {
    const records = attributes.takeRecords();
    if (records.length) onAttributes(records);
  }

  function flush(): void {
    flushAttributes();
    const records = trees.takeRecords();
    if (records.length) onTrees(records);
  }

  return {
    scan,
    flush,
    flushAttributes,
    start() {
      if (running) return;
      running = true;
      scan(root);
      watchTrees();
      attributes.observe(root, { attributes: true, subtree: true, attributeFilter: [...options.attributes] });
    },
    stop() {
      running = false;
      clearTimeout(resting);
      resting = undefined;
      trees.disconnect();
      attributes.disconnect();
      for (const element of present) gone(element);
      present.clear();
    },
    batch(deliver, count) {
      if (count >= burst && running && resting === undefined) {
        flush();
        trees.disconnect();
        resting = setTimeout(wake, rest);
      }
      deliver();
      if (resting !== undefined && running) {
        flushAttributes();
        sweep();
      }
    },
  };
}
