import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { featuresUsed } from "../src/features.ts";
import { needed, OPTIONAL, pages } from "../src/needed-browsers.ts";
import { root } from "../src/pages.ts";

test("the table of needed versions is that of the features which the sources use", () => {
  for (const [path, text] of pages()) expect(readFileSync(root + path, "utf8"), path).toBe(text);
});

test("the features are those of the sources and of the libraries in the bundles, and every name is known", () => {
  const { used, unknown } = featuresUsed();
  // One of each kind: captured of a prototype, a member, a static one, a constructor, a global, and syntax.
  for (const key of [
    "api.Element.closest",
    "api.CSSStyleSheet.replaceSync",
    "api.CSS.escape_static",
    "api.CSSStyleSheet.CSSStyleSheet",
    "api.fetch",
    "javascript.operators.nullish_coalescing_assignment",
  ]) {
    expect([...used.keys()]).toContain(key);
  }
  expect([...used.values()].some((file) => file.startsWith("idiomorph/"))).toBe(true);
  // Constants, properties of CSS, and options that are older than everything else.
  expect([...unknown].toSorted()).toEqual([
    "CSSStyleDeclaration.opacity",
    "CSSStyleDeclaration.overflowY",
    "LockInfo.clientId",
    "Node.DOCUMENT_NODE",
    "Node.ELEMENT_NODE",
    "NodeFilter",
    "NodeFilter.SHOW_COMMENT",
    "RequestInit.redirect",
    "Window.origin",
    "XMLHttpRequest.HEADERS_RECEIVED",
    "addEventListener",
  ]);
});

test("what is optional is in the sources", () => {
  const sources = globSync("packages/{core,dom}/src/**/*.ts", { cwd: root }).map((file) =>
    readFileSync(root + file, "utf8"),
  );
  for (const key of Object.keys(OPTIONAL)) {
    const name =
      key
        .split(".")
        .at(-1)
        ?.replace(/_static$/, "") ?? "";
    expect(
      sources.some((source) => source.includes(name)),
      key,
    ).toBe(true);
  }
});

test("the features that the word for older browsers asks for are those that decide", () => {
  const deciding = new Set(Object.values(needed()).map(({ by }) => by));
  expect([...deciding].toSorted()).toEqual(["`AbortSignal.throwIfAborted`", "`new CSSStyleSheet()`"]);
});
