/** Where a response of htmx goes whose target an event has replaced: to whoever took its place, as it does without htmx. */
import { attributeOwner, type Deadly, liveTarget, successorOf } from "@sse/dom";
import { isConnected, listen, unlisten } from "@sse/dom/native";
import { parseTargetAttribute } from "@sse/parser";
import type { Listen } from "./host.ts";

/** The `detail` of `htmx:beforeSend` and `htmx:beforeSwap`, of htmx 2. */
interface Detail2 {
  readonly xhr: XMLHttpRequest;
  readonly requestConfig: { readonly elt: Element };
  target: Element;
}

/** The `detail` of `htmx:after:request`, of htmx 4. */
interface Detail4 {
  readonly ctx?: { readonly sourceElement?: Element; target: unknown };
}

/** Gives a function that says which element stands now for the `target` of a request of `element`. */
export function followTarget(element: Element, target: Element, dead: Deadly): () => Element {
  // A script may have named another.
  const isNamed = targetOf(element, dead) === target;
  let at = target;
  return () => {
    if (isConnected(at)) return at;
    const asking = isNamed ? successorOf(element, dead) : undefined;
    at = successorOf(at, dead) ?? (asking && targetOf(asking, dead)) ?? at;
    return at;
  };
}

/** Hands every response of htmx to the element that stands for its target. */
export function followTargets(hear: Listen, dead: Deadly): void {
  hear(["htmx:beforeSend"], (event) => {
    const { xhr, target, requestConfig } = (event as CustomEvent<Partial<Detail2> | null>).detail ?? {};
    // Told once more by an extension of htmx 4, or by a script.
    if (!xhr || !target || !requestConfig) return;
    const now = followTarget(requestConfig.elt, target, dead);
    const retarget = (event: Event): void => {
      const { detail } = event as CustomEvent<Detail2>;
      if (detail.xhr === xhr && detail.target === target) detail.target = now();
    };
    // htmx tells it on the target, and nobody outside hears it when that is gone.
    listen(target, "htmx:beforeSwap", retarget, true);
    xhr.addEventListener("loadend", () => unlisten(target, "htmx:beforeSwap", retarget, true));
  });
  const followed = new WeakMap<object, () => Element>();
  hear(["htmx:before:request"], (event) => {
    const ctx = (event as CustomEvent<Detail4 | null>).detail?.ctx;
    if (ctx?.sourceElement && ctx.target instanceof Element) {
      followed.set(ctx, followTarget(ctx.sourceElement, ctx.target, dead));
    }
  });
  hear(["htmx:after:request"], (event) => {
    const ctx = (event as CustomEvent<Detail4 | null>).detail?.ctx;
    const now = ctx && followed.get(ctx);
    // htmx drops the response to a target that is gone.
    if (now && ctx.target instanceof Element && !isConnected(ctx.target)) ctx.target = now();
  });
}

/** The target that attributes name: `undefined` where it is no element. */
function targetOf(element: Element, dead: Deadly): Element | undefined {
  const found = attributeOwner(element, "hx-target");
  const spec = found && parseTargetAttribute(found.value).value;
  const target = spec ? liveTarget(element, spec, found.owner, dead) : element;
  return target instanceof Element ? target : undefined;
}
