/**
 * The versions of browsers that are needed by what the bundles use. As a program (`pnpm --filter @sse/reference
 * docs:browsers`) it writes them into `docs/browsers.md` and the README.
 */
import { writeFileSync } from "node:fs";
import { table, withText } from "../../../scripts/tables.ts";
import { BROWSERS, type BrowserName, featuresUsed, supportOf } from "./features.ts";
import { root } from "./pages.ts";

const LABELS: Readonly<Record<BrowserName, string>> = {
  chrome: "Chrome",
  edge: "Edge",
  firefox: "Firefox",
  safari: "Safari",
  safari_ios: "Safari on iOS",
};

/** What is used only where a browser has it, and what happens where it does not. A name stands for its members, too. */
export const OPTIONAL: Readonly<Record<string, readonly [name: string, without: string]>> = {
  "api.Scheduler.yield": ["`scheduler.yield`", "a burst of events is worked off in longer stretches"],
  "api.HTMLElement.showPopover": ["`showPopover`", "there are no popovers to keep open"],
  "api.Element.moveBefore": ["`moveBefore`", "a preserved `<iframe>` loads again where it is moved"],
  "api.Document.startViewTransition": ["view transitions", "`transition:true` swaps without one"],
  "api.ViewTransition": ["", ""],
  "api.Element.setHTMLUnsafe": ["`setHTMLUnsafe`", "`<template shadowrootmode>` in content stays a template"],
  "api.trustedTypes": ["Trusted Types", "no policy asks for them"],
  "api.Element.setHTML": ["the Sanitizer API", "`strict` swaps no markup unless the page has a `sanitize`"],
  "api.Navigator.locks": ["Web Locks", "`share:browser` is one stream per tab"],
};

const isOptional = (key: string): boolean =>
  Object.keys(OPTIONAL).some((each) => key === each || key.startsWith(`${each}.`));

/** What tells a browser that is too old: the features that came last. One without the syntax has no `sse`. */
const DECISIVE = ["AbortSignal.prototype.throwIfAborted", "CSSStyleSheet.prototype.replaceSync"];

const byVersion = (one: string, other: string): number =>
  one === "no" || other === "no"
    ? Number(one === "no") - Number(other === "no")
    : one.localeCompare(other, "en", { numeric: true });

const nameOf = (key: string): string => {
  const [kind, ...path] = key.split(".");
  const name = path.join(".").replace(/_static$/, "");
  if (kind === "api" && path[0] === path[1]) return `\`new ${path[0]}()\``;
  if (kind === "api") return `\`${name}\``;
  return path[0] === "builtins" ? `\`${path.slice(1).join(".")}\`` : (path.at(-1) ?? "").replaceAll("_", " ");
};

/** The oldest versions that have everything that is needed, and for each the feature that came last. */
export function needed(): Readonly<Record<BrowserName, { version: string; by: string }>> {
  const keys = [...featuresUsed().used.keys()].filter((key) => !isOptional(key)).toSorted();
  const newest = (browser: BrowserName) =>
    keys
      .map((key) => ({ version: supportOf(key)[browser], by: nameOf(key) }))
      .reduce((last, each) => (byVersion(each.version, last.version) > 0 ? each : last));
  return Object.fromEntries(BROWSERS.map((browser) => [browser, newest(browser)])) as ReturnType<typeof needed>;
}

/** The pages with the versions in their places, by path. */
export function pages(versions = needed()): ReadonlyMap<string, string> {
  const list = BROWSERS.map((browser) => `${LABELS[browser]} ${versions[browser].version}`);
  const sentence = `${list.slice(0, -1).join(", ")} or ${list.at(-1)}`;
  const needs = table([
    ["browser", "version", "the feature that came last"],
    ...BROWSERS.map((browser) => [LABELS[browser], versions[browser].version, versions[browser].by]),
  ]);
  const optional = table([
    ["used where it is there", ...BROWSERS.map((browser) => LABELS[browser]), "without it"],
    ...Object.entries(OPTIONAL).flatMap(([key, [name, without]]) =>
      name ? [[name, ...BROWSERS.map((browser) => supportOf(key)[browser]), without]] : [],
    ),
  ]);
  const word = `\`\`\`html
<script src="/sse.min.js"></script>
<script>
  if (!window.sse || ${DECISIVE.map((feature) => `!${feature}`).join(" || ")}) {
    console.error("hx-sse needs ${sentence}, or later.");
  }
</script>
\`\`\``;
  const docs = `Made from every feature that the sources of the bundles use, and from MDN's browser-compat-data.

${needs}

${optional}

An older browser reports a syntax error, or a feature that is missing. To have it say in one line what it needs, put this on the page:

${word}`;
  const readme = `It needs ${sentence}, or later: [why, and how to tell older ones](docs/browsers.md#versions-that-are-needed).`;
  const place = ["versions:", "end of versions"] as const;
  return new Map([
    ["docs/browsers.md", withText("docs/browsers.md", ...place, docs)],
    ["README.md", withText("README.md", ...place, readme)],
  ]);
}

if (import.meta.main) for (const [path, text] of pages()) writeFileSync(root + path, text);
