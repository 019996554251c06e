/** Content as a host is given it, which takes it apart by its own rules: what ours forbid is not in it any more. */
import type { DomContext } from "../context.ts";
import { createElement } from "../native/document.ts";
import { hideDeadParts, muteDeadParts } from "./dead-parts.ts";
import { mayBeDead } from "./foreign.ts";
import type { SwapJob } from "./job.ts";
import { markup } from "./markup.ts";
import { removeNonces, removeScripts } from "./script.ts";

const mayReach = /hx-(?:swap-oob|preserve|partial)|<(?:template|title)/i;
const nonce = /\bnonce\b/i;
/** A host finds no scripts in shadow roots, and nobody does in closed ones: they are taken out of what is still a template. */
const shadowRoot = /\bshadowrootmode\b/i;

/** The same job; its markup is parsed and written anew only where it may hold something to take out. */
export function forHost(job: SwapJob, context: DomContext): SwapJob {
  const { content, options } = job;
  if (typeof content !== "string") {
    clean(content, context, job);
    return job;
  }
  const takesApart = mayReach.test(content) || options.select || options.selectOob;
  const mayRun = nonce.test(content) || (!context.config.allowScripts && shadowRoot.test(content));
  if (!(mayBeDead(content) && takesApart) && !(mayRun && /<script/i.test(content))) return job;
  const template = createElement(document, "template");
  template.innerHTML = markup(content);
  clean(template.content, context, job);
  return { ...job, content: template.innerHTML };
}

function clean(fragment: DocumentFragment, { disabled, config }: DomContext, { options }: SwapJob): void {
  if (disabled) muteDeadParts(fragment, disabled, options);
  if (disabled && options.selectOob) hideDeadParts(fragment, disabled, options.selectOob);
  removeNonces(fragment);
  if (!config.allowScripts) removeScripts(fragment);
}
