/**
 * `<hx-partial>` as a template, as htmx has it: what stands in a template is parsed for any place. Only what the parser takes
 * for such an element becomes one, and what is in it cannot get out of it.
 */
import { createElement } from "../native/document.ts";
import { attributeOf, removeAttribute, setAttribute } from "../native/element.ts";
import { childNodesOf, replace } from "../native/node.ts";
import { queryAll } from "../native/query.ts";
import { isGiven } from "./markup.ts";
import { elementsOf, parentsOf } from "./ranges.ts";

const partial = "hx-partial";

/** Parses by `parse`, which knows nothing of partials. */
export function parsePartials(html: string, parse: (html: string) => DocumentFragment): DocumentFragment {
  if (!/<hx-partial/i.test(html)) return parse(html);
  const outermost = elementsOf(html, ({ name }) => name === partial || name === "template");
  const ranges = outermost.filter(({ tag }) => tag.name === partial);
  if (isGiven(html) || !parentsOf(html, ranges)) return withTemplates(parse(html));
  // Each is parsed by itself, and put into an empty template in its place.
  const number = `sse${Math.random()}`;
  let text = "";
  let at = 0;
  for (const [index, { start, tag, end }] of ranges.entries()) {
    const attributes = html.slice(start + `<${partial}`.length, tag.end);
    text += `${html.slice(at, start)}<template hx type="partial" ${number}="${index}"${attributes}</template>`;
    at = end;
  }
  const fragment = parse(text + html.slice(at));
  for (const found of queryAll(fragment, "template")) {
    const range = ranges[Number(attributeOf(found, number) ?? -1)];
    removeAttribute(found, number);
    if (!range) continue;
    // Below an `<svg>` it is not the template that it looks like.
    const template = found instanceof HTMLTemplateElement ? found : templateFor(found);
    template.content.append(withTemplates(parse(html.slice(range.tag.end, range.contentEnd))));
  }
  return withTemplates(fragment);
}

/** What htmx takes for such an element, or for the head of a page, wherever it stands in a text. */
const misleading = /<\/?(?:hx-[a-z]|head\b)/gi;

/** Whether htmx would take something in the text for an element that it is not, or would end one where it does not end. */
export function misleads(html: string): boolean {
  const places = html.match(misleading)?.length ?? 0;
  if (!places || isGiven(html)) return places > 0;
  const outermost = elementsOf(html, ({ name }) => /^(?:hx-|head$|template$)/.test(name));
  const ranges = outermost.filter(({ tag }) => tag.name !== "template");
  const ends = ranges.filter(({ contentEnd, end }) => contentEnd < end);
  return ranges.length + ends.length < places || !parentsOf(html, ranges);
}

/** Makes templates of the elements that are left: of inner ones, and where the text was not to be changed. */
function withTemplates(fragment: DocumentFragment): DocumentFragment {
  const partials = [...queryAll(fragment, partial)];
  // Innermost first: what is moved is never moved again.
  for (let element = partials.pop(); element; element = partials.pop())
    templateFor(element).content.append(...childNodesOf(element));
  return fragment;
}

/** A template in the place of an element, with what says where it goes. */
function templateFor(element: Element): HTMLTemplateElement {
  const template = createElement(document, "template");
  setAttribute(template, "hx", "");
  setAttribute(template, "type", "partial");
  for (const name of ["id", "hx-target", "data-hx-target", "hx-swap", "data-hx-swap"])
    setAttribute(template, name, attributeOf(element, name));
  replace(element, template);
  return template;
}
