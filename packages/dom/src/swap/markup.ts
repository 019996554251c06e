/** The one door for strings that the HTML parser reads or a script is loaded from: Trusted Types, where the browser has them. */
import type { TrustedMarkup } from "../config.ts";

interface Policy {
  /** Gives `last`. */
  createHTML(nothing: string): string;
  createScriptURL(url: string): string;
}

let policy: Policy | undefined;
let last = "";
let trusted = "";
let given: string | undefined;

/**
 * What the parser may be given for `html`. The result is typed as a string, for that is how the DOM's types see it; where
 * the Trusted Types API exists it is a `TrustedHTML` of the policy `sse`.
 */
export function markup(html: string): string {
  if (html !== last) {
    last = html;
    // The policy takes the text from here: a string that goes through its argument is copied twice on the way.
    trusted = (policy ??= createPolicy()).createHTML("");
  }
  return trusted;
}

/** What the `src` of a script may be given for `url`: where Trusted Types exist, a `TrustedScriptURL` of the policy `sse`. */
export function scriptUrl(url: string): string {
  return (policy ??= createPolicy()).createScriptURL(url);
}

/** Lets a `TrustedHTML` that `sanitize` gave pass as it is, for the present swap: no policy of ours is needed then. */
export function trust(clean: TrustedMarkup): string {
  given = last = `${clean}`;
  trusted = clean as string;
  return last;
}

/** Whether this is what `sanitize` gave as trusted, and has to be parsed as it is. */
export const isGiven = (html: string): boolean => html === given && html === last;

function createPolicy(): Policy {
  const rules: Policy = { createHTML: () => last, createScriptURL: (url) => url };
  try {
    const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };
    if (trustedTypes) return trustedTypes.createPolicy("sse", rules);
  } catch (error) {
    console.error('sse: add "sse" to trusted-types in the Content-Security-Policy', error);
  }
  return rules;
}
