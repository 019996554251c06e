/** Names that the code uses in front of people, found in its sources. */
import { globSync, readFileSync } from "node:fs";
import { root } from "./pages.ts";

const sources = globSync("packages/{parser,core,dom,htmx-legacy}/src/**/*.ts", { cwd: root })
  // The checks of `sse-check` have names, but no pages: docs/checking-servers.md has them all.
  .filter((file) => !file.endsWith(".test.ts") && !file.includes("/src/check/"))
  .map((file) => readFileSync(`${root}${file}`, "utf8"));

const foundBy = (...patterns: readonly RegExp[]): string[] =>
  sources.flatMap((source) =>
    patterns.flatMap((pattern) => [...source.matchAll(pattern)].flatMap(([, name]) => name ?? [])),
  );

/** Every DOM event that is raised or heard under a name that stands in the code. */
export function eventNames(): ReadonlySet<string> {
  return new Set(foundBy(/"(htmx:[A-Za-z:]+)"/g));
}

/** Every code that is reported. */
export function codes(): ReadonlySet<string> {
  const union = foundBy(/type (?:SseErrorCode|DiagnosticCode) =([^;]+);/g).join();
  return new Set([
    ...foundBy(/\b(?:report|problem|say|note)\((?:[\w.]+, )?"([\w-]+)"/g),
    ...[...union.matchAll(/"([\w-]+)"/g)].flatMap(([, code]) => code ?? []),
  ]);
}
