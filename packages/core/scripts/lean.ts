/** What `read-events` never reaches of the parser that every build of it holds. */
import type { Library } from "../../../tsup.lean.ts";

/** `read-events` gives every callback but `onComment`, always a limit, and never feeds on after an error. */
export const eventsourceParser: Library = {
  file: /eventsource-parser[\\/]dist[\\/]parse\.js$/,
  cuts: [
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
  ],
};
