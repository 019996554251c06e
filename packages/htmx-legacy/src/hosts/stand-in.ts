/**
 * What `sanitize` has parsed, for htmx 4, which parses text: what was parsed is not written and parsed again, for it may mean
 * something else then. Stand-ins for the parts that go elsewhere let htmx find their places.
 */
import { isBlank, type JobOptions, outOfBand, ownAttribute } from "@sse/dom";
import { copyOf, queryAll, remove, removeAttribute, templatesIn, textOf } from "@sse/dom/native";

/** The part of a swap that goes to one place: its own, or that of an out-of-band part or partial. */
export interface Task {
  readonly type: string;
  readonly target: unknown;
  swapSpec: { readonly style: string; readonly strip?: boolean };
  fragment: DocumentFragment;
}

export interface StandIn {
  /** What htmx is given: the stand-ins, each with its number, and a dash where something is left for the target. */
  readonly text: string;
  /** Puts the parts where their stand-ins are. */
  replace(tasks: readonly Task[]): void;
}

/** Takes what goes elsewhere out of `content`. */
export function standIn(content: DocumentFragment, { select, selectOob }: JobOptions): StandIn {
  const parts: DocumentFragment[] = [];
  let text = "";
  const take = (part: Element, place = ownAttribute(part, "hx-swap-oob")): void => {
    // htmx makes a template of it. What has no place is a partial.
    const tag = place === null ? "hx-partial" : "div";
    const values = ["id", "hx-target", "hx-swap"].map((name) => written(name, ownAttribute(part, name)));
    text += `<${tag}${values.join("")}${written("hx-swap-oob", place)}>${parts.length}</${tag}>`;
    remove(part);
    removeAttribute(part, "hx-swap-oob");
    removeAttribute(part, "data-hx-swap-oob");
    const fragment = new DocumentFragment();
    fragment.append(part);
    parts.push(place === null ? (part as HTMLTemplateElement).content : fragment);
  };

  for (const spec of selectOob?.split(",") ?? []) {
    const [selector = "", place = "true"] = spec.split(/:(.*)/s);
    for (const part of queryAll(content, selector)) take(part, place);
  }
  for (const part of queryAll(content, outOfBand)) take(part);
  for (const part of templatesIn(content, "template[hx][type=partial]")) take(part);
  if (!isBlank(content)) text += "-";

  return {
    text,
    replace(tasks) {
      for (const task of tasks) {
        // Only a part may go to several places; a copy is without its declarative shadow roots.
        const part = task.type === "main" ? undefined : parts[Number(textOf(task.fragment))];
        if (part) task.fragment = copyOf(part, true);
        if (task.type !== "main") continue;
        task.fragment = content;
        if (!select) continue;
        task.fragment = new DocumentFragment();
        task.fragment.append(...queryAll(content, select));
      }
    },
  };
}

/** An attribute as text; nothing in its value reads like a tag. */
function written(name: string, value: string | null): string {
  if (value === null) return "";
  return ` ${name}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")}"`;
}
