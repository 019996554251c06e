/** What htmx takes out of the document: its sources say that they were replaced. */
import { isElement } from "@sse/dom/native";
import type { Listen } from "./host.ts";

/** The part of a swap of htmx 4 that goes to one place. */
interface Task {
  readonly target: unknown;
  readonly swapSpec: { readonly style: string } | string;
}

/** Each is told of what goes: an element with everything in it, or, unless `whole`, only what is in it. */
export interface Removals {
  /** It goes now. */
  release(element: Element, whole: boolean): void;
  /** It goes when a delay or a transition is over, unless the swap is cancelled. */
  expect(element: Element, whole: boolean): void;
}

export function watchRemovals(listen: Listen, { release, expect }: Removals): void {
  // htmx 2 tells it of each element.
  listen(["htmx:beforeCleanupElement"], ({ target }) => {
    if (isElement(target as Node | null)) release(target as Element, true);
  });
  // htmx 4 tells it of its own elements alone: what is swapped is known before.
  listen(["htmx:before:swap"], (event) => {
    for (const { target, swapSpec } of (event as CustomEvent<{ tasks?: Task[] } | null>).detail?.tasks ?? []) {
      const style = typeof swapSpec === "string" ? swapSpec : swapSpec.style;
      if (target instanceof Element && /^(innerHTML|outerHTML|textContent|delete)$/.test(style))
        expect(target, /^(outerHTML|delete)$/.test(style));
    }
  });
}
