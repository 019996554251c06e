/** Parts of the markup that go elsewhere: `hx-select-oob` and `hx-swap-oob`. */
import { ownAttribute } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { fire } from "../events.ts";
import { type Outcome, place, styleOf } from "./place.ts";

const attributes = ["hx-swap-oob", "data-hx-swap-oob"];
const marked = attributes.map((name) => `[${name}]`).join();

/** Takes the out-of-band parts out of `fragment` and swaps them within `root`. Gives what each did. */
export function swapOutOfBand(
  fragment: DocumentFragment,
  selectOob: string | undefined,
  root: Document | ShadowRoot,
  context: DomContext,
): Outcome[] {
  const outcomes: Outcome[] = [];
  for (const part of selectOob?.split(",") ?? []) {
    const [name = "", ...style] = part.trim().split(":");
    const element = fragment.querySelector(`#${CSS.escape(name.replace("#", ""))}`);
    if (element) outcomes.push(...swapPart(element, style.join(":") || "true", root, context));
  }
  const swapMarked = (within: DocumentFragment) => {
    const elements = within.querySelectorAll(marked);
    for (const element of elements) {
      outcomes.push(...swapPart(element, ownAttribute(element, "hx-swap-oob") ?? "", root, context));
    }
    return elements.length;
  };
  swapMarked(fragment);
  for (const template of fragment.querySelectorAll("template")) if (swapMarked(template.content)) template.remove();
  return outcomes;
}

function swapPart(element: Element, value: string, root: Document | ShadowRoot, context: DomContext): Outcome[] {
  for (const name of attributes) element.removeAttribute(name);
  element.remove();
  const [, name = "", to] =
    /^(morph:(?:inner|outer)HTML|[^:]*):?(.*)$/.exec(value === "true" ? "outerHTML" : value) ?? [];
  const selector = to || `#${CSS.escape(element.id)}`;
  const targets = to || element.id ? [...root.querySelectorAll(selector)] : [];
  if (!targets.length) {
    context.report(null, "oob-target", `Nothing matches "${selector}" of hx-swap-oob.`);
    fire(document.body, "htmx:oobErrorNoTarget", { content: element, target: selector });
  }
  return targets.flatMap((target, index) => {
    const style = styleOf(name, target, context);
    // The original goes last: a clone would be without its declarative shadow roots.
    const part = index < targets.length - 1 ? (element.cloneNode(true) as Element) : element;
    const fragment = document.createDocumentFragment();
    fragment.append(...(style.drops === "target" ? [part] : contentOf(part).childNodes));
    const detail = { shouldSwap: true, target, fragment };
    if (!fire(target, "htmx:oobBeforeSwap", detail, true) || !detail.shouldSwap) return [];
    const outcome = place(detail.target, detail.fragment, style, context);
    fire(outcome.subjects[0] ?? detail.target, "htmx:oobAfterSwap", detail);
    // Only what was replaced itself settles visibly, as in htmx.
    return [style.drops === "target" ? outcome : { ...outcome, settling: [] }];
  });
}

function contentOf(element: Element): ParentNode {
  return element instanceof HTMLTemplateElement ? element.content : element;
}
