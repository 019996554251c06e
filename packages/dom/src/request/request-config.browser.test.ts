import { afterAll, expect, test } from "vitest";
import { eventually, type LoggedRequest, type OpenPage, sharedBrowser, startServer } from "@sse/testkit";
import { openDesk } from "../../test/request-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

server.handle("/echo", ({ method }) => `<b>${method}</b>`);

const shared = await openDesk(browser, server, "");

/** Does the request of `#e`, in a page of its own where `prepare` changes the page, and gives what the server was asked. */
async function asked(body: string, prepare = "", event = "null"): Promise<LoggedRequest> {
  const tab = prepare ? await openDesk(browser, server, body) : shared;
  if (!prepare) await tab.page.evaluate((html) => void (document.body.innerHTML = html), body);
  const before = server.requests.length;
  await tab.page.evaluate(`(async () => { ${prepare}; await desk.request("#e", ${event}) })()`);
  const request = server.requests.slice(before).find(({ path }) => path === "/echo");
  if (!request) throw new Error(`nothing was asked: ${(await heard(tab)).join(", ")}`);
  if (prepare) await tab.close();
  return request;
}

const heard = (tab: OpenPage): Promise<string[]> => tab.page.evaluate("desk.heard");
const html = (tab: OpenPage, selector: string): Promise<string> =>
  tab.page.evaluate(`document.querySelector("${selector}").innerHTML`);
const params = ({ body, query, method }: LoggedRequest): string =>
  `${method === "GET" || method === "DELETE" ? query : new URLSearchParams(body)}`;

test("the request headers say who asks, where to and from which page", async () => {
  const { headers } = await asked(
    `<p id="t"></p><div hx-headers='{"X-Outer":"1","X-Both":"outer"}'>
      <button id="e" name="n" hx-get="/echo" hx-target="#t" hx-headers='"X-Both":"inner"'></button></div>`,
  );
  expect(headers).toMatchObject({
    "hx-request": "true",
    "hx-trigger": "e",
    "hx-trigger-name": "n",
    "hx-target": "t",
    "hx-current-url": expect.stringContaining(server.origin),
    "x-outer": "1",
    "x-both": "inner",
  });
});

test("hx-request can leave out every header", async () => {
  const { headers } = await asked(
    `<p id="e" hx-get="/echo" hx-headers='{"X-Own":"1"}' hx-request='"noHeaders":true'></p>`,
  );
  expect(Object.keys(headers).filter((name) => /^(hx|x)-/.test(name))).toEqual([]);
});

test("a header that is not Latin-1 is encoded and marked as such", async () => {
  const { headers } = await asked(`<p id="e" hx-get="/echo" hx-headers='{"X-Word":"číslo"}'></p>`);
  expect(headers["x-word"]).toBe(encodeURIComponent("číslo"));
  expect(headers["x-word-uri-autoencoded"]).toBe("true");
});

test("hx-vals are merged from above, the nearest wins, and js: sees the event and the element", async () => {
  const body = `<div hx-vals='{"a":"outer","b":"outer"}'><p id="e" hx-get="/echo" hx-vals='NAMES'></p></div>`;
  expect(params(await asked(body.replace("NAMES", '"b":"inner","list":[1,2],"o":{"x":1}')))).toBe(
    `a=outer&b=inner&list=1&list=2&o=${encodeURIComponent('{"x":1}')}`,
  );
  const event = `new CustomEvent("x", { detail: { data: "d" } })`;
  const code = "js:{me: this.id, it: event.detail.data}";
  expect(params(await asked(body.replace("NAMES", code), "", event))).toBe("a=outer&b=outer&me=e&it=d");
});

test("without allowEval js: values are left out, with a report", async () => {
  const tab = await openDesk(browser, server, `<p id="e" hx-get="/echo" hx-vals="js:{a: 1}"></p>`);
  await tab.page.evaluate(`desk.config.allowEval = false; desk.request("#e")`);
  await eventually(async () => expect(await html(tab, "#e")).toBe("<b>GET</b>"));
  expect(server.requests.at(-1)?.url).toBe("/echo");
  expect(await heard(tab)).toContainEqual(expect.stringContaining("allowEval"));
  await tab.close();
});

test("values come from the element, its form, hx-include and the button pressed, as htmx gathers them", async () => {
  const form = (inner: string) => `<form id="f"><input name="a" value="1"><input name="off" disabled>
    <input type="checkbox" name="no"><input type="checkbox" name="yes" checked>${inner}</form>
    <div id="out"><input name="b" value="2"><select name="m" multiple><option selected>x<option selected>y</select></div>`;
  const cases: [markup: string, sent: string, prepare?: string, event?: string][] = [
    [`<input id="e" hx-get="/echo" name="own" value="v">`, "own=v"],
    [`<p id="e" hx-get="/echo"></p>`, ""],
    [`<p id="e" hx-post="/echo"></p>`, "a=1&yes=on"],
    [`<input id="e" hx-post="/echo" name="own" value="v">`, "a=1&yes=on&own=v"],
    [`<button id="e" hx-post="/echo" name="go" value="1"></button>`, "a=1&yes=on&go=1"],
    [`<p id="e" hx-get="/echo" hx-include="#out"></p>`, "b=2&m=x&m=y"],
    [`<p id="e" hx-get="/echo" hx-include="closest form"></p>`, "a=1&yes=on"],
    [`<p id="e" hx-get="/echo" hx-include="[name=a], [name=b]"></p>`, "a=1&b=2"],
    [
      `<p id="e" hx-get="/echo" hx-include="#f :is([name=a], [name=yes]), next <q, div/>"></p>`,
      "b=2&m=x&m=y&a=1&yes=on",
    ],
    [`<p id="e" hx-post="/echo" hx-include="[name=a], #out"></p>`, "b=2&m=x&m=y&a=1&yes=on"],
    [`<input id="e" hx-get="/echo" name="own" value="v" hx-params="none">`, ""],
    [`<p id="e" hx-post="/echo" hx-params="not a"></p>`, "yes=on"],
    [`<p id="e" hx-post="/echo" hx-params="a, zz"></p>`, "a=1"],
    [`<p id="e" hx-post="/echo" hx-params="*"></p>`, "a=1&yes=on"],
    [`<p id="e" hx-delete="/echo?q=1"></p>`, "q=1&a=1&yes=on"],
  ];
  for (const [markup, sent, ...rest] of cases) {
    expect([markup, params(await asked(form(markup), ...rest))]).toEqual([markup, sent]);
  }
});

test("a submitted form sends its button, and obeys its formaction and formmethod", async () => {
  const tab = await openDesk(
    browser,
    server,
    `<form id="e" hx-get="/never" hx-trigger="submit"><input name="a" value="1">
      <button id="b" name="go" value="2" formaction="/echo" formmethod="post"></button></form>`,
  );
  await tab.page.evaluate(`document.querySelector("#b").click()`);
  await eventually(async () => expect(await html(tab, "#e")).toBe("<b>POST</b>"));
  expect(server.requests.at(-1)?.body).toBe("a=1&go=2");
  await tab.close();
});

test("multipart encoding sends files", async () => {
  const { headers, body } = await asked(
    `<form id="e" hx-post="/echo" hx-encoding="multipart/form-data"><input type="file" name="f"><input name="a" value="1"></form>`,
    `const list = new DataTransfer(); list.items.add(new File(["content"], "name.txt"));
     document.querySelector("[type=file]").files = list.files`,
  );
  expect(headers["content-type"]).toContain("multipart/form-data");
  expect(body).toContain("content");
  expect(body).toContain(`filename="name.txt"`);
});

test("a form that is not valid is held back, unless it says novalidate", async () => {
  const body = (attribute: string) => `<form id="e" hx-post="/echo" ${attribute}><input name="a" required></form>`;
  const tab = await openDesk(browser, server, body(""));
  await tab.page.evaluate(`desk.request("#e")`);
  expect(await heard(tab)).toContain("validation:halted #e");
  expect(await heard(tab)).not.toContain("beforeRequest #e");
  await tab.close();
  expect((await asked(body("novalidate"))).body).toBe("a=");
});

test("a listener of configRequest may change everything that is sent", async () => {
  const { method, url, headers, body } = await asked(
    `<p id="e" hx-get="/elsewhere"></p>`,
    `document.addEventListener("htmx:configRequest", ({ detail }) => {
      Object.assign(detail, { path: "/echo", verb: "post", useUrlParams: false });
      detail.parameters.token = "t"; detail.headers["X-More"] = "m"; })`,
  );
  expect([method, url, headers["x-more"], body]).toEqual(["POST", "/echo", "m", "token=t"]);
});
