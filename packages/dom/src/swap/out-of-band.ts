/** Parts of the markup that go elsewhere: `hx-select-oob` and `hx-swap-oob`. */
import { idOf, ownAttribute } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { fire } from "../events.ts";
import { removeAttribute } from "../native/element.ts";
import { copyOf, remove } from "../native/node.ts";
import { queryAll } from "../native/query.ts";
import { styleOf } from "./gate.ts";
import type { Change } from "./job.ts";
import { place } from "./place.ts";

/** Takes the out-of-band parts out of `fragment` and swaps them within `root`; gives what each of them changed. */
export function swapOutOfBand(
  fragment: DocumentFragment,
  selectOob: string | undefined,
  root: Document | ShadowRoot,
  context: DomContext,
): Change[] {
  const changes: Change[] = [];
  const swapPart = (element: Element, value: string) =>
    void changes.push(...swapElsewhere(element, value, root, context));

  for (const part of selectOob?.split(",") ?? []) {
    const [id, style] = cutAt(part.trim(), part.trim().indexOf(":"));
    const element = fragment.querySelector(`#${CSS.escape(id.replace(/^#/, "").trim())}`);
    if (element) swapPart(element, style.trim() || "true");
  }
  const swapMarked = (within: DocumentFragment) => {
    const elements = within.querySelectorAll("[hx-swap-oob],[data-hx-swap-oob]");
    for (const element of elements) swapPart(element, ownAttribute(element, "hx-swap-oob") ?? "");
    return elements.length;
  };
  swapMarked(fragment);
  for (const template of fragment.querySelectorAll("template")) if (swapMarked(template.content)) template.remove();
  return changes;
}

/** The text before and after the character at `index`; all of it before where there is none. */
function cutAt(text: string, index: number): [before: string, after: string] {
  return index < 0 ? [text, ""] : [text.slice(0, index), text.slice(index + 1)];
}

/** `style:selector`; the styles of morphing have a colon of their own. */
function readValue(value: string): [style: string, selector: string] {
  return cutAt(value, value.indexOf(":", /^morph:(?:inn|out)erHTML/.exec(value)?.[0].length));
}

/** Swaps one part into every target that `value`, of an `hx-swap-oob`, or else its id names. */
function swapElsewhere(element: Element, value: string, root: Document | ShadowRoot, context: DomContext): Change[] {
  const id = idOf(element);
  removeAttribute(element, "hx-swap-oob");
  removeAttribute(element, "data-hx-swap-oob");
  remove(element);
  const [name, to] = value === "true" ? ["outerHTML", ""] : readValue(value);
  const targets = to || id ? [...queryAll(root, to || `#${CSS.escape(id)}`)] : [];
  if (!targets[0]) context.report(null, "oob-target", `hx-swap-oob finds no "${to || id}"`);
  return targets.flatMap((target, index) => {
    const style = styleOf(name, target, context);
    // The original goes last: a clone would be without its declarative shadow roots.
    const part = index === targets.length - 1 ? element : (copyOf(element, true) as Element);
    const fragment = new DocumentFragment();
    const replaces = style.drops === "target";
    fragment.append(...(replaces ? [part] : ((part as HTMLTemplateElement).content ?? part).childNodes));
    const detail = { shouldSwap: true, target, fragment };
    if (!fire(target, "htmx:oobBeforeSwap", detail, true) || !detail.shouldSwap) return [];
    const change = place({ target: detail.target, fragment: detail.fragment, style, context });
    fire(change.subjects[0] ?? detail.target, "htmx:oobAfterSwap", detail);
    return [change];
  });
}
