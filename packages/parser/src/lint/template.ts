/** What template languages put into HTML, covered up so that a tokenizer of HTML can read the rest. */

/** Stands for every character of an expression that prints something; a private-use character, which no attribute holds. */
export const printed = "\ue000";

/** Stands for every character of a block, such as `{% if x %}`, which decides what else is there. */
export const block = "\ue001";

/** Openers of Go, Django, Jinja, Liquid, Handlebars, Blade, ERB, EJS and PHP, and what closes them. */
const closers: Record<string, string> = {
  "{{": "}}",
  "{%": "%}",
  "{#": "#}",
  "{!!": "!!}",
  "${": "}",
  "<%": "%>",
  "<?": "?>",
};

/** An opener, or a whole expression of Razor or Blade, such as `@Model.Name` or `@if($open)`. */
const opener = /\{\{|\{%|\{#|\{!!|\$\{|<%|<\?|@[\w.]+(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?|@\([^()]*\)/g;

/** How the expressions begin that are blocks. Those of Go and Handlebars look much like the ones that print. */
const beginsBlock =
  /^(?:\{[%#]|<%(?![=-])|<\?(?!=)|\{\{[-~]?\s*(?:[#/^]|(?:if|else|end|range|with|block|define)\b)|@(?:if|else|elseif|end\w*|unless|isset|empty|for\w*|while|switch|case|auth|guest|can)\b)/;

/** Covers the expressions of `source`; every other character keeps its place. */
export function coverTemplates(source: string): string {
  const missing = new Set<string>();
  let covered = "";
  let done = 0;
  opener.lastIndex = 0;
  for (let found = opener.exec(source); found; found = opener.exec(source)) {
    const closer = closers[found[0]] ?? "";
    const close = missing.has(closer) ? -1 : source.indexOf(closer, opener.lastIndex);
    if (close < 0) missing.add(closer);
    else {
      const expression = source.slice(found.index, close + closer.length);
      const cover = beginsBlock.test(expression) ? block : printed;
      covered += source.slice(done, found.index) + cover.repeat(expression.length);
      done = opener.lastIndex = close + closer.length;
    }
  }
  return covered + source.slice(done);
}
