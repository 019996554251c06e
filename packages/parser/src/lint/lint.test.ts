import { describe, expect, test } from "vitest";
import { found } from "../../test/outline.ts";
import { checkAttribute, lint, review } from "./lint.ts";

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

  const bad = "<p hx-swap='innerHtml' hx-trigger='evry 1s'>";
  test.each([
    ["", `{% comment %}${bad}{% if a %}{% endcomment %}`],
    ["", `{%- comment "a" -%}${bad}{%- endcomment -%}`],
    ["", `@* ${bad} @Model.A *@`],
    ["", `<#-- ${bad} <#if a> -->`],
    ["", `{{-- {{ $x }} ${bad} --}}`],
    ["", `{{!-- {{x}} ${bad} --}}`],
    ["", `{{~!-- {{x}} ${bad} --~}}`],
    ["", `{{- /* {{x}} ${bad} */ -}}`],
    ["", `<%-- <%= x %> ${bad} --%>`],
    ["", `<%!-- <%= x %> ${bad} --%>`],
    ["", `<%doc>${bad}</%doc>`],
    ["", `%{-- <%= x %> ${bad} --}%`],
    ["a.vm", `## ${bad}\n#* ${bad}\n *#`],
    ["a.mako", ` ## ${bad}\n`],
    ["a.js", `const a = "http://x"; // ${bad}\n/* \n${bad} */`],
    ["a.TSX", `const f = () => { /* don't \\ */ return "\\"'"; } // ${bad}`],
    ["a.jsx", `<b title={\`a\${ x /* ${bad} */ }\`}>it's</b> // ${bad}`],
    ["a.templ", `// ${bad}`],
    ["a.mdx", `Write \`${bad}\`, or \`\` a\`${bad} \`\`.`],
    ["a.mdx", `\`\`\`html\n${bad}\n\n\`\`\`\n`],
    ["a.mdx", `- ~~~\n  ${bad}\n`.replace("- ", "  ")],
  ])("leaves comments alone, and keeps the places behind them: %s %s", (path, comment) => {
    const after = "\n<p hx-swap='innerHtml'>";
    const line = comment.split("\n").length + 1;
    const isOpen = comment.includes("~~~");
    expect(lint(comment + after, path).map((one) => `${one.line}:${one.column}`)).toEqual(isOpen ? [] : [`${line}:13`]);
  });

  test.each([
    ["a.html", "<a href='//x'>/* ## <p hx-swap='innerHtml'> ` *# */</a>`"],
    ["a.js", "x = `// <p hx-swap='innerHtml'>`"],
    ["a.js", "x = `${a ? `// <p hx-swap='innerHtml'>` : ''}`"],
    ["a.js", "x = '// <p hx-swap=\"innerHtml\">'"],
    ["a.js", "x = /\\//.test(y) ? `<p hx-swap='innerHtml'>` : 0"],
    ["a.jsx", "x = <p class=\"a\n // b\" hx-swap='innerHtml'>"],
    ["a.mdx", "A ` stays alone.\n\n<p hx-swap='innerHtml'>\n\nas ` here"],
    ["a.mdx", "<p hx-swap={`innerHtml`}>"],
    ["a.html", "{% comment %} <p hx-swap='innerHtml'> that never ends"],
    ["a.html", "@* <p hx-swap='innerHtml'> that never ends"],
    ["a.gsp", "<g:link hx-swap='innerHtml' a='b'/>"],
  ])("reads what only looks like a comment: %s %s", (path, source) => {
    expect(lint(source, path)).toMatchObject([{ code: "unknown-style" }]);
  });

  test.each([
    ["a.js", "/*"],
    ["a.js", "`${"],
    ["a.js", '="'],
    ["a.js", "'\\"],
    ["a.vm", "#*"],
    ["a.mdx", "`a``"],
    ["a.mdx", "```\n~~~\n"],
    ["a.html", "{{--"],
    ["a.html", "{% comment %}"],
    ["a.html", "<c:a \"'"],
    ["a.html", "<#a"],
    ["a.html", '=\\" "+'],
  ])("reads any number of openers at once: %s %s", (path, opener) => {
    expect(lint(`<p hx>${opener.repeat(100_000)}`, path)).toEqual([]);
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

  test("a byte order mark is no column", () => {
    expect(outline("\ufeff<p hx-swap=innerHtml>\n<p hx-swap=innerHtml>")).toMatchObject([/^1:12 /, /^2:12 /]);
  });

  test("hints at events that nothing in the file is a source of", () => {
    const source = '<p hx-sse="swap:a"></p><p sse-swap="b"></p><p hx-get="/" hx-trigger="click, sse:c once"></p>';
    expect(outline(source)).toEqual([
      "1:12 hint no-source swap:a",
      "1:37 hint no-source b",
      "1:77 hint no-source sse:c",
    ]);
    expect(outline(`<div sse-connect="/x">${source}</div>`)).toEqual([]);
    expect(outline(`<div hx-sse="connect:/x">${source}</div>`)).toEqual([]);
  });

  test.each([
    "<p :hx-sse=\"'connect:' + url\">",
    '<p th:attr="hx-sse=|connect:/x/${id}|">',
    '<p v-bind:sse-connect="url">',
    "<p hx-sse={url}>",
    "<p {...stream}>",
    "<p {{ attributes }}>",
    '{{ "connect:/x" }}',
  ])("does not miss a source where %s may be one", (start) => {
    expect(outline(`${start}<i hx-sse="swap:a"></i>`)).toEqual([]);
  });

  test.each([
    ['<div sse-connect="/x"></div><p sse-swap="a"></p>', ["1:42 warning no-source a"]],
    ['<div hx-sse="connect:/x"><br><p></div><p hx-sse="swap:a"></p>', ["1:50 warning no-source swap:a"]],
    ['<div sse-connect="/x"><p><br></div></section><p sse-swap="a"></p>', ["1:59 warning no-source a"]],
    ['<div sse-connect="/x"><p><li sse-swap="a"></div>', []],
    ['<div sse-connect="/x" sse-swap="a"></div>', []],
    // Pieces, which may be put together in any way.
    ['{% macro a %}<div sse-connect="/x"></div>{% endmacro %}<p sse-swap="a"></p>', []],
    ['<div sse-connect="/x"></div><my-stream><p sse-swap="a"></p></my-stream>', []],
    ['const a = <div sse-connect="/x" />; const b = <p sse-swap="a" />;', []],
  ])("warns of what stands outside of every source: %s", (source, expected) => {
    expect(outline(source)).toEqual(expected);
  });

  test.each([
    ["<p hx-sse={`connect:/a swapp:b`}>", ["1:24 error unknown-keyword swapp → swap"]],
    ["<p hx-sse={'connect:/a swapp:b'}>", ["1:24 error unknown-keyword swapp → swap"]],
    ['<p hx-sse={ "connect:/a swapp:b" }>', ["1:25 error unknown-keyword swapp → swap"]],
    ["<p hx-sse={`connect:/a swap:b`}>", []],
    ["<p hx-sse={`connect:${url} swap:${a ? `}` : '}'} swapp:b`}>", ["1:50 error unknown-keyword swapp → swap"]],
    [
      '<p hx-trigger={n < 100 ? "load delay:1s" : ""} hx-swap={"innerHtml"}>',
      ["1:58 warning unknown-style innerHtml → innerHTML"],
    ],
    ['<p hx-sse={"connect:" + url}>', []],
    ["<p hx-sse={cond && `swapp:a`}>", []],
    // HEEx, templ
    ['<p hx-sse={"connect:#{@url} swap:a retry:#{@s}s"}>', []],
    ['<p hx-sse={ fmt.Sprintf("connect:%s", url) }>', []],
    ['<p hx-sse?={ live } hx-swap={ "innerHtml" }>', ["1:32 warning unknown-style innerHtml → innerHTML"]],
    // Svelte, Vue, strings of Python and Go
    ['<p hx-sse="connect:{url} swap:{name} retry:{a ? b : c}s" hx-trigger="every {n}s">', []],
    ['<p hx-trigger="click from:{#a b} dealy:1s">', ["1:34 error unknown-keyword dealy → delay"]],
    ['<p :hx-sse="`swapp:${a}`" v-bind:hx-trigger="evry">', []],
    [
      'a := "<p hx-sse=\\"connect:/x swapp:a\\" hx-trigger=\\"every %ds\\">"',
      ["1:30 error unknown-keyword swapp → swap"],
    ],
    ["a := \"<p sse-connect='/x' sse-swap='\" + name + \"'>\"", []],
    [
      "x = '<p sse-connect=\\\\\\'/x\\\\\\' hx-swap=\\\\\\'innerHtml\\\\\\'>'",
      ["1:44 warning unknown-style innerHtml → innerHTML"],
    ],
    [`a = "<ul hx-trigger='sse:" + name + " dealy:1s' hx-get='/x'>"`, ['1:22 hint no-source sse:"']],
    ['a = "<ul hx-swap=\\"" + a + "\\" hx-sse=\\"connect:" + url + " swap:a\\">"', []],
    [
      'a = "<ul hx-swap=\\"" + a + "\\" hx-sse=\\"connect:" + url + " swapp:a\\">"',
      ["1:61 error unknown-keyword swapp → swap"],
    ],
    ["<p hx-trigger=\"click[a == 'b' + 'c'] dealy:1s\" hx-get=/>", ["1:38 error unknown-keyword dealy → delay"]],
    // FreeMarker, JSP
    ['<p hx-sse="connect:/x swap:<#if x gt 1>a<#else>b</#if>">', []],
    [
      '<p hx-sse="connect:/x swap:<c:out value="${x}"/>" hx-swap="innerHtml">',
      ["1:60 warning unknown-style innerHtml → innerHTML"],
    ],
    ['<p hx-sse="connect:/x swap:<c:if test="${x > 1}">a</c:if>">', []],
    // Attributes and markup behind functions and in texts within texts
    ["<p onClick={() => { f('}') }} hx-swap='innerHtml'>", ["1:40 warning unknown-style innerHtml → innerHTML"]],
    [
      "<p style={{ a: { b: 1 } }} {...(a > b ? c : d)} hx-swap='innerHtml'>",
      ["1:58 warning unknown-style innerHtml → innerHTML"],
    ],
    ["<p {/* a > b */} hx-swap='innerHtml'>", ["1:27 warning unknown-style innerHtml → innerHTML"]],
    [
      "html`<p>${a ? html`<b hx-swap='innerHtml'>` : html`<i hx-swap='morh'>`}`",
      ["1:32 warning unknown-style innerHtml → innerHTML", "1:64 warning unknown-style morh → morph"],
    ],
    [
      "<p a={b.map((c) => <i hx-swap='innerHtml'>it's</i>)} hx-swap='morh'>",
      ["1:32 warning unknown-style innerHtml → innerHTML", "1:63 warning unknown-style morh → morph"],
    ],
  ])("reads what is a text, and leaves alone what is computed: %s", (source, expected) => {
    expect(outline(source)).toEqual(expected);
  });

  test.each([
    ['<p hx-sse="connect:/x" hx-sse="swap:a">', ["1:24 error duplicate hx-sse"]],
    ['<p hx-swap="none" data-x HX-SWAP="none">', ["1:26 error duplicate HX-SWAP"]],
    ['<p {% if a %}hx-swap="none"{% else %}hx-swap="delete"{% endif %}>', []],
    ['<p hx-swap="none"><b hx-swap="none">', []],
    ['<p hx-see="connect:/x">', ["1:4 error unknown-attribute hx-see → hx-sse"]],
    ['<p data-hx-ses="connect:/x">', ["1:4 error unknown-attribute data-hx-ses → data-hx-sse"]],
    [
      '<p hx-sse-connect="/x" sse-target="#a">',
      [
        "1:4 error unknown-attribute hx-sse-connect → sse-connect",
        "1:24 error unknown-attribute sse-target → hx-target",
      ],
    ],
    ["<p hx-set hx-swap-oob hx-sse:other=/x fx-target=a x-target=b sse-on=c hx-select=d>", []],
    ["<p hx-sse:connect=/x>", ["1:4 hint unknown-attribute hx-sse:connect"]],
    [
      '<p sse_connect="/x" data-sse:swap="a" sseClose="b">',
      [
        "1:4 error unknown-attribute sse_connect → sse-connect",
        "1:21 error unknown-attribute data-sse:swap → data-sse-swap",
        "1:39 error unknown-attribute sseClose → sse-close",
      ],
    ],
    ["<p hx-vars=a hx-targets=b>", []],
    ['<p sse="connect:/x" id=a>', ["1:4 error unknown-attribute sse → hx-sse"]],
    ['<p data-sse="swap:x" sse=1>', ["1:4 error unknown-attribute data-sse → data-hx-sse"]],
    ["<Feed sse={true} />", []],
    ["<p hx-sse=connect:/events swap:news>", ["1:27 error unknown-attribute swap:news"]],
    [
      "<p hx-sse=connect:/events data-hx-trigger=click delay:1s from:body hx-get=/>",
      ["1:49 error unknown-attribute delay:1s", "1:58 error unknown-attribute from:body"],
    ],
    ['<p transition:fade v-on:a hx-sse="connect:/x" transition:fade swap:a="b">', []],
    ['<p swap:news id="a">', []],
    ['<p hx-sse="connect:/events swap:news>Waiting…</p>', ["1:12 error unclosed connect:/events swap:news"]],
    ["<p hx-sse='connect:/events\nswap:news>", ["1:12 error unclosed connect:/events"]],
    [
      '<p hx-sse="connect:/events swap:news>Waiting…</p>\n<p class="x">',
      ["1:37 error unclosed >Waiting…</p>\n<p class="],
    ],
    ['<p sse-connect="/events sse-swap="a">', ["1:17 error bad-value /events sse-swap="]],
    ['<p class="a>\n<p hx-sse=connect:/x>', ["1:11 error unclosed a"]],
    ['<p class="a>\n<p id=x>', []],
    ['<p hx-sse="connect:<url> swap:<name>">', []],
    ['<p hx-sse="connect:/x" hx-trigger="click, sse:a once">', ["1:43 warning no-request sse:a"]],
    ['<p sse-connect="/x" hx-trigger="sse:a" data-hx-post="/">', []],
    ['<p sse-connect="/x" hx-trigger="sse:a" hx-on:sse:a="x()">', []],
    ['<p sse-connect="/x" hx-trigger="sse:a" {{ attributes }}>', []],
    ['<p sse-connect="/x" hx-trigger="sse:a" th:attr="hx-get=@{/x}">', []],
  ])("looks at elements as a whole: %s", (source, expected) => {
    expect(outline(source)).toEqual(expected);
  });

  test("looks at a long list of attributes in linear time", () => {
    expect(outline("<p hx-get='/a'></p>\n".repeat(64_000))).toEqual([]);
  });

  test("looks into each text of a deep pile of them but once", () => {
    expect(outline("<p a={`".repeat(20_000))).toEqual([]);
    expect(outline(`${"<p a={".repeat(20_000)}${"}".repeat(20_000)}`)).toEqual([]);
  });
});

describe("a review", () => {
  test.each([
    ['div(hx-sse="connect:/x")', false],
    ['%div{"hx-sse" => "connect:/x"}', false],
    ['html! { div hx-sse="connect:/x" {} }', false],
    ['h("div", { "hx-sse": "connect:/x" })', false],
    ['<div hx-sse="connect:/x">', true],
    ['<div :hx-sse="x">', true],
    ['<div hx-sse:connect="/x">', true],
    ['<div hx-sse="connect:/x>', true],
    ['<div class="a><p hx-sse=x>', true],
    ['element.getAttribute("hx-sse")', true],
    ["<p>no stream at all</p>", true],
    ["", true],
  ])("says whether it could read %s", (source, read) => {
    expect(review(source).read).toBe(read);
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
    [
      "hx-trigger",
      "click from:#form select changed",
      ["error unknown-keyword from:#form select → from:(#form select)"],
    ],
    [
      "hx-trigger",
      "a from:closest form > b, c target:li a",
      [
        "error unknown-keyword from:closest form > b → from:closest (form > b)",
        "error unknown-keyword target:li a → target:(li a)",
      ],
    ],
    ["hx-trigger", "click from:(#a b) target:{c d}", []],
    ["hx-trigger", "click target:find )", ["error unknown-keyword )"]],
    ["hx-swap", "morphdom", ["hint unknown-style morphdom"]],
    ["hx-swap", "multi:#a:innerHTML,#b", ["hint unknown-style multi:#a:innerHTML,#b"]],
    ["hx-swap", "morphdm", ["warning unknown-style morphdm → morph"]],
    [
      "hx-sse",
      "connect:/a,b swap:a,b close:c,d",
      ["warning stray-comma swap:a,b → swap:a swap:b", "warning stray-comma close:c,d → close:c close:d"],
    ],
    ["sse-swap", "name:#selector, a:b", ["warning near-miss name:#selector → name"]],
    ["hx-target", "closet .a", ["warning near-miss closet → closest"]],
    ["hx-target", "windo", ["warning near-miss windo → window"]],
    ["hx-target", "main", []],
    [
      "hx-sse",
      "swap:a,,b; reset:c,",
      [
        "warning stray-comma swap:a,,b; → swap:a swap:b",
        "warning stray-comma reset:c, → reset:c",
        "warning no-effect c,",
      ],
    ],
    ["hx-sse", "/a", ["error unknown-keyword /a → connect:/a"]],
    ["sse-connect", "/a b", ["error bad-value /a b"]],
    ["sse-connect", "connect:/a", ["warning near-miss connect:/a → /a"]],
    ["sse-swap", "swap:a, sse:b,swap:", ["warning near-miss swap:a → a", "warning near-miss sse:b → b"]],
    ["sse-close", "close:a", ["warning near-miss close:a → a"]],
    ["sse-swap", "a, b,a", ["hint repeated a"]],
    ["sse-close", "a b", ["error bad-value a b"]],
    ["hx-get", "conect:/x", []],
    ["constructor", "conect:/x", []],
  ])("of %s=%j", (name, text, expected) => {
    expect(found(text, checkAttribute(name, text))).toEqual(expected);
  });

  test.each([
    ["hx-trigger", ",", "write an event"],
    ["hx-trigger", "click,", "write an event"],
    ["sse-swap", "a,,b", "write an event"],
    ["hx-sse", "", "the attribute is empty"],
  ])("quotes nothing where nothing stands: %s=%j", (name, text, message) => {
    expect(checkAttribute(name, text)).toMatchObject([{ message }]);
  });
});
