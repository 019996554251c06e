/** Content as a host is given it, which takes it apart by its own rules: what ours forbid is not in it any more. */
import type { DomContext } from "../context.ts";
import { muteDeadParts } from "./dead-parts.ts";
import { mayBeDead } from "./foreign.ts";
import type { JobOptions, SwapJob } from "./job.ts";
import { removeNonces, removeScripts } from "./script.ts";

const mayReach = /hx-(?:swap-oob|preserve|partial)|autofocus|<(?:template|title)/i;
const nonce = /\bnonce\b/i;
/** A host finds no scripts in shadow roots, and nobody does in closed ones: they are taken out of what is still a template. */
const shadowRoot = /\bshadowrootmode\b/i;

/** Whether markup may hold something to take out. It is then parsed once, by us: what is parsed again may mean something else. */
export function mustBeParsed(
  html: string,
  { select, selectOob }: JobOptions,
  { config: { allowScripts }, disabled }: DomContext,
): boolean {
  if ((select || selectOob || mayReach.test(html)) && mayBeDead(html, disabled)) return true;
  return /<script/i.test(html) && (nonce.test(html) || (!allowScripts && shadowRoot.test(html)));
}

/** Takes it out of what is parsed. */
export function cleanForHost({ content: fragment, options }: SwapJob, { disabled, config }: DomContext): void {
  if (typeof fragment === "string") return;
  if (disabled) muteDeadParts(fragment, disabled, options);
  removeNonces(fragment);
  if (!config.allowScripts) removeScripts(fragment);
}
