/** The address bar: `hx-push-url`, `hx-replace-url` and their headers. */
import { inheritedAttribute } from "../attributes.ts";
import type { Ask, ReadHeader, RequestInfo } from "./types.ts";

/** Shows the URL that the response or the element asks for: `true` is where the response came from, `false` changes nothing. */
export function followUrl({ element, context, push, replace }: Ask, info: RequestInfo, header: ReadHeader): void {
  const { responsePath = "", anchor } = info.pathInfo;
  const wishes = [
    ["push", header("Push-Url")],
    ["replace", header("Replace-Url")],
    ["push", push ?? inheritedAttribute(element, "hx-push-url")],
    ["replace", replace ?? inheritedAttribute(element, "hx-replace-url")],
  ] as const;
  const [kind, wish] = wishes.find(([, url]) => url) ?? [];
  if (!kind || !wish || wish === "false") return;
  const url = wish === "true" ? responsePath : wish;
  try {
    changeUrl(kind, anchor && !url.includes("#") ? `${url}#${anchor}` : url);
  } catch (error) {
    context.report(element, "history", `${error}`);
  }
}

let shown: string | undefined;

/**
 * Pushes or replaces the URL. Going back to such an entry reloads the page, since no snapshots are kept. Throws
 * `DOMException` for a URL of another origin.
 */
function changeUrl(kind: "push" | "replace", url: string): void {
  if (shown === undefined) {
    history.replaceState({ ...history.state, sse: true }, "");
    addEventListener("popstate", ({ state }) => {
      // Entries of other scripts are theirs, and a step between two anchors of one page is none.
      if (state?.sse && page() !== shown) location.reload();
    });
  }
  history[`${kind}State`]({ sse: true }, "", url);
  shown = page();
}

function page(): string {
  return location.pathname + location.search;
}
