/** The one door that strings take on their way to the HTML parser: Trusted Types, where the browser has them. */

interface Policy {
  createHTML(html: string): string;
}

let policy: Policy | undefined;
let last = "";
let trusted = "";

/**
 * What the parser may be given for `html`. The result is typed as a string, for that is how the DOM's types see it; where
 * the Trusted Types API exists it is a `TrustedHTML` of the policy `sse`.
 */
export function markup(html: string): string {
  if (html !== last) {
    trusted = (policy ??= createPolicy()).createHTML(html);
    last = html;
  }
  return trusted;
}

function createPolicy(): Policy {
  const createHTML = (html: string) => html;
  try {
    const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };
    if (trustedTypes) return trustedTypes.createPolicy("sse", { createHTML });
  } catch (error) {
    console.error('sse: the Content-Security-Policy must list the policy "sse" under trusted-types.', error);
  }
  return { createHTML };
}
