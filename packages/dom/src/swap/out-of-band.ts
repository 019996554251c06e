/** Parts of the markup that go elsewhere: `hx-select-oob` and `hx-swap-oob`. */
import { idOf, ownAttribute } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { fire } from "../events.ts";
import { type Change, place } from "./place.ts";
import { styleOf } from "./style.ts";

/** Takes the out-of-band parts out of `fragment` and swaps them within `root`. */
export function swapOutOfBand(
  change: Change,
  fragment: DocumentFragment,
  selectOob: string | undefined,
  root: Document | ShadowRoot,
  context: DomContext,
): void {
  for (const part of selectOob?.split(",") ?? []) {
    const [, id = "", style] = /^\s*#?([^:\s]*):?(.*?)\s*$/.exec(part) ?? [];
    const element = fragment.querySelector(`#${CSS.escape(id)}`);
    if (element) swapPart(change, element, style || "true", root, context);
  }
  const swapMarked = (within: DocumentFragment) => {
    const elements = within.querySelectorAll("[hx-swap-oob],[data-hx-swap-oob]");
    for (const element of elements)
      swapPart(change, element, ownAttribute(element, "hx-swap-oob") ?? "", root, context);
    return elements.length;
  };
  swapMarked(fragment);
  for (const template of fragment.querySelectorAll("template")) if (swapMarked(template.content)) template.remove();
}

function swapPart(
  change: Change,
  element: Element,
  value: string,
  root: Document | ShadowRoot,
  context: DomContext,
): void {
  const id = idOf(element);
  element.removeAttribute("hx-swap-oob");
  element.removeAttribute("data-hx-swap-oob");
  element.remove();
  const [, name = "", to] =
    /^(morph:(?:inn|out)erHTML|[^:]*):?(.*)$/.exec(value === "true" ? "outerHTML" : value) ?? [];
  const targets = to || id ? [...root.querySelectorAll(to || `#${CSS.escape(id)}`)] : [];
  if (!targets[0]) context.report(null, "oob-target", `hx-swap-oob finds no "${to || id}"`);
  for (const target of targets) {
    const style = styleOf(name, target, context);
    // The original goes last: a clone would be without its declarative shadow roots.
    const part = target === targets.at(-1) ? element : (element.cloneNode(true) as Element);
    const fragment = document.createDocumentFragment();
    const replaces = style.drops === "target";
    fragment.append(...(replaces ? [part] : ((part as HTMLTemplateElement).content ?? part).childNodes));
    const detail = { shouldSwap: true, target, fragment };
    if (!fire(target, "htmx:oobBeforeSwap", detail, true) || !detail.shouldSwap) continue;
    const subjects = place(change, detail.target, detail.fragment, style, context);
    // Only what was replaced itself settles visibly, as in htmx.
    if (replaces) change.settling.push(...subjects);
    fire(subjects[0] ?? detail.target, "htmx:oobAfterSwap", detail);
  }
}
