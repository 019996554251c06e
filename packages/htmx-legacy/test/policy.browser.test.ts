/** Security, what the page's policies allow: Content-Security-Policy, Trusted Types, `sanitize`, scripts, evaluation. */
import { fileURLToPath } from "node:url";
import { eventually, without } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, heard, scriptTag, shows, site } from "./fixture.ts";

const { server, visit } = await site();
server.files("/purify", fileURLToPath(new URL("../node_modules/dompurify/dist", import.meta.url)));

const strict = "default-src 'self'";
const trusted = (policies: string): string =>
  `require-trusted-types-for 'script'; script-src 'self'; trusted-types ${policies}`;
const policy = (value: string) => ({ headers: { "Content-Security-Policy": value } });

/** A script of the page's own origin, for pages that allow no other. */
function script(source: string): string {
  const path = `${fresh()}.js`;
  server.get(path, () => ({ headers: { "Content-Type": "text/javascript" }, body: source }));
  return `<script src="${path}"></script>`;
}

const styles = [
  "innerHTML",
  "outerHTML",
  "beforebegin",
  "afterbegin",
  "beforeend",
  "afterend",
  "morph",
  "morph:outerHTML",
];
const quiet = ["textContent", "delete", "none"];

describe.each([
  ["default-src 'self'", strict],
  ["Trusted Types", trusted("sse")],
])("%s", (_, value) => {
  test("every swap style, with settling and scripts, without a violation", async () => {
    const stream = server.stream(fresh());
    const probe = script("globalThis.ran = (globalThis.ran ?? 0) + 1");
    const places = [...styles, ...quiet].map(
      (style, i) =>
        `<div id="d${i}"><p id="t${i}" class="a" hx-sse="swap:${style}" hx-swap="${style} settle:10ms">old</p></div>`,
    );
    const tab = await visit(
      `<main hx-sse="connect:${stream.path}">${places.join("")}<table><tbody id="rows" hx-sse="swap:row" hx-swap="beforeend"></tbody></table>
       <p id="oob">-</p><b id="end" hx-sse="swap:end"></b></main>`,
      policy(value),
    );
    await stream.waitFor(1);
    for (const [i, style] of styles.entries()) {
      const id = `${/outer/i.test(style) ? "t" : "n"}${i}`;
      stream.send({ event: style, data: `<p id="${id}" class="b">new<i id="k${i}" class="c">k</i></p>${probe}` });
    }
    for (const style of quiet) stream.send({ event: style, data: "<b>text</b>" });
    stream.send({ event: "row", data: `<tr><td>1</td></tr>` });
    stream.send({ event: "end", data: `end<p id="oob" hx-swap-oob="true">oob</p><svg><title>t</title></svg>` });
    await shows(tab, "#oob", "oob");
    await eventually(async () => expect(await tab.value("ran")).toBe(styles.length));
    expect(await tab.value(`document.querySelectorAll("i.c").length`)).toBe(styles.length);
    expect(await tab.value(`document.querySelector("#rows td").textContent`)).toBe("1");
    expect(tab.violations).toEqual([]);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("requests of triggers, with indicators, values and answers, without a violation", async () => {
    const stream = server.stream(fresh());
    const path = fresh();
    server.handle(path, (request) => `<em class="x">${request.body}</em>`);
    const tab = await visit(
      `<main hx-sse="connect:${stream.path}"><form id="f" hx-post="${path}" hx-trigger="sse:go, click" hx-target="#o" hx-vals='{"b":2}'
         hx-indicator="#busy" hx-swap="innerHTML show:top"><input name="a" value="1"></form><i id="busy"></i><p id="o"></p></main>`,
      policy(value),
    );
    await stream.waitFor(1);
    stream.send({ event: "go", data: "" });
    await shows(tab, "#o", `<em class="x">a=1&amp;b=2</em>`);
    expect(tab.violations).toEqual([]);
    await tab.close();
  });

  test("a [filter] fails closed, with one report, and triggers without one work", async () => {
    const stream = server.stream(fresh());
    const [filtered, plain] = [fresh(), fresh()];
    for (const path of [filtered, plain]) server.get(path, () => "asked");
    const tab = await visit(
      `<main hx-sse="connect:${stream.path}"><p id="f" hx-get="${filtered}" hx-trigger="sse:go[true]"></p>
       <p id="p" hx-get="${plain}" hx-trigger="sse:go"></p></main>`,
      policy(value),
    );
    await stream.waitFor(1);
    for (const data of ["1", "2"]) stream.send({ event: "go", data });
    await shows(tab, "#p", "asked");
    expect(server.requests.filter(({ path }) => path === filtered)).toHaveLength(0);
    expect(tab.console.filter((text) => text.startsWith("warning") && text.includes('id="f"'))).toHaveLength(1);
    await tab.close();
  });
});

test("allowEval:false turns off filters and js: values, with a report", async () => {
  const stream = server.stream(fresh());
  const [filtered, plain] = [fresh(), fresh()];
  for (const path of [filtered, plain]) server.get(path, () => "asked");
  const tab = await visit(
    `<main hx-sse="connect:${stream.path}"><p id="f" hx-get="${filtered}" hx-trigger="sse:go[(ran = true)]"></p>
     <p id="p" hx-get="${plain}" hx-trigger="sse:go" hx-vals="js:{a: (ran = true)}"></p></main>`,
    { head: `<meta name="sse-config" content='{"allowEval":false}'>` },
  );
  await stream.waitFor(1);
  stream.send({ event: "go", data: "" });
  await shows(tab, "#p", "asked");
  expect(await tab.page.evaluate("typeof ran")).toBe("undefined");
  expect(server.requests.filter(({ path }) => path === filtered)).toHaveLength(0);
  for (const id of ["f", "p"])
    expect(tab.console.some((text) => text.includes("allowEval") && text.includes(`id="${id}"`))).toBe(true);
  await tab.close();
});

test("allowScripts:false leaves every script inert, whatever the style", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<main hx-sse="connect:${stream.path}">${styles.map((style) => `<p hx-sse="swap:${style}" hx-swap="${style}"></p>`).join("")}<b id="end" hx-sse="swap:end"></b></main>`,
    { head: `<meta name="sse-config" content='{"allowScripts":false}'>` },
  );
  await stream.waitFor(1);
  for (const event of styles)
    stream.send({
      event,
      data: `<i>in</i><script>ran = 1</script><script type="module">ran = 2</script>${script("ran = 3")}`,
    });
  stream.send({ event: "end", data: "end" });
  await shows(tab, "#end", "end");
  expect(await tab.page.locator("main i").count()).toBe(styles.length);
  expect(await tab.page.evaluate("typeof ran")).toBe("undefined");
  await tab.close();
});

const purify = `<script src="/purify/purify.min.js"></script>`;
const sanitizers: readonly [name: string, head: string, sanitize: string, policies: string][] = [
  ["DOMPurify's string", purify, "DOMPurify.sanitize(html, { ALLOW_DATA_ATTR: false })", "sse dompurify"],
  [
    "DOMPurify's TrustedHTML",
    purify,
    "DOMPurify.sanitize(html, { ALLOW_DATA_ATTR: false, RETURN_TRUSTED_TYPE: true })",
    "dompurify",
  ],
  [
    "DOMPurify's fragment",
    purify,
    "DOMPurify.sanitize(html, { ALLOW_DATA_ATTR: false, RETURN_DOM_FRAGMENT: true })",
    "dompurify",
  ],
  [
    "the Sanitizer API's fragment",
    "",
    `{ const clean = document.createElement("template");
       clean.setHTML(html, { sanitizer: { attributes: ["class", "href", "id", "src"] } });
       return clean.content; }`,
    "'none'",
  ],
];

const runs = (name: string) =>
  name.startsWith("the Sanitizer API") ? without("webkit", "it has no Sanitizer API") : {};

for (const [name, head, sanitize, policies] of sanitizers)
  test(`sanitize may give ${name}, under Trusted Types`, runs(name), async () => {
    const [stream, path] = [server.stream(fresh()), fresh()];
    const dirty = `<b id="b">good</b><img src="x" onerror="ran = 1"><script>ran = 2</script><a href="javascript:ran=3">a</a>
    <u class="c" hx-sse="connect:/steal" data-hx-sse="connect:/steal" sse-connect="/steal" hx-get="/steal" hx-trigger="load">u</u>`;
    server.get(path, () => dirty);
    const start = script(`globalThis.seen = [];
    sse.start({ sanitize: (html, { target, source }) => { seen.push([target.id, source].join(" ")); return clean(html); } });
    function clean(html) ${sanitize.startsWith("{") ? sanitize : `{ return ${sanitize}; }`}`);
    const tab = await visit(
      `<main hx-sse="connect:${stream.path}"><p id="p" hx-sse="swap:x"></p><p id="q" hx-sse="swap:x" hx-swap="afterbegin">old</p>
     <p id="r" hx-get="${path}" hx-trigger="sse:x"></p></main>`,
      { ...policy(trusted(policies)), scripts: head + scriptTag + start },
    );
    await stream.waitFor(1);
    stream.send({ event: "x", data: dirty });
    for (const id of ["p", "q", "r"])
      await eventually(async () =>
        expect(await tab.value(`document.querySelector("#${id} > b").textContent`)).toBe("good"),
      );
    expect(
      await tab.value(`document.querySelectorAll("script:not([src]), [onerror], [href^=javascript]").length`),
    ).toBe(0);
    expect(await tab.value("typeof ran")).toBe("undefined");
    expect(await tab.value(`document.querySelectorAll("main u.c").length`)).toBe(3);
    expect(server.requests.filter((request) => request.path === "/steal")).toEqual([]);
    expect(await tab.value("sse.registry.connections.length")).toBe(1);
    expect(await tab.value("seen")).toEqual(["p event", "q event", "r response"]);
    // The browser tells of the handler that the sanitizer met while it parsed, whatever became of it.
    expect(tab.violations.filter((text) => !text.startsWith("script-src-attr"))).toEqual([]);
    await tab.close();
  });

test("a sanitize that throws lets nothing in, and the next message comes", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x">old</p>`, {
    scripts: `${scriptTag}<script>sse.start({ sanitize: (html) => { if (html.includes("bad")) throw new Error("refused"); return html; } })</script>`,
  });
  await stream.waitFor(1);
  stream.send({ event: "x", data: "bad" });
  await eventually(() => expect(tab.console.some((text) => text.includes("refused"))).toBe(true));
  await shows(tab, "#p", "old");
  stream.send({ event: "x", data: "good" });
  await shows(tab, "#p", "good");
  expect(await heard(tab, "htmx:sseMessage")).toHaveLength(1);
  await tab.close();
});
