/** Scripts of swapped content: a parser leaves them inert, so each is replaced by a copy that runs. */
import type { DomConfig } from "../config.ts";
import { markup } from "./markup.ts";

/** The scripts that would run, in document order, `root` itself and declarative shadow roots included. */
export function scriptsIn(root: ParentNode & Node): HTMLScriptElement[] {
  const found: HTMLScriptElement[] = [];
  const visit = (element: Element) => {
    if (element.localName === "script") {
      if (/^$|^module$|javascript/i.test((element as HTMLScriptElement).type)) found.push(element as HTMLScriptElement);
    } else if (element.shadowRoot) found.push(...scriptsIn(element.shadowRoot));
  };
  if (root instanceof Element) visit(root);
  root.querySelectorAll("*").forEach(visit);
  return found;
}

/**
 * Runs scripts that stand in the document, once and in order: an inline script waits for the external ones before it.
 * One that was removed meanwhile does not run. Does nothing when the configuration forbids scripts.
 */
export function runScripts(scripts: readonly HTMLScriptElement[], config: DomConfig): void {
  if (!config.allowScripts) return;
  let before: HTMLScriptElement | undefined;
  for (const [index, inert] of scripts.entries()) {
    if (!inert.isConnected) continue;
    const module = inert.type === "module";
    if (before && !inert.src && !module) {
      const rest = () => runScripts(scripts.slice(index), config);
      for (const type of ["load", "error"]) before.addEventListener(type, rest, { once: true });
      return;
    }
    const script = revive(inert);
    script.nonce = config.inlineScriptNonce || inert.nonce;
    if (!inert.hasAttribute("async")) {
      // In-order execution among external scripts and modules is the browser's own.
      script.async = false;
      if (inert.src && !module) before = script;
    }
    inert.replaceWith(script);
  }
}

/** A contextual fragment is the one parse whose scripts run when inserted; it needs no TrustedScript. */
function revive(inert: HTMLScriptElement): HTMLScriptElement {
  return document.createRange().createContextualFragment(markup(inert.outerHTML))
    .firstElementChild as HTMLScriptElement;
}
