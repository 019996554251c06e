/** The sources of a page, and which of them serves an element. */
import type { MessageListener } from "@sse/core";
import { isInside, parentOf } from "@sse/dom";
import { contains, parentElementOf } from "@sse/dom/native";
import type { Source, SourceCloseType } from "./source.ts";

/** What an element finds where it stands. */
export interface Place {
  /** Inside a region that is dead to us. */
  readonly disabled: boolean;
  /** The nearest source above. */
  readonly source: Source | undefined;
}

export interface SourceTree {
  /** The element's own source. */
  own(element: Element): Source | undefined;
  /** The source on or nearest above the element. */
  nearest(element: Element): Source | undefined;
  /** Gives what says where elements stand, for as long as nothing is moved in the document. */
  look(): (element: Element) => Place;
  put(element: Element, source: Source): void;
  /** Hears an event of every source of the page, or inside an element, now and later. Returns its undo. */
  subscribeAll(type: string, listener: MessageListener, inside?: Element): () => void;
  /** Stops the element's own source, if it has one. */
  drop(element: Element, type: SourceCloseType): void;
  /** Stops every source in `target`, and its own where `whole`: they are about to be replaced. */
  release(target: Element, whole: boolean): void;
  /** The same sources will go later, unless they stay after all. Gives whether there are any. */
  expectReplacement(target: Element, whole: boolean): boolean;
}

/** A subscription to sources that come and go. */
interface Listening {
  readonly type: string;
  readonly listener: MessageListener;
  readonly inside: Element | undefined;
  readonly undos: Map<Source, () => void>;
}

const nowhere: Place = { disabled: false, source: undefined };

/** A page without sources. `dead` matches the regions in which nothing is bound. */
export function createSourceTree(dead: string): SourceTree {
  const sources = new Map<Element, Source>();
  const listening = new Set<Listening>();

  function nearest(element: Element): Source | undefined {
    for (let at: Element | null = element; at; at = parentOf(at)) {
      const source = sources.get(at);
      if (source) return source;
    }
    return undefined;
  }

  function drop(element: Element, type: SourceCloseType): void {
    const source = sources.get(element);
    if (!source) return;
    source.stop(type);
    // Who heard of it may have had the element bound anew.
    if (sources.get(element) === source) sources.delete(element);
    for (const { undos } of listening) undos.delete(source);
  }

  function listen({ type, listener, inside, undos }: Listening, source: Source): void {
    if (!inside || contains(inside, source.element)) undos.set(source, source.subscribe(type, listener));
  }

  /** Asked of the few sources: whoever looks at the old content makes an object of every element of it. */
  function sourcesIn(target: Element, whole: boolean): Source[] {
    return [...sources.values()].filter(({ element }) => (whole || element !== target) && contains(target, element));
  }

  return {
    nearest,
    drop,
    own: (element) => sources.get(element),
    put(element, source) {
      sources.set(element, source);
      for (const each of listening) listen(each, source);
    },
    subscribeAll(type, listener, inside) {
      const each: Listening = { type, listener, inside, undos: new Map() };
      listening.add(each);
      for (const source of sources.values()) listen(each, source);
      return () => {
        listening.delete(each);
        for (const undo of each.undos.values()) undo();
      };
    },
    look() {
      // Siblings follow each other: where one stands, the next one does most often.
      let parent: Element | null | undefined;
      let place = nowhere;
      return (element) => {
        const above = parentOf(element);
        if (above !== parent) {
          parent = above;
          place = above ? { disabled: isInside(above, dead), source: nearest(above) } : nowhere;
        }
        return place;
      };
    },
    release(target, whole) {
      for (const { element } of sourcesIn(target, whole)) drop(element, "nodeReplaced");
    },
    expectReplacement(target, whole) {
      const place = (whole && parentElementOf(target)) || target;
      const expected = sourcesIn(target, whole);
      for (const source of expected) source.expectReplacement(place);
      return expected.length > 0;
    },
  };
}
