/** What the browser bundles never reach of the morph that they hold. */
import type { Library } from "../../../tsup.lean.ts";

/** `morph` hands over elements and arrays of nodes, leaves heads alone, and has two of the callbacks. */
export const idiomorph: Library = {
  file: /idiomorph[\\/]dist[\\/]idiomorph\.esm\.js$/,
  cuts: [
    [/function (?:parseContent|handleHeadElement)\([^)]*\) \{/g, "$& return;", 2],
    [/function mergeDefaults\(config\) \{/g, "$& return config;"],
    [/^ {4}defaults,$/gm, ""],
    [/^ {8}(?:newContent|config|ignoreActive|restoreFocus|head): .*$/gm, "", 5],
    [
      /newContent == null|typeof newContent === "string"|generatedByIdiomorph\.has\([^]*?\(newContent\),?\s*\)/g,
      "false",
      3,
    ],
    // Arrays have no parent, and are put below one as a single node is.
    ["if (newContent.parentNode)", "if (true)"],
    ["is.node(newContent)", "newContent.parentNode"],
    [/^ {6}node: [^]*?,$/gm, ""],
    [/\{ normalizeElement, normalizeParent \}/g, "normalizeParent", 2],
    ["normalizeElement(oldNode)", "oldNode"],
    [
      /for \(const elt of (\[\.\.\.newContent\])\) \{\s*dummyParent\.append\(elt\);\s*\}/g,
      "dummyParent.append(...[newContent].flat());",
    ],
    // Old content alone is seen by a slice: nobody looks for ids in one.
    [/querySelectorAll\(selector\) \{[^]*?\n {6}\}\n/g, ""],
    [/get __idiomorphRoot\(\) \{[^]*?\n {6}\}\n/g, ""],
    ["newContent.__idiomorphRoot || newContent", "newContent"],
    ["this.originalNode = node;", ""],
    // One realm, and elements where elements are asked for.
    [/ \|\| value\?\.nodeType === Node\.ELEMENT_NODE/g, ""],
    [/element\(value\) &&/g, "value instanceof HTMLElement &&"],
    [/ &&\s*value\.namespaceURI === "http:\/\/www\.w3\.org\/1999\/xhtml"/g, ""],
    ['querySelectorAll?.("[id]") ?? []', 'querySelectorAll("[id]")'],
    [/(rootElt|ctx\.target)\.getAttribute\?\./g, "$1.getAttribute", 2],
    ["node.parentNode?.removeChild(node)", "node.remove()"],
    // What is not there throws, too.
    ["if (parentNode.moveBefore)", "if (true)"],
    ["return cursor;\n    }\n\n    /**\n     * Search", "}\n\n    /**\n     * Search"],
    ["config = {}", "config"],
    ['mergedConfig.morphStyle || "outerHTML"', "mergedConfig.morphStyle"],
    [/ctx\.head\.block|ctx\.ignoreActive(?= )|!ctx\.config\.restoreFocus/g, "false", 3],
    ['ctx.head.style === "none"', "true"],
    ['is.headElement(oldNode) && ctx.head.style !== "morph"', "false"],
    [/!\[[^\]]*\]\.includes\((?:morphStyle|headStyle)\)/g, "false", 2],
    ['morphStyle === "innerHTML" && ', "false && "],
    ["mergedConfig.head.style", "undefined"],
    [/ctx\.callbacks\.(?:afterNode\w+)\([^;]*;/g, ";", 6],
    ["ctx.callbacks.beforeNodeAdded(newChild) === false", "false"],
    [/ctx\.callbacks\.beforeAttributeUpdated\([^)]*\) ===\s*false/g, "false"],
    [/,\s*(?:"update"|"remove"|updateType),\s*ctx,?\s*\)/g, ", ctx)", 8],
    [/^ {6}document: [^]*?,$/gm, ""],
    [/!*ctx\.ignoreActiveValue &&/g, "", 2],
    [/^ {8}ignoreActiveValue: .*$/gm, ""],
    [/"\[Warning\] dup[^"]*"/g, '"[sse] morph: duplicate ids"'],
  ],
};

/** Properties by which idiomorph passes its own things around. */
const ofMorph =
  "activeElementAndParents beforeNodeMorphed beforeNodeRemoved callbacks doc headElement idMap ignoreActiveValue inputElement morphStyle optionElement pantry persistentIds realParentNode templateElement textAreaElement";

/** Properties by which modules of ours do: none is a key of something that a page gives, gets, or finds in an event. */
const ofOurs =
  "aim answering arrived batch bindTriggers browserShared defaults describe diagnostics dialects drained drops factory feed flush follow found gone into nearest onError onEvent onId onRetry owner patience placeOf places plan processAlways refocus refused relay route routes running scan settling severity since sourceOf stand standalone stands streamed subjects suggestion swapping targetOwner tasks triggers undo withdraw yields";

/** Properties that nobody outside a bundle sees: they may be called anything. A test holds that no text is one of them. */
export const innerNames = new RegExp(`^(?:${ofMorph} ${ofOurs})$`.replaceAll(" ", "|"));
