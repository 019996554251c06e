/** What a page wants of a stream: for whoever explains that it does not come. */
import type { Connection } from "@sse/core";
import type { Bindings } from "../bindings.ts";
import type { Wants } from "./say.ts";

/** Looks through what is bound in `root`. */
export function wantsOf(bindings: Bindings, root: Element, connection: Connection): Wants {
  const heard = bindings
    .inside(root)
    .flatMap(([, binding]) => (binding.source?.connection === connection ? binding : []));
  return {
    element: heard[0]?.source?.element ?? null,
    names: heard.flatMap(({ description: { swaps, hears } }) => [...swaps, ...hears.map(({ name }) => name)]),
    closes: heard.flatMap(({ source }) => source?.description.closes ?? []),
  };
}
