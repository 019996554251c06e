/** What the elements of the page have been given for their attributes, and how it is taken back. */
import type { MessageListener } from "@sse/core";
import { contains } from "@sse/dom/native";
import type { Description } from "./description.ts";
import type { Source } from "./source.ts";

export interface Binding {
  /** The source that serves the element: its own or the nearest above. */
  readonly source: Source | undefined;
  readonly description: Description;
  /** Swaps a message into what the element says. */
  readonly swap: MessageListener;
  /** Takes back every subscription; the element's own source is not touched. */
  readonly undo: (() => void)[];
  /** Takes back the triggers that are not htmx's. */
  stopTriggers: (() => void) | undefined;
}

export interface Bindings {
  get(element: Element): Binding | undefined;
  put(element: Element, binding: Binding): void;
  /** Takes back what the element was given; with `keepsTriggers`, its triggers go on. */
  remove(element: Element, keepsTriggers?: boolean): void;
  /** The bindings of the elements inside `root`, itself included. */
  inside(root: Element): readonly (readonly [element: Element, binding: Binding])[];
}

export function createBindings(): Bindings {
  const bindings = new Map<Element, Binding>();
  return {
    get: (element) => bindings.get(element),
    put: (element, binding) => void bindings.set(element, binding),
    remove(element, keepsTriggers = false) {
      const binding = bindings.get(element);
      bindings.delete(element);
      for (const undo of binding?.undo ?? []) undo();
      if (!keepsTriggers) binding?.stopTriggers?.();
    },
    inside: (root) => [...bindings].filter(([element]) => contains(root, element)),
  };
}
