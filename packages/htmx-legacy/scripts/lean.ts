/** What the browser bundles never reach of the morph that they hold. */
import type { Library } from "../../../tsup.lean.ts";

/** `morph` hands over elements and arrays of nodes, leaves heads alone, and has two of the callbacks. */
export const idiomorph: Library = {
  file: /idiomorph[\\/]dist[\\/]idiomorph\.esm\.js$/,
  cuts: [
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
  ],
};

/** Properties that `morph` and idiomorph alone use, and nobody outside a bundle sees: they may be called anything. */
export const innerNames =
  /^(?:activeElementAndParents|before(?:NodeMorphed|NodeRemoved)|callbacks|idMap|ignoreActiveValue|morphStyle|normalize(?:Element|Parent)|originalNode|pantry|persistentIds|realParentNode|(?:head|input|option|template|textArea)Element|__idiomorphRoot)$/;
