import { afterAll, expect, test } from "vitest";
import { eventually, type LoggedRequest, type OpenPage, sharedBrowser, startServer } from "@sse/testkit";
import { openDesk } from "../../test/request-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

server.handle("/echo", ({ method }) => `<b>${method}</b>`);
server.handle("/status", ({ query }) => ({ status: Number(query.get("code")), body: "<i>body</i>" }));
server.handle("/never", () => new Promise(() => {}));

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

test("each verb asks with its method and swaps the answer into the element", async () => {
  const verbs = ["get", "post", "put", "patch", "delete"];
  const tab = await openDesk(browser, server, verbs.map((verb) => `<p id="${verb}" hx-${verb}="/echo"></p>`).join(""));
  for (const verb of verbs) {
    await tab.page.evaluate(`desk.request("#${verb}")`);
    expect(await html(tab, `#${verb}`)).toBe(`<b>${verb.toUpperCase()}</b>`);
  }
  await tab.close();
});

test("a trigger fires the request", async () => {
  const tab = await openDesk(browser, server, `<p id="e" hx-get="/echo" hx-trigger="sse:news[detail.data=='go']"></p>`);
  await tab.page.evaluate(`for (const data of ["no", "go"])
    document.querySelector("#e").dispatchEvent(new CustomEvent("sse:news", { detail: { data } }))`);
  await eventually(async () => expect(await html(tab, "#e")).toBe("<b>GET</b>"));
  expect((await heard(tab)).filter((event) => event.startsWith("beforeRequest"))).toHaveLength(1);
  await tab.close();
});

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

test("the events of a request come in htmx's order", async () => {
  const tab = await openDesk(browser, server, `<p id="e" hx-get="/echo"></p>`);
  await tab.page.evaluate(`desk.request("#e")`);
  expect((await heard(tab)).filter((event) => event.endsWith("#e"))).toEqual(
    [
      "confirm",
      "configRequest",
      "beforeRequest",
      "beforeSend",
      "beforeSwap",
      "afterSwap",
      "afterSettle",
      "afterRequest",
    ].map((event) => `${event} #e`),
  );
  expect(await heard(tab)).toContain("load b");
  await tab.close();
});

test("a request that a listener refuses is not made", async () => {
  const tab = await openDesk(browser, server, `<p id="e" hx-get="/refused"></p>`);
  for (const event of ["confirm", "configRequest", "beforeRequest"]) {
    await tab.page
      .evaluate(`document.addEventListener("htmx:${event}", (event) => event.preventDefault(), { once: true });
      desk.request("#e")`);
  }
  expect(server.requests.filter(({ path }) => path === "/refused")).toEqual([]);
  await tab.page.evaluate(`desk.request("#e")`);
  expect(server.requests.filter(({ path }) => path === "/refused")).toHaveLength(1);
  await tab.close();
});

test("hx-confirm asks, and a listener of htmx:confirm may ask in its place", async () => {
  const tab = await openDesk(browser, server, `<p id="e" hx-get="/echo" hx-confirm="Sure?"></p>`);
  tab.page.once("dialog", (dialog) => void dialog.dismiss());
  await tab.page.evaluate(`desk.request("#e")`);
  expect(await html(tab, "#e")).toBe("");
  const questions: string[] = [];
  tab.page.once("dialog", (dialog) => void (questions.push(dialog.message()), dialog.accept()));
  await tab.page.evaluate(`desk.request("#e")`);
  expect([questions, await html(tab, "#e")]).toEqual([["Sure?"], "<b>GET</b>"]);
  await tab.page.evaluate(`(async () => {
    document.querySelector("#e").innerHTML = "";
    document.addEventListener("htmx:confirm", (event) => { event.preventDefault(); window.go = event.detail.issueRequest; });
    await desk.request("#e");
  })()`);
  expect(await html(tab, "#e")).toBe("");
  await tab.page.evaluate("go(true)");
  expect(await html(tab, "#e")).toBe("<b>GET</b>");
  await tab.close();
});

test("indicators and disabled elements are marked as long as any request needs them", async () => {
  const held: (() => void)[] = [];
  server.handle("/held", () => new Promise((resolve) => held.push(() => resolve("done"))));
  const tab = await openDesk(
    browser,
    server,
    `<i id="s"></i><button id="b"></button><button id="own" disabled></button>
     <div hx-indicator="#s" hx-disabled-elt="#b, #own"><p id="one" hx-get="/held?1"></p><p id="two" hx-get="/held?2"></p></div>
     <p id="three" hx-get="/held?3"></p>`,
  );
  const marks = () =>
    tab.page.evaluate(
      `[".htmx-request", ":disabled"].map((s) => [...document.querySelectorAll(s)].map((e) => e.id).join())`,
    );
  await tab.page.evaluate(
    `for (const id of ["one", "two", "three"]) desk.request("#" + id).then(() => desk.heard.push("over " + id)); 0`,
  );
  await eventually(() => expect(held).toHaveLength(3));
  expect(await marks()).toEqual(["s,three", "b,own"]);
  held[0]?.();
  held[2]?.();
  await eventually(async () => expect(await heard(tab)).toEqual(expect.arrayContaining(["over one", "over three"])));
  expect(await marks()).toEqual(["s", "b,own"]);
  held[1]?.();
  await eventually(async () => expect(await marks()).toEqual(["", "own"]));
  await tab.close();
});

test("a missing target is told and nothing is asked", async () => {
  const tab = await openDesk(browser, server, `<p id="e" hx-get="/lost" hx-target="#nowhere"></p>`);
  await tab.page.evaluate(`desk.request("#e")`);
  expect(await heard(tab)).toEqual(["targetError #e", expect.stringContaining("report target-missing")]);
  await tab.close();
});

test("only the page's own origin is asked, and those of the configuration", async () => {
  const other = await startServer();
  other.cors(true);
  other.handle("/foreign", () => "foreign");
  server.handle("/away", () => ({ status: 302, headers: { Location: other.url("/foreign") } }));
  const bad = [other.url("/foreign"), "javascript:alert(1)", "data:text/html,x", "http://u:p@127.0.0.1/"];
  const tab = await openDesk(
    browser,
    server,
    [...bad, "/away"].map((url, i) => `<p id="u${i}" hx-get="${url}"></p>`).join(""),
  );
  for (const [index] of bad.entries()) {
    await tab.page.evaluate(`desk.request("#u${index}")`);
    expect(await heard(tab)).toContain(`invalidPath #u${index}`);
  }
  await tab.page.evaluate(`desk.request("#u4")`);
  expect(await heard(tab)).toContain("sendError #u4");
  expect(other.requests).toEqual([]);
  await tab.page.evaluate(`desk.config.origins = ["${other.origin}"]; desk.request("#u0")`);
  await eventually(async () => expect(await html(tab, "#u0")).toBe("foreign"));
  await tab.close();
  await other.close();
});

test("cookies go to another origin only with withCredentials", async () => {
  const other = await startServer();
  other.cors(true);
  other.handle("/cookie", ({ headers }) => ({ headers: { "Set-Cookie": "a=1" }, body: headers.cookie ?? "none" }));
  const tab = await openDesk(browser, server, `<p id="e" hx-get="${other.url("/cookie")}"></p>`);
  const ask = async (config: string): Promise<string> => {
    await tab.page.evaluate(`Object.assign(desk.config, ${config}); desk.request("#e")`);
    return html(tab, "#e");
  };
  expect(await ask(`{ origins: ["${other.origin}"], withCredentials: true }`)).toBe("none");
  expect(await ask(`{ withCredentials: false }`)).toBe("none");
  expect(await ask(`{ withCredentials: true }`)).toBe("a=1");
  await tab.close();
  await other.close();
});

test("a request that takes too long ends in htmx:timeout, one that finds no server in htmx:sendError", async () => {
  const gone = await startServer();
  await gone.close();
  const tab = await openDesk(
    browser,
    server,
    `<p id="e" hx-get="/never" hx-request='"timeout":20'></p><p id="f" hx-get="/never"></p><p id="g" hx-get="${gone.url("/")}"></p>`,
  );
  await tab.page.evaluate(`desk.request("#e")`);
  expect(await heard(tab)).toEqual(expect.arrayContaining(["afterRequest #e", "timeout #e"]));
  await tab.page.evaluate(`desk.config.timeout = 20; desk.request("#f")`);
  expect(await heard(tab)).toContain("timeout #f");
  await tab.page.evaluate(`desk.config.timeout = 0; desk.config.origins = ["${gone.origin}"]; desk.request("#g")`);
  await eventually(async () => expect(await heard(tab)).toContain("sendError #g"));
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test("the request of an element that left the document is ended, and its answer not swapped", async () => {
  const body = `<p id="t">old</p><div id="up"><p id="e" hx-get="/slow" hx-target="#t"></p><p id="f" hx-get="/slow" hx-target="#t"></p></div>`;
  let answer = (): void => {};
  server.handle("/slow", () => new Promise((resolve) => (answer = () => resolve("late"))));
  const tab = await openDesk(browser, server, body);
  await tab.page
    .evaluate(`window.over = desk.request("#e"); const e = document.querySelector("#e"); e.remove(); up.append(e);
    desk.abort("#e"); over`);
  expect(await heard(tab)).toContain("sendAbort #e");
  await tab.page.evaluate(`window.over = desk.request("#f"); document.querySelector("#f").remove()`);
  await eventually(() => expect(server.requests.filter(({ path }) => path === "/slow")).toHaveLength(2));
  answer();
  await tab.page.evaluate("over");
  expect(await html(tab, "#t")).toBe("old");
  expect(await heard(tab)).toContain("afterRequest #up");
  await tab.close();
});

test("nothing of a request needs more than a strict Content-Security-Policy", async () => {
  const tab = await openDesk(
    browser,
    server,
    `<form id="e" hx-post="/echo" hx-trigger="submit" hx-vals='{"a":1}' hx-indicator="body"></form>`,
    {
      headers: {
        "Content-Security-Policy":
          "default-src 'self'; script-src 'nonce-desk' 'self'; require-trusted-types-for 'script'",
      },
    },
  );
  await tab.page.evaluate(`desk.request("#e")`);
  expect(await html(tab, "#e")).toBe("<b>POST</b>");
  await tab.page.evaluate(`const p = document.createElement("p"); p.id = "p"; document.body.append(p);
    p.setAttribute("hx-get", "/echo"); p.setAttribute("hx-trigger", "ping[true]"); desk.bind(p); setTimeout(() => p.dispatchEvent(new Event("ping"))); 0`);
  // From a task of the page: what the DevTools evaluate themselves is exempt from the policy.
  await eventually(async () => expect(await heard(tab)).toContainEqual(expect.stringContaining("report eval")));
  expect(await html(tab, "#p")).toBe("");
  expect(tab.errors).toEqual([]);
  await tab.close();
});
