import { describe, expect, test } from "vitest";
import { found } from "../../test/outline.ts";
import { checkAttribute, lint } from "./lint.ts";

/** Findings as `line:column severity code piece → suggestion`. */
const outline = (source: string): string[] =>
  lint(source).map((finding) => `${finding.line}:${finding.column} ${found(finding.text, [finding]).join()}`);

describe("the linter", () => {
  test.each([
    "{{ a }}",
    "{% a %}",
    "{{ '\"' }}",
    "<%= a > b %>",
    "<% a %>",
    "<?= $a ?>",
    "{!! a !!}",
    "${a}",
    "@Model.Name",
    "@(a + b)",
    "@if($a)",
  ])("leaves words with %s alone", (expression) => {
    expect(outline(`<p hx-sse="connect:/x ${expression}:a"></p>`)).toEqual([]);
    expect(outline(`<p hx-sse="connect:/x x${expression}:a"></p>`)).toEqual([]);
    expect(outline(`<p hx-sse="connect:/x ${expression} swapp:a"></p>`)).toMatchObject([/swapp → swap/]);
  });

  test("reads an attribute that a block puts there", () => {
    expect(outline('<p {% if a %}hx-swap="innerHtml"{% endif %}>')).toEqual([
      "1:23 warning unknown-style innerHtml → innerHTML",
    ]);
  });

  test("does not count words twice that a block chooses from", () => {
    expect(outline('<p hx-sse="{% if a %} connect:/a {% else %} connect:/b {% endif %}">')).toEqual([]);
  });

  test.each(["{{", "{%", "<%", "<?", "${", "@(", "@x("])(
    "survives %s that never ends, any number of times",
    (opener) => {
      expect(outline(opener.repeat(10_000))).toEqual([]);
      expect(outline(`${opener} <p hx-swap="innerHtml">`).length).toBeLessThan(2);
    },
  );

  test.each([
    ["\n", "2:8"],
    ["\r\n", "2:8"],
    ["\r", "2:8"],
    ["\u2028", "1:9"],
  ])("counts lines at %j", (end, place) => {
    expect(outline(`${end}<p hx-swap='innerHTML nope'>`)[0]).toMatch(/unknown-keyword nope$/);
    expect(outline(`${end}<p x='' hx-swap=`)).toEqual([]);
    expect(outline(`${end}<p sse-connect='a b'>`)[0]?.startsWith(place.replace("8", "17").replace("9", "18"))).toBe(
      true,
    );
  });

  test("hints at events that nothing in the file is a source of", () => {
    const source = '<p hx-sse="swap:a"></p><p sse-swap="b"></p><p hx-trigger="click, sse:c once"></p>';
    expect(outline(source)).toEqual([
      "1:12 hint no-source swap:a",
      "1:37 hint no-source b",
      "1:66 hint no-source sse:c",
    ]);
    expect(outline(`<div sse-connect="/x">${source}</div>`)).toEqual([]);
    expect(outline(`<div hx-sse="connect:/x">${source}</div>`)).toEqual([]);
  });
});

describe("the check of an attribute", () => {
  test.each([
    ["hx-sse", "connect:/x start:click", []],
    ["hx-sse", "idle:1s swap:a", ["warning no-effect 1s"]],
    ["hx-sse", "swap:a close:b", ["warning no-effect b"]],
    ["hx-sse", "conect:/x close:b", ["error unknown-keyword conect → connect"]],
    [
      "hx-sse",
      "connect:/x, swap:a;",
      ["warning stray-comma connect:/x, → connect:/x", "warning stray-comma swap:a; → swap:a"],
    ],
    ["hx-sse", "connect:/x transport:eventsource credentials:omit", ["warning no-effect omit"]],
    ["data-hx-sse", "", ["hint empty "]],
    ["hx-trigger", "evry 1s", ["warning near-miss evry → every", "error unknown-keyword 1s"]],
    ["hx-trigger", "see:a", ["warning near-miss see → sse"]],
    ["hx-trigger", "never", []],
    ["hx-trigger", "click [a]", ["warning near-miss a"]],
    ["hx-trigger", "every 1s [a]", []],
    ["hx-trigger", "every 1s once", ["warning no-effect once"]],
    ["hx-trigger", "click root:a threshold:1", ["warning no-effect a", "warning no-effect 1"]],
    ["hx-trigger", "intersect root:a threshold:1", []],
    ["hx-trigger", "click delay:1s throttle:1s", ["warning no-effect 1s"]],
    ["hx-target", "closet .a", ["warning near-miss closet → closest"]],
    ["hx-target", "windo", ["warning near-miss windo → window"]],
    ["hx-target", "main", []],
    ["sse-connect", "/a b", ["error bad-value /a b"]],
    ["sse-swap", "a, b,a", ["hint repeated a"]],
    ["sse-close", "a b", ["error bad-value a b"]],
    ["hx-get", "conect:/x", []],
    ["constructor", "conect:/x", []],
  ])("of %s=%j", (name, text, expected) => {
    expect(found(text, checkAttribute(name, text))).toEqual(expected);
  });
});
