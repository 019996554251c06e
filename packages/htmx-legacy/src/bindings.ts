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
  /** Takes back every subscription and trigger; the element's own source is not touched. */
  readonly undo: (() => void)[];
}

export interface Bindings {
  get(element: Element): Binding | undefined;
  put(element: Element, binding: Binding): void;
  /** Takes back what the element was given. */
  remove(element: Element): void;
  /** The bindings of the elements inside `root`, itself included. */
  inside(root: Element): readonly (readonly [element: Element, binding: Binding])[];
}

export function createBindings(): Bindings {
  const bindings = new Map<Element, Binding>();
  return {
    get: (element) => bindings.get(element),
    put: (element, binding) => void bindings.set(element, binding),
    remove(element) {
      const binding = bindings.get(element);
      bindings.delete(element);
      for (const undo of binding?.undo ?? []) undo();
    },
    inside: (root) => [...bindings].filter(([element]) => contains(root, element)),
  };
}
