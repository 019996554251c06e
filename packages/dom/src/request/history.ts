/** The address bar: `hx-push-url`, `hx-replace-url`, and the headers of the same names. */
import type { Recall } from "./recall.ts";
import type { RequestInfo, ResponseFacts } from "./types.ts";

let shown: string | undefined;

/** What is known of a request and its response. */
export type Followed = Pick<RequestInfo, "pathInfo"> & {
  readonly xhr?: Pick<ResponseFacts, "responseURL" | "getResponseHeader">;
};

/**
 * Shows the URL that the response or the element asks for: `true` is where the response came from, `false` changes nothing.
 * `show` puts it in the address bar.
 */
export function followUrl(
  ask: { readonly push?: string | undefined; readonly replace?: string | undefined },
  { xhr, pathInfo }: Followed,
  recall: Recall,
  show = change,
): void {
  const anchor = pathInfo.requestPath.replace(/^[^#]*/, "");
  // What the response says counts before what the element says.
  for (const ours of [0, 1]) {
    for (const kind of ["push", "replace"] as const) {
      const name = `hx-${kind}-url` as const;
      let url = ours ? (ask[kind] ?? recall(name)) : xhr?.getResponseHeader(name);
      if (!url) continue;
      if (url === "false") return;
      if (url === "true") url = xhr?.responseURL ?? "";
      show(kind, url.includes("#") ? url : url + anchor);
      return;
    }
  }
}

/** From now on, steps to other entries of ours are noticed: this document may itself have been loaded by one. */
export function watchHistory(): void {
  if (shown !== undefined) return;
  shown = page();
  addEventListener("popstate", ({ state }) => {
    // Entries of other scripts are theirs, and a step between two anchors of one page is none.
    if (state?.sse && page() !== shown) location.reload();
  });
}

/** Going back to an entry of ours reloads the page, since no snapshots are kept. Throws for a URL of another origin. */
function change(kind: "push" | "replace", url: string): void {
  watchHistory();
  if (!history.state?.sse) history.replaceState({ ...history.state, sse: 1 }, "");
  history[`${kind}State`]({ sse: 1 }, "", url);
  shown = page();
}

function page(): string {
  return location.pathname + location.search;
}
