/** The elements that an attribute of a request names: `hx-target`, `hx-include`, `hx-indicator` and the like. */
import { parseTargetAttribute } from "@sse/parser";
import { attributeOwner, parentOf } from "../attributes.ts";
import { resolveTarget, resolveTargets } from "../target.ts";

/** The element that an extended selector means; `null` when there is none. */
export function findTarget(element: Element, text: string, owner?: Element): Element | null {
  const spec = parseTargetAttribute(text).value;
  const target = spec && resolveTarget(element, spec, owner);
  return target instanceof Element ? target : null;
}

/**
 * The elements of an inherited attribute that holds a list of extended selectors, in which `inherit` stands for the
 * list of the next element above that has the attribute; `undefined` where there is no such attribute.
 */
export function attributeTargets(element: Element, name: string, from: Element = element): Element[] | undefined {
  const found = attributeOwner(from, name);
  if (!found) return undefined;
  const { value, owner } = found;
  // Commas within brackets belong to a selector.
  return value.split(/,(?![^([]*[)\]])/).flatMap((part) => {
    if (part.trim() === "inherit") {
      const parent = parentOf(owner);
      return (parent && attributeTargets(element, name, parent)) ?? [];
    }
    const spec = parseTargetAttribute(part).value;
    return spec ? resolveTargets(element, [spec], owner).filter((target) => target instanceof Element) : [];
  });
}
