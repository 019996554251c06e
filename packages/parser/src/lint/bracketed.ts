/** Selectors of `hx-trigger` that someone wrote with white space and without the brackets that it takes. */
import type { Diagnostic } from "../types.ts";
import { wordsOf } from "../word.ts";

/**
 * `diagnostics` with one in the place of all those about the rest of a selector: for `from:#form select` that it was
 * meant to be `from:(#form select)`.
 */
export function bracketed(text: string, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const unknown = new Map(
    diagnostics.filter(({ code }) => code === "unknown-keyword").map((diagnostic) => [diagnostic.start, diagnostic]),
  );
  const mended: Diagnostic[] = [];
  const words = unknown.size ? wordsOf(text) : [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    const [, keyword, first = ""] = /^((?:from|target|root):)([^({<\s]*)$/.exec(word?.value ?? "") ?? [];
    if (!word || !keyword || first.endsWith(",")) continue;
    // The word after `closest` belongs to the selector already.
    const relative = /^(?:closest|find|next|previous)$/.test(first);
    const rest = relative && !unknown.has(words[at + 1]?.start ?? -1) ? at + 2 : at + 1;
    let last: Diagnostic | undefined;
    for (let next = rest; ; next++) {
      const piece = unknown.get(words[next]?.start ?? -1);
      // A bracket that closes what was never opened would close the ones that are suggested.
      if (!piece || text.charAt(piece.end) === ":" || /^[^([{]*[)\]}]/.test(words[next]?.value ?? "")) break;
      unknown.delete(piece.start);
      last = piece;
      // What follows a comma is another trigger.
      if (words[next]?.value.endsWith(",")) break;
    }
    if (last) mended.push(mend(text, word.start, keyword.length, relative ? first : "", last));
  }
  const kept = diagnostics.filter(({ code, start }) => code !== "unknown-keyword" || unknown.has(start));
  return [...kept, ...mended].toSorted((one, other) => one.start - other.start);
}

function mend(text: string, start: number, keyword: number, relative: string, last: Diagnostic): Diagnostic {
  const begin = start + keyword + relative.length;
  const selector = text.slice(begin, last.end).trim();
  const suggestion = `${text.slice(start, begin)}${relative && " "}(${selector})`;
  const message = `"${text.slice(start, last.end)}": did you mean ${suggestion}? White space ends a selector without brackets`;
  return { ...last, message, start, suggestion };
}
