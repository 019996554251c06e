import { createRequire } from "node:module";
import { dirname } from "node:path";
import { afterAll, expect, test } from "vitest";
import { eventually, type LoggedRequest, openPage, type Page, sharedBrowser, startServer } from "@sse/testkit";
import { openDesk } from "../../test/request-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());
server.files("/htmx/", dirname(createRequire(import.meta.url).resolve("htmx2")));
server.handle("/ask", () => "");

/** What stands inside the form `#f`, with `#e` the element that asks; `ASK` is the URL. */
const inForm = [
  `<p id="e" VERB="ASK"></p>`,
  `<p id="e" VERB="ASK?q=1#part"></p>`,
  `<input id="e" VERB="ASK" name="own" value="v w">`,
  `<input id="e" VERB="ASK" name="a" value="twice">`,
  `<input id="e" VERB="ASK" type="checkbox" name="c" value="1">`,
  `<input id="e" VERB="ASK" type="radio" name="r" value="1" checked>`,
  `<select id="e" VERB="ASK" name="s"><option>1<option selected>2</select>`,
  `<select id="e" VERB="ASK" name="s" multiple><option selected>1<option selected>2</select>`,
  `<textarea id="e" VERB="ASK" name="t">one\ntwo</textarea>`,
  `<button id="e" VERB="ASK" name="go" value="1"></button>`,
  `<button id="e" VERB="ASK" type="button" name="a" value="over"></button>`,
  `<input id="e" VERB="ASK" type="submit" name="go" value="1">`,
  `<p id="e" VERB="ASK" hx-include="#out"></p>`,
  `<p id="e" VERB="ASK" hx-include="this"><input name="in" value="1"></p>`,
  `<p id="e" VERB="ASK" hx-include="find input"><input name="in" value="1"></p>`,
  `<p id="e" VERB="ASK" hx-include="closest form"></p>`,
  `<p id="e" VERB="ASK" hx-include="next input"></p>`,
  `<p id="e" VERB="ASK" hx-include="[name=a], [name=b]"></p>`,
  `<p id="e" VERB="ASK" hx-include="#f, [name=a]"></p>`,
  `<p id="e" VERB="ASK" hx-include="#other"></p>`,
  `<p id="e" VERB="ASK" hx-include="#other, [name=z]"></p>`,
  `<p id="e" VERB="ASK" hx-vals='{"a":"val","n":1,"yes":true,"list":[1,"2"],"o":{"x":1},"null":null}'></p>`,
  `<p id="e" VERB="ASK" hx-vals='"x":"y"'></p>`,
  `<p id="e" VERB="ASK" hx-vals="js:{me: this.id}"></p>`,
  `<p id="e" VERB="ASK" hx-params="none"></p>`,
  `<p id="e" VERB="ASK" hx-params="*"></p>`,
  `<p id="e" VERB="ASK" hx-params="a, b" hx-include="#out"></p>`,
  `<p id="e" VERB="ASK" hx-params="not a, b" hx-include="#out"></p>`,
  `<p id="e" VERB="ASK" hx-params="x" hx-vals='{"x":1,"y":2}'></p>`,
  `<p id="e" VERB="ASK" hx-headers='{"X-A":"1"}' name="named" hx-target="#out"></p>`,
  `<div hx-vals='{"v":"up","w":"up"}' hx-headers='{"X-A":"up"}'><p id="e" VERB="ASK" hx-vals='{"v":"near"}'></p></div>`,
  `<div hx-vals='{"v":"up"}'><p id="e" VERB="ASK" hx-vals="unset"></p></div>`,
  `<div hx-include="#out"><p id="e" VERB="ASK"></p></div>`,
  `<div hx-include="#out" hx-disinherit="*"><p id="e" VERB="ASK"></p></div>`,
];
const page = (inner: string) => `<form id="f"><input name="a" value="1"><input name="a" value="2">
  <input name="off" value="x" disabled><input type="checkbox" name="no"><input type="checkbox" name="yes" checked>
  <fieldset disabled><input name="fenced" value="x"></fieldset>${inner}<input name="ä &amp;" value="ö=+ %"></form>
  <div id="out"><input name="b" value="2"><input type="submit" name="sub" value="s"></div>
  <form id="other"><input name="z" value="3"><input type="file" name="file"></form>`;
const whole = [
  `<form id="e" VERB="ASK"><input name="a" value="1"><button name="b" value="2"></button></form>`,
  `<form id="e" VERB="ASK" hx-include="#x"><input name="a" value="1"></form><input id="x" name="a" value="3">`,
  `<form id="f"><input name="a" value="1"></form><button id="e" form="f" VERB="ASK" name="b" value="2"></button>`,
  `<form id="f"><input name="a" value="1"></form><input id="e" form="f" VERB="ASK" name="b" value="2">`,
];
const cases = [...inForm.map(page), ...whole].flatMap((html) =>
  ["get", "post", "delete"].map((verb) => html.replace("VERB", `hx-trigger="go" hx-${verb}`)),
);

const interesting = ["hx-request", "hx-trigger", "hx-trigger-name", "hx-target", "x-a"];

function sorted(search: URLSearchParams): string {
  search.sort();
  return `${search}`;
}

/**
 * What a request says. Left out is what means nothing: the order of different names, the charset of the content type, and
 * the content type that htmx sends without content.
 */
function said({ method, query, headers, body }: LoggedRequest): object {
  const [type] = (headers["content-type"] ?? "").split(";");
  return {
    method,
    query: sorted(query),
    headers: Object.fromEntries(interesting.map((name) => [name, headers[name]])),
    type: body && type,
    body: sorted(new URLSearchParams(body)),
  };
}

async function asked(tab: Page, html: string, name: string, start: string): Promise<object> {
  await tab.evaluate((body) => void (document.body.innerHTML = body), html.replace("ASK", `/ask/${name}`));
  server.handle(`/ask/${name}`, () => "");
  const before = server.requests.length;
  await tab.evaluate(start);
  const mine = await eventually(() => {
    const found = server.requests.slice(before).find(({ path }) => path === `/ask/${name}`);
    if (!found) throw new Error(`nothing was asked: ${html}`);
    return found;
  });
  return said(mine);
}

test("whatever is asked is asked as htmx 2 asks it", async () => {
  const ours = await openDesk(browser, server, "");
  const theirs = await openPage(browser, server, `<script src="/htmx/htmx.js"></script>`);
  for (const [index, html] of cases.entries()) {
    const mine = await asked(ours.page, html, `ours-${index}`, `desk.request("#e")`);
    const model = await asked(
      theirs.page,
      html,
      `theirs-${index}`,
      `htmx.process(document.body); htmx.trigger("#e", "go"); 0`,
    );
    expect.soft(mine, html).toEqual(model);
  }
  await ours.close();
  await theirs.close();
}, 120_000);
