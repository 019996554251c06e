/** Markup for a place below `<svg>` or `<math>`, where it means something else than in HTML. */
import { attributeOf, localNameOf, namespaceOf, removeAttribute } from "../native/element.ts";
import { childNodesOf, insertBefore } from "../native/node.ts";
import { queryAll } from "../native/query.ts";
import { anyDead, isInside } from "./dead.ts";
import { elementsOf, parentsOf } from "./ranges.ts";
import type { Foreign, Tag } from "./tags.ts";

type Parse = (html: string) => DocumentFragment;

/** What content of `parent` is parsed in, where that is not HTML. */
export function foreignOf(parent: Element): Foreign | undefined {
  if (localNameOf(parent) === "foreignObject") return undefined;
  const [tag] = /svg|math/i.exec(namespaceOf(parent) ?? "") ?? [];
  return tag ? (tag.toLowerCase() as Foreign) : undefined;
}

/** Whether the text may hold a region that is dead to some host, or matches `disabled`: of a selector, no text can tell. */
export const mayBeDead = (html: string, disabled = ""): boolean =>
  /hx-(?:disable|ignore)/i.test(html) || !isAttributes.test(disabled);

/** A selector of nothing but the attributes. */
const isAttributes = /^(?:\[(?:data-)?hx-(?:disable|ignore)(?:="")?\][,\s]*)*$/;

const dead = /^(?:data-)?hx-(?:disable|ignore)$/;
const isDead = ({ attributes }: Tag): boolean => attributes.some((name) => dead.test(name));

/**
 * Parses by `parse`, as content of `<svg>` or `<math>`. Who wrote what is in a region that may be dead kept it within by the rules of
 * HTML: it ends where it ends in HTML, and is parsed by itself. Where that cannot be told, all of it is HTML. `disabled` is what
 * the page says of regions besides.
 */
export function parseForeign(html: string, foreign: Foreign, parse: Parse, disabled = ""): DocumentFragment {
  if (!isAttributes.test(disabled)) {
    const asHtml = parse(html);
    if ([...queryAll(asHtml, disabled)].some((region) => !isInside(region, anyDead))) return asHtml;
  }
  if (!mayBeDead(html)) return contentOf(html, foreign, parse);
  const regions = elementsOf(html, isDead);
  const isClear = regions.every(({ tag }) => tag.isEmpty || html.charAt(tag.end - 2) !== "/");
  if (!isClear || !parentsOf(html, regions)) return parse(html);
  const number = `sse${Math.random()}`;
  let text = "";
  let at = 0;
  for (const [index, { tag, start, end }] of regions.entries()) {
    const attributes = start + 1 + tag.name.length;
    text += `${html.slice(at, attributes)} ${number}="${index}"${html.slice(attributes, tag.end)}</${tag.name}>`;
    at = end;
  }
  const fragment = contentOf(text + html.slice(at), foreign, parse);
  for (const element of queryAll(fragment, "*")) {
    const region = regions[Number(attributeOf(element, number) ?? -1)];
    if (!region) continue;
    removeAttribute(element, number);
    insertBefore(element, contentOf(html.slice(region.tag.end, region.contentEnd), foreign, parse), null);
  }
  return fragment;
}

function contentOf(html: string, foreign: Foreign, parse: Parse): DocumentFragment {
  const { firstChild } = parse(`<${foreign}>${html}</${foreign}>`);
  const content = new DocumentFragment();
  if (firstChild) content.append(...childNodesOf(firstChild));
  return content;
}
