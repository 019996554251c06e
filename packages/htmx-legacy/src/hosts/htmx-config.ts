/** The configuration of htmx, which a page may have already: what means the same to us counts for us, too. */
import { disableInheritance } from "@sse/dom";
import type { SseConfig } from "../config.ts";

/** Takes over what `theirs` says. Most keys are called the same. */
export function takeConfig(theirs: Readonly<Record<string, unknown>>, config: SseConfig): void {
  const take = (name: string, ours: keyof SseConfig): void => {
    const value = theirs[name];
    if (typeof value === typeof config[ours]) Object.assign(config, { [ours]: value });
  };
  for (const name of Object.keys(config) as (keyof SseConfig)[]) take(name, name);
  take("defaultSwap", "defaultSwapStyle");
  take("allowScriptTags", "allowScripts");
  disableInheritance(theirs["disableInheritance"] === true);
}
