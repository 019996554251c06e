/** What a page beside htmx 4 hears of swaps: htmx 4's own events, and those that htmx 2 has, once each. */
import { askAboutPart, type DomContext, fire } from "@sse/dom";
import { isConnected } from "@sse/dom/native";
import type { Listen } from "./host.ts";
import { fireTwice } from "./kebab.ts";
import type { Task } from "./stand-in.ts";

type Settling = Event & {
  readonly target: Element;
  readonly detail: { readonly task: Task; readonly newContent: readonly Node[] } | null;
};

type Retold = Event & {
  readonly target: EventTarget;
  readonly detail: { readonly elt?: Element; readonly ctx?: object } | null;
};

/** What is swapped for a message. */
const announced = new WeakSet<Task>();
/** Parts of which the page was asked, and hears when they stand. */
const parts = new WeakSet<Task>();
/** Swaps, and new content, of which the page hears from us. */
const told = new WeakSet<object>();

/** The page hears from us of this swap, or new content; of each of its tasks, as htmx 2 would tell it. */
export function announce(content: object, tasks: readonly Task[]): void {
  told.add(content);
  for (const task of tasks) announced.add(task);
}

/** Asks the page about a part, and has it put as the page says. Gives where that is. */
export function askAbout(task: Task, target: Element, context: DomContext): Element | undefined {
  const part = askAboutPart(target, task.fragment, context);
  if (!part) return undefined;
  parts.add(task);
  Object.assign(task, { target: part.target, fragment: part.fragment });
  return part.target;
}

/** Listens for what htmx 4 tells of the tasks that are announced. */
export function startAnnouncing(listen: Listen): void {
  listen(["htmx:before:settle", "htmx:after:settle"], retell, true);
  listen(["htmx:afterSwap", "htmx:load", "htmx:afterSettle"], dropSecond, true);
}

function retell(event: Event): void {
  const { type, target, detail } = event as Settling;
  if (detail && parts.delete(detail.task)) {
    const { fragment } = detail.task;
    raiseAsHtmx2(target, "htmx:oobAfterSwap", { elt: target, shouldSwap: true, target, fragment });
  }
  if (!detail || !announced.has(detail.task)) return;
  const { task, newContent } = detail;
  const raise = (elt: Element, name: string): void => raiseAsHtmx2(elt, name, { elt, target });
  const elements = newContent.filter((node) => node instanceof Element);
  // It names the first alone of several elements that replace one.
  const subjects = task.swapSpec.style === "outerHTML" ? elements : [target];
  if (type === "htmx:before:settle") return subjects.forEach((subject) => raise(subject, "htmx:afterSwap"));
  announced.delete(task);
  for (const node of newContent) told.add(node);
  // What is new is processed when this event is over.
  queueMicrotask(() => {
    for (const element of elements) raise(element, "htmx:load");
    for (const subject of subjects) raise(subject, "htmx:afterSettle");
  });
}

/** An event of htmx's own extension `htmx-2-compat` that tells once more of what we tell comes without the element. */
function dropSecond(event: Event): void {
  const { target, detail } = event as Retold;
  if (!detail?.elt && told.has(detail?.ctx ?? target)) event.stopImmediatePropagation();
}

/** Raises an event of htmx 2, and its kin of htmx 4, for `element`; `asking` is who has it swapped. */
export function raiseInBoth(element: Element, type: string, detail: object, asking: Element): void {
  raiseAsHtmx2(element, type, detail);
  const ctx = { sourceElement: asking, target: element };
  if (type === "htmx:afterSwap") fire(asking, "htmx:after:swap", { ctx });
  if (type === "htmx:afterSettle") fire(element, "htmx:after:settle", { task: ctx, newContent: [] });
}

/** An event by the name that htmx 2 gives it, and by the one that `hx-on::after-swap` hears. */
function raiseAsHtmx2(elt: Element, type: string, detail: object): void {
  if (isConnected(elt)) fireTwice(elt, type, detail);
}
