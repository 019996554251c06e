/**
 * Parts of the content that htmx does not put where they belong, or not as they say: they are taken out here, and given to it
 * one by one, each as a swap of its own.
 */
import type { SwapSpec } from "@sse/parser";
import { ownAttribute } from "../attributes.ts";
import type { DomContext, Writer } from "../context.ts";
import { namespaceOf } from "../native/element.ts";
import { textOf } from "../native/node.ts";
import { query, queryAll, templatesIn } from "../native/query.ts";
import { isText } from "./at-once.ts";
import { HAS_BINDINGS, HAS_MARKUP, NEEDS_FRAGMENT } from "./content.ts";
import { mustBeParsed } from "./for-host.ts";
import { dependsOnPlace } from "./fragment.ts";
import type { JobOptions, SwapJob } from "./job.ts";
import { outOfBand } from "./only-parts.ts";
import { misleads } from "./partial-text.ts";
import { swapParts } from "./parts.ts";
import { reviveScripts } from "./script.ts";
import { dress, noteIds, settle, withIds } from "./settle.ts";

/** A modifier behind the style or the selector. */
const modifier = /\s(?:swap|settle|scroll|show|stick|transition|focus-scroll|ignoreTitle):/i;
const marks = /hx-swap-oob\s*=\s*(?:"[^"]*|'[^']*)/gi;
const isModified = (html: string): boolean => (html.match(marks) ?? []).some((mark) => modifier.test(mark));

/**
 * What such a swap brings around its element would pile up, or it waits, and may be forbidden meanwhile; or of several matches, a
 * host takes the first, which may be dead; or htmx 2 writes "[object DocumentFragment]".
 */
const isOwnSwap = /outerHTML|textContent|morph|\b(?:(?:swap|transition):|(?:find|next|previous)\s)/i;
const isOwnPartial = (html: string): boolean =>
  (html.match(/<hx-partial\b[^<>]*/gi) ?? []).some((tag) => isOwnSwap.test(tag));

/** What only htmx 4 knows: it swaps such an event alone. */
const theirs = /hx-swap-oob\s*=\s*["'][^"']*\s(?:target|strip):/i;

/** Whether the content holds such parts, or what htmx would take for some. */
export function needsOwnParts({ target, content, options }: SwapJob, context: DomContext): boolean {
  const { hostModifiers, disabled } = context;
  if (typeof content !== "string") {
    // A host would select in dead regions, too.
    const mayFindDead = options.selectOob && disabled && query(content, disabled);
    return !!mayFindDead || holdsSuch(content);
  }
  if (mustBeParsed(content, options, context) || misleads(content)) return true;
  if (!/hx-swap-oob|<hx-partial/i.test(content) || (hostModifiers && theirs.test(content))) return false;
  const isForeign = /svg|math/i.test(namespaceOf(target) ?? "");
  const isTold = isModified(content) || isOwnPartial(content);
  return isForeign || isTold || dependsOnPlace(content) || /<template\b/i.test(content);
}

/** What is parsed already stands where it is sent. */
const holdsSuch = (content: DocumentFragment): boolean =>
  [...queryAll(content, outOfBand)].some((part) => modifier.test(ownAttribute(part, "hx-swap-oob") ?? "")) ||
  templatesIn(content).some(
    (template) =>
      query(template.content, outOfBand) ||
      isOwnSwap.test(`${ownAttribute(template, "hx-swap")} ${ownAttribute(template, "hx-target")}`),
  );

/** Has `write` swap these parts; gives what is left of the job. */
export function takeOwnParts(job: SwapJob, context: DomContext, write: Writer): SwapJob {
  const { options, target } = job;
  const { element = target, source = "event", announces = false } = options;
  const flags = HAS_MARKUP | HAS_BINDINGS | NEEDS_FRAGMENT;
  const isMarkup = typeof job.content === "string";
  // Of a fragment that `sanitize` gives, scripts stay inert.
  const wake = (fragment: DocumentFragment): void => {
    if (isMarkup) reviveScripts(fragment, context.config);
  };
  const { fragment, leavesTarget, entitle } = swapParts(job, context, (part, _, placed) => {
    const { target, fragment, style, spec } = part;
    const replaced = style.drops === "target";
    wake(fragment);
    const elements = [...fragment.children];
    // A host takes nothing but a string for text: htmx 2 writes what it is given, as one.
    const content = isText(style) ? textOf(fragment) : fragment;
    const subjects = replaced ? elements : [target];
    const stands = (): void => placed(subjects[0]);
    const options: JobOptions = { element, source, announces, stands };
    const swap = (spec: SwapSpec): void => write({ target, content, flags, style, spec, options }, context);
    if (!spec.settleDelay || style.morph) swap(spec);
    else {
      // Of the element that is replaced itself, htmx 4 settles nothing.
      const noted = noteIds(target, replaced);
      swap({ ...spec, settleDelay: { ...spec.settleDelay, value: 0 } });
      const tasks = dress(noted, replaced ? withIds(elements) : queryAll(target, "[id]"), context);
      settle(part, { elements, settling: replaced ? elements : [], tasks, subjects }, context.config, () => {});
    }
    return undefined;
  });
  entitle();
  wake(fragment);
  return {
    ...job,
    content: fragment,
    flags,
    style: leavesTarget ? { name: "none" } : job.style,
    options: { ...options, selectOob: undefined },
  };
}
