/** What htmx takes out of the document: its sources say that they were replaced. */
import { isElement, listen } from "@sse/dom/native";
import type { Listen } from "./host.ts";

/** The part of a swap of htmx 4 that goes to one place. */
interface Task {
  readonly target: unknown;
  readonly swapSpec: { readonly style: string } | string;
}

/** Each is told of what goes: an element with everything in it, or, unless `whole`, only what is in it. */
export interface Removals {
  /** It goes now. Gives whether another may take over what is in it. */
  release(element: Element, whole: boolean): boolean;
  /** The same, for what goes when a delay or a transition is over, unless the swap is cancelled. */
  expect(element: Element, whole: boolean): boolean;
  /** What came in its place stands. */
  replaced(): void;
}

export function watchRemovals(hear: Listen, { release, expect, replaced }: Removals): void {
  // htmx 2 tells it of each element; in the same task it has swapped. Every event of ours raises the same, and asks nobody.
  hear(["htmx:beforeCleanupElement"], ({ target }) => {
    if (isElement(target as Node | null) && release(target as Element, true))
      listen(document, "htmx:afterSwap", replaced, { capture: true, once: true });
  });
  /** Swaps of htmx 4 by which a source goes. */
  const expected = new WeakSet<object>();
  // htmx 4 tells it of its own elements alone: what is swapped is known before.
  hear(["htmx:before:swap"], (event) => {
    for (const task of (event as CustomEvent<{ tasks?: Task[] } | null>).detail?.tasks ?? []) {
      const { target, swapSpec } = task;
      const style = typeof swapSpec === "string" ? swapSpec : swapSpec.style;
      if (!(target instanceof Element) || !/^(innerHTML|outerHTML|textContent|delete)$/.test(style)) continue;
      if (expect(target, /^(outerHTML|delete)$/.test(style))) expected.add(task);
    }
  });
  hear(
    ["htmx:before:settle"],
    (event) => {
      const { detail } = event as CustomEvent<{ task?: Task } | null>;
      if (detail?.task && expected.has(detail.task)) replaced();
    },
    true,
  );
}
