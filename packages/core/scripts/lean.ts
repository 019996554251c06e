/** What `read-events` never reaches of the parser that every build of it holds. */
import type { Library } from "../../../tsup.lean.ts";

/** `read-events` gives every callback but `onComment`, always a limit, and never feeds on after an error. */
export const eventsourceParser: Library = {
  file: /eventsource-parser[\\/]dist[\\/]parse\.js$/,
  cuts: [
    ["typeof config === 'function'", "false"],
    ["if (terminated) {", "if (false) {"],
    [/(\w+) === null \|\| \1 === void 0 \? void 0 : (?=\1\()/g, "", 10],
    ["maxBufferSize === undefined", "false"],
    ["onComment, ", ""],
    ["!!onComment", "false"],
    ["if (onComment)", "if (false)"],
    // The decoder takes the byte order mark, and the first thing fed is a line of our own.
    ["bomPrefix !== undefined", "false"],
    [/function reset\(options = \{\}\) \{/g, "$& return;"],
    ["return { feed, reset }", "return { feed }"],
    // The way of lines that may end in any manner reads these as well. Theirs is shorter by 0.03 µs for each event, which
    // is a hundredth of the least that one costs.
    ["if (chunk.indexOf('\\r') === -1) {", "if (false) {"],
    // What has a value was read before it comes here, and what has none is asked again there.
    ["eventType = value || undefined;", "eventType = undefined;"],
    [/if \(!value\.includes\('\\0'\)\)\s+(?=id = value;\s+break)/g, ""],
    ["if (trailing !== '') {", "{"],
    // Only what is too large is an error to us, and may be told of twice.
    [/if \(terminated\)\s+return true;/g, ""],
    [/terminated = true;[^]*?(?=onError)/g, ""],
    [/new ParseError\(`Buffered[^`]*`, (\{[^}]*\})\)/g, "$1"],
    [/onError\(new ParseError\((?:`Invalid|`Unknown)[^]*?\}\)\);/g, ";", 2],
    // The last event ID is told of before the event.
    [/\bid,\s+(?=event: eventType)/g, "", 3],
  ],
};
