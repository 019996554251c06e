/** Scripts of swapped content: a parser leaves them inert, so each is replaced by a copy that runs. */
import type { DomConfig } from "../config.ts";
import { localNameOf, namespaceOf, removeAttribute, shadowRootOf } from "../native/element.ts";
import { remove } from "../native/node.ts";
import { queryAll, templatesIn } from "../native/query.ts";
import { markup } from "./markup.ts";

const ends = ["load", "error"];

/** The scripts that would run, in document order, `root` itself and declarative shadow roots included. */
export function scriptsIn(root: ParentNode & Node): HTMLScriptElement[] {
  const scripts: HTMLScriptElement[] = [];
  const look = (element: Element): void => {
    const shadow = shadowRootOf(element);
    const script = element as HTMLScriptElement;
    if (shadow) scripts.push(...scriptsIn(shadow));
    else if (localNameOf(script) === "script" && /^$|^module$|javascript/i.test(script.type)) scripts.push(script);
  };
  if (root instanceof Element) look(root);
  // By index: iterating a NodeList takes ten times as long.
  const elements = queryAll(root, "*");
  for (let index = 0; index < elements.length; index++) look(elements[index] as Element);
  return scripts;
}

/** Where no scripts may run, takes out of what is cloned those below an `<svg>`: in WebKit, a clone of an inert one runs. */
export function keepClonesInert(root: ParentNode, config: Pick<DomConfig, "allowScripts">): void {
  if (config.allowScripts) return;
  for (const script of queryAll(root, "script")) if (/svg/.test(namespaceOf(script) ?? "")) remove(script);
  for (const { content } of templatesIn(root)) keepClonesInert(content, config);
}

/** Takes every script out, those in templates and open shadow roots too. */
export function removeScripts(root: ParentNode): void {
  for (const script of queryAll(root, "script")) remove(script);
  for (const { content } of templatesIn(root)) removeScripts(content);
  for (const element of queryAll(root, "*")) {
    const shadow = shadowRootOf(element);
    if (shadow) removeScripts(shadow);
  }
}

/**
 * Runs scripts that stand in the document, once and in order: an inline script waits for the external ones before it.
 * One that was removed meanwhile does not run. Does nothing when the configuration forbids scripts.
 */
export function runScripts(scripts: readonly HTMLScriptElement[], config: DomConfig): void {
  if (!config.allowScripts) return;
  const before: Promise<unknown>[] = [];
  for (const [index, inert] of scripts.entries()) {
    if (!inert.isConnected) continue;
    const module = inert.type === "module";
    if (before.length && !inert.src && !module) {
      void Promise.all(before).then(() => runScripts(scripts.slice(index), config));
      return;
    }
    const script = revive(inert);
    // Never the one that the content brings.
    script.nonce = config.inlineScriptNonce;
    if (!inert.hasAttribute("async")) {
      // In-order execution among external scripts and modules is the browser's own.
      script.async = false;
      // Firefox tells of one that cannot be loaded before its turn: the last one's end is not that of all.
      if (inert.src && !module)
        before.push(new Promise((done) => ends.forEach((end) => script.addEventListener(end, done))));
    }
    inert.replaceWith(script);
  }
}

/** Makes those in `root` run as soon as they are inserted, as a host has it; where they must not run, they go. */
export function reviveScripts(root: DocumentFragment, { allowScripts, inlineScriptNonce }: DomConfig): void {
  if (!allowScripts) return removeScripts(root);
  for (const inert of scriptsIn(root)) {
    const script = revive(inert);
    script.removeAttribute("nonce");
    script.nonce = inlineScriptNonce;
    inert.replaceWith(script);
  }
}

/** Takes the nonces from the scripts, those in templates too: a nonce is the page's to give. */
export function removeNonces(root: ParentNode): void {
  for (const script of queryAll(root, "script[nonce]")) removeAttribute(script, "nonce");
  for (const { content } of templatesIn(root)) removeNonces(content);
}

/** One for all: browsers keep each of them up to date whenever something is inserted. */
let range: Range | undefined;
const parser = (): Range => (range ??= new Range());

/** A contextual fragment is the one parse whose scripts run when inserted; it needs no TrustedScript. */
function revive(inert: HTMLScriptElement): HTMLScriptElement {
  return parser().createContextualFragment(markup(inert.outerHTML)).firstElementChild as HTMLScriptElement;
}
