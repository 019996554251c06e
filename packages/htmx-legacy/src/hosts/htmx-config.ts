/** The configuration of htmx, which a page may have already: what means the same to us counts for us, too. */
import { disableInheritance } from "@sse/dom";
import type { SseConfig } from "../config.ts";

/** What htmx and this package call the same. Never what reaches further: anybody may have written htmx's `<meta>`. */
const same = [
  ..."defaultSwapStyle defaultSwapDelay defaultSettleDelay defaultFocusScroll scrollBehavior ignoreTitle".split(" "),
  ..."globalViewTransitions attributesToSettle swappingClass settlingClass addedClass requestClass".split(" "),
  ..."indicatorClass allowEval inlineScriptNonce timeout withCredentials".split(" "),
] as (keyof SseConfig)[];

/** Takes over what `theirs` says. */
export function takeConfig(theirs: Readonly<Record<string, unknown>>, config: SseConfig): void {
  const take = (name: string, ours: keyof SseConfig): void => {
    const value = theirs[name];
    if (typeof value === typeof config[ours]) Object.assign(config, { [ours]: value });
  };
  for (const name of same) take(name, name);
  take("defaultSwap", "defaultSwapStyle");
  take("allowScriptTags", "allowScripts");
  disableInheritance(theirs["disableInheritance"] === true);
}
