/**
 * Takes out of the libraries in the browser bundles what these bundles never reach: an esbuild plugin. Every cut is of
 * the pinned version and says why it is dead; one that does not fit the text any more fails the build.
 */
import { readFile } from "node:fs/promises";
import type { Options } from "tsup";

/** A piece of the text that must be there, and what takes its place. A function body that begins with `return;` is dead. */
type Cut = readonly [piece: string | RegExp, instead: string];

/** `read-events` gives every callback but `onComment`, always a limit, and never feeds on after an error. */
const eventsourceParser: readonly Cut[] = [
  ["typeof config === 'function'", "false"],
  ["if (terminated) {", "if (false) {"],
  [/(\w+) === null \|\| \1 === void 0 \? void 0 : \1\(/g, "$1("],
  ["maxBufferSize === undefined", "false"],
  ["onComment, ", ""],
  ["!!onComment", "false"],
  ["if (onComment)", "if (false)"],
  // The decoder takes the byte order mark, and the first thing fed is a line of our own.
  ["bomPrefix !== undefined", "false"],
  [/function reset\(options = \{\}\) \{/, "$& return;"],
  ["return { feed, reset }", "return { feed }"],
  // Only what is too large is an error to us.
  [/new ParseError\(`Buffered[^`]*`, (\{[^}]*\})\)/, "$1"],
  [/onError\(new ParseError\((?:`Invalid|`Unknown)[^]*?\}\)\);/g, ";"],
];

/** `morph` hands over elements and arrays of nodes, leaves heads alone, and has two of the callbacks. */
const idiomorph: readonly Cut[] = [
  [/function (?:parseContent|handleHeadElement)\([^)]*\) \{/g, "$& return;"],
  [/function mergeDefaults\(config\) \{/, "$& return config;"],
  [/^ {4}defaults,$/m, ""],
  [/^ {8}(?:newContent|config|ignoreActive|restoreFocus|head): .*$/gm, ""],
  [/newContent == null|typeof newContent === "string"|is\.document\(content\)/g, "false"],
  [/generatedByIdiomorph\.has\([^]*?\(newContent\),?\s*\)/, "false"],
  [/ctx\.head\.block|ctx\.ignoreActive(?= )|!ctx\.config\.restoreFocus/g, "false"],
  ['ctx.head.style === "none"', "true"],
  ['ctx.head.style !== "morph"', "false"],
  [/!\[[^\]]*\]\.includes\((?:morphStyle|headStyle)\)/g, "false"],
  ['morphStyle === "innerHTML" && ', "false && "],
  ["mergedConfig.head.style", "undefined"],
  [/ctx\.callbacks\.(?:afterNode\w+)\([^;]*;/g, ";"],
  ["ctx.callbacks.beforeNodeAdded(newChild) === false", "false"],
  [/ctx\.callbacks\.beforeAttributeUpdated\([^)]*\) ===\s*false/, "false"],
  [/^ {6}document: [^]*?,$/m, ""],
  [/!*ctx\.ignoreActiveValue &&/g, ""],
  [/^ {8}ignoreActiveValue: .*$/m, ""],
  [/"\[Warning\] dup[^"]*"/, '"[sse] morph: duplicate ids"'],
];

/** Properties that `morph` and idiomorph alone use, and nobody outside a bundle sees: they may be called anything. */
export const innerNames =
  /^(?:activeElementAndParents|before(?:NodeMorphed|NodeRemoved)|callbacks|idMap|ignoreActiveValue|morphStyle|normalize(?:Element|Parent)|originalNode|pantry|persistentIds|realParentNode|(?:head|input|option|template|textArea)Element|__idiomorphRoot)$/;

const libraries: readonly (readonly [file: RegExp, cuts: readonly Cut[]])[] = [
  [/eventsource-parser[\\/]dist[\\/]parse\.js$/, eventsourceParser],
  [/idiomorph[\\/]dist[\\/]idiomorph\.esm\.js$/, idiomorph],
];

/** The text of the library at `path`, without what is dead. Throws where a cut does not fit. */
export async function leanText(path: string): Promise<string> {
  let text = await readFile(path, "utf8");
  for (const [piece, instead] of libraries.find(([file]) => file.test(path))?.[1] ?? []) {
    const cut = text.replace(piece, instead);
    if (cut === text) throw new Error(`${path} has no ${piece}: look at scripts/lean.ts again`);
    text = cut;
  }
  return text;
}

/** Leaves out what the bundles cannot reach. */
export const lean: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "lean",
  setup(build) {
    for (const [filter] of libraries) {
      build.onLoad({ filter }, async ({ path }) => ({ contents: await leanText(path), loader: "js" }));
    }
  },
};
