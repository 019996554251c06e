import { afterAll, expect, test } from "vitest";
import { eventually, needs, playwrightPage, type OpenPage, sharedBrowser, startServer, without } from "@sse/testkit";
import { openDesk } from "../../test/request-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

server.handle("/echo", ({ method }) => `<b>${method}</b>`);
server.handle("/status", ({ query }) => ({ status: Number(query.get("code")), body: "<i>body</i>" }));
server.handle("/never", () => new Promise(() => {}));

const heard = (tab: OpenPage): Promise<string[]> => tab.page.evaluate("desk.heard");
const html = (tab: OpenPage, selector: string): Promise<string> =>
  tab.page.evaluate(`document.querySelector("${selector}").innerHTML`);
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

test("hx-confirm asks, and a listener of htmx:confirm may ask in its place", needs("dialogs"), async () => {
  const tab = await openDesk(browser, server, `<p id="e" hx-get="/echo" hx-confirm="Sure?"></p>`);
  const page = playwrightPage(tab);
  page.once("dialog", (dialog) => void dialog.dismiss());
  await tab.page.evaluate(`desk.request("#e")`);
  expect(await html(tab, "#e")).toBe("");
  const questions: string[] = [];
  page.once("dialog", (dialog) => void (questions.push(dialog.message()), dialog.accept()));
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

test(
  "nothing of a request needs more than a strict Content-Security-Policy",
  without("webkit", "its driver evaluates in the page, whose policy forbids that"),
  async () => {
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
  },
);
