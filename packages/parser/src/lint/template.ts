/** What template languages put into HTML, covered up so that a tokenizer of HTML can read the rest. */

/** Stands for every character of a template expression: a private-use one, which no attribute holds. */
export const cover = "\ue000";

/** Openers of expressions and blocks, and what closes them: Go, Django, Jinja, Liquid, Blade, ERB, EJS, PHP, Svelte. */
const closers: Record<string, string> = {
  "{{": "}}",
  "{%": "%}",
  "{#": "#}",
  "{!!": "!!}",
  "${": "}",
  "<%": "%>",
  "<?": "?>",
};

/** An opener, or a Razor or Blade expression, such as `@Model.Name` or `@if($open)`. */
const opener = /\{\{|\{%|\{#|\{!!|\$\{|<%|<\?|@[\w.]+(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?|@\([^()]*\)/g;

/** Covers the expressions of `source`; every other character keeps its place. */
export function coverTemplates(source: string): string {
  const missing = new Set<string>();
  let covered = "";
  let done = 0;
  opener.lastIndex = 0;
  for (let found = opener.exec(source); found; found = opener.exec(source)) {
    const closer = closers[found[0]];
    if (closer && missing.has(closer)) continue;
    const close = closer ? source.indexOf(closer, opener.lastIndex) : opener.lastIndex;
    if (closer && close < 0) {
      missing.add(closer);
      continue;
    }
    const end = close + (closer?.length ?? 0);
    covered += source.slice(done, found.index) + cover.repeat(end - found.index);
    done = opener.lastIndex = end;
  }
  return covered + source.slice(done);
}
