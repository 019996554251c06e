import type { OutgoingHttpHeaders } from "node:http";
import { afterAll, expect, test } from "vitest";
import { eventually, type OpenPage, sharedBrowser, startServer } from "@sse/testkit";
import { openDesk } from "../../test/request-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

/** The page after `#e` got `body` with these headers. */
async function answered(
  headers: OutgoingHttpHeaders,
  {
    markup = `<p id="e" hx-get="/answer"></p><p id="t"></p>`,
    body = "<b>new</b>",
    status = 200,
    prepare = "",
    leaves = false,
  } = {},
): Promise<OpenPage> {
  server.handle("/answer", () => ({ status, headers, body }));
  const tab = await openDesk(browser, server, markup);
  // Who leaves the page with the response cannot tell when it is handled.
  if (leaves) await tab.page.evaluate(`${prepare}; setTimeout(desk.request, 0, "#e"); 0`);
  else await tab.page.evaluate(`(async () => { ${prepare}; await desk.request("#e") })()`);
  return tab;
}

const heard = (tab: OpenPage): Promise<string[]> => tab.page.evaluate("desk.heard");
const html = (tab: OpenPage, selector: string): Promise<string> =>
  tab.page.evaluate(`document.querySelector("${selector}").innerHTML`);

test("hx-target, hx-swap and hx-select say where, how and what", async () => {
  const markup = `<div hx-target="#t" hx-swap="beforeend" hx-select="b"><p id="e" hx-get="/answer"></p></div><p id="t">old</p>`;
  const tab = await answered({}, { markup, body: "<i>no</i><b>yes</b>" });
  expect([await html(tab, "#t"), await html(tab, "#e")]).toEqual(["old<b>yes</b>", ""]);
  await tab.close();
});

test("HX-Retarget, HX-Reswap and HX-Reselect overrule the attributes", async () => {
  const headers = { "HX-Retarget": "#t", "HX-Reswap": "textContent", "HX-Reselect": "b" };
  const plain = await answered(headers, { body: "<i>1</i>" });
  expect([await html(plain, "#t"), await html(plain, "#e")]).toEqual(["&lt;i&gt;1&lt;/i&gt;", ""]);
  await plain.close();
  const selected = await answered({ ...headers, "HX-Reswap": "innerHTML" }, { body: "<i>1</i><b>2</b>" });
  expect(await html(selected, "#t")).toBe("<b>2</b>");
  await selected.close();
});

test("HX-Retarget that names nothing is told, and nothing is swapped", async () => {
  const tab = await answered({ "HX-Retarget": "#nowhere" });
  expect(await heard(tab)).toEqual(expect.arrayContaining(["targetError #e", "onLoadError #e"]));
  expect(await html(tab, "#e")).toBe("");
  await tab.close();
});

test("204 swaps nothing", async () => {
  const tab = await answered({}, { status: 204, markup: `<p id="e" hx-get="/answer">old</p>` });
  expect(await html(tab, "#e")).toBe("old");
  expect(await heard(tab)).not.toContain("afterSwap #e");
  await tab.close();
});

test("4xx and 5xx swap nothing and raise htmx:responseError", async () => {
  for (const status of [404, 500]) {
    const tab = await answered({}, { status });
    expect(await html(tab, "#e")).toBe("");
    expect(await heard(tab)).toContain("responseError #e");
    expect(
      await tab.page.evaluate("[desk.details.afterRequest.failed, desk.details.responseError.xhr.status]"),
    ).toEqual([true, status]);
    await tab.close();
  }
});

test("a listener of htmx:beforeSwap may have an error swapped, elsewhere, otherwise", async () => {
  const prepare = `document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.xhr.status !== 422) return;
    Object.assign(detail, { shouldSwap: true, isError: false, target: document.querySelector("#t"), swapOverride: "beforeend",
      selectOverride: "b", serverResponse: detail.serverResponse + detail.xhr.getResponseHeader("X-More") }) })`;
  const tab = await answered({ "X-More": "<b>more</b>" }, { status: 422, prepare });
  expect(await html(tab, "#t")).toBe("<b>new</b><b>more</b>");
  expect(await heard(tab)).not.toContain("responseError #e");
  expect(await tab.page.evaluate("desk.details.afterRequest.successful")).toBe(true);
  await tab.close();
});

test("a listener that cancels htmx:beforeSwap keeps the old content", async () => {
  const prepare = `document.addEventListener("htmx:beforeSwap", (event) => event.preventDefault())`;
  const tab = await answered({}, { prepare });
  expect(await html(tab, "#e")).toBe("");
  expect(await heard(tab)).toContain("afterRequest #e");
  await tab.close();
});

test("HX-Trigger and its kin raise events, with details, on the element or on detail.target", async () => {
  const prepare = `for (const name of ["a", "b", "now", "word", "list", "later", "last"]) document.addEventListener(name, ({ target, detail }) =>
    desk.heard.push(["event", name, "#" + target.id, detail.value ?? detail.x].join(" ")))`;
  const tab = await answered(
    {
      "HX-Trigger": "a, b",
      "HX-Trigger-After-Swap": `{"now":{"x":1,"target":"#t"},"word":"w","list":[1,2]}`,
      "HX-Trigger-After-Settle": "later,last",
    },
    { prepare },
  );
  const steps = (await heard(tab)).filter((event) => /^(event|beforeSwap|afterSwap #|afterSettle #)/.test(event));
  expect(steps).toEqual([
    "event a #e ",
    "event b #e ",
    "beforeSwap #e",
    "afterSwap #e",
    "event now #t 1",
    "event word #e w",
    "event list #e 1,2",
    "afterSettle #e",
    "event later #e ",
    "event last #e ",
  ]);
  await tab.close();
});

test("htmx:afterSwap and htmx:afterSettle come once, on the target, or on each element that took its place", async () => {
  const styles: [style: string, told: string[]][] = [
    ["innerHTML", ["#e"]],
    ["beforeend", ["#e"]],
    ["afterend", ["#e"]],
    ["none", ["#e"]],
    ["outerHTML", ["#a", "#b"]],
    ["delete", []],
  ];
  server.handle("/two", () => `<p id="a"></p> <p id="b"></p>`);
  for (const [style, told] of styles) {
    const tab = await openDesk(browser, server, `<p id="e" hx-get="/two" hx-swap="${style}"></p>`);
    await tab.page.evaluate(`desk.request("#e")`);
    for (const step of ["afterSwap", "afterSettle"]) {
      const on = (await heard(tab))
        .filter((event) => event.startsWith(step))
        .map((event) => event.slice(step.length + 1));
      expect([style, step, on]).toEqual([style, step, told]);
    }
    await tab.close();
  }
});

test("a HX-Trigger that is no JSON is reported, and the response swapped all the same", async () => {
  const tab = await answered({ "HX-Trigger": "{oops" });
  expect(await html(tab, "#e")).toBe("<b>new</b>");
  expect(await heard(tab)).toContainEqual(expect.stringContaining("report HX-Trigger"));
  await tab.close();
});

test("HX-Push-Url and hx-push-url add to the history, HX-Replace-Url and hx-replace-url do not", async () => {
  // Of an attribute that is there twice, the first counts.
  const markup = (attribute: string) => `<p id="e" ${attribute} hx-get="/answer?x=1"></p>`;
  const cases: [headers: OutgoingHttpHeaders, attribute: string, path: string, added: number][] = [
    [{ "HX-Push-Url": "/pushed" }, "", "/pushed", 1],
    [{ "HX-Replace-Url": "/replaced" }, "", "/replaced", 0],
    [{}, `hx-push-url="/attribute"`, "/attribute", 1],
    [{}, `hx-push-url="true"`, "/answer?x=1", 1],
    [{}, `hx-replace-url="true"`, "/answer?x=1", 0],
    [{ "HX-Push-Url": "false" }, `hx-push-url="true"`, "", 0],
    [{}, `hx-get="/answer#part" hx-push-url="true"`, "/answer#part", 1],
    [{}, `hx-get="/answer#part" hx-push-url="/other"`, "/other#part", 1],
    [{}, `hx-get="/answer#part" hx-push-url="/other#own"`, "/other#own", 1],
  ];
  for (const [headers, attribute, path, added] of cases) {
    const tab = await answered(headers, { markup: markup(attribute), prepare: "window.before = history.length" });
    const [url, more] = await tab.page.evaluate<[string, number]>("[location.href, history.length - before]");
    expect([attribute, url, more]).toEqual([attribute, path ? server.url(path) : tab.url, added]);
    await tab.close();
  }
});

test("going back from a pushed URL shows the page that was there", async () => {
  const tab = await answered({ "HX-Push-Url": "/pushed" });
  await tab.page.goBack();
  await eventually(async () => expect([tab.page.url(), await html(tab, "#e")]).toEqual([tab.url, ""]));
  await tab.close();
});

test("HX-Redirect goes to another page, HX-Refresh loads this one again", async () => {
  server.page("/elsewhere", "<p>elsewhere</p>");
  const redirected = await answered({ "HX-Redirect": "/elsewhere" }, { leaves: true });
  await redirected.page.waitForURL(server.url("/elsewhere"));
  await redirected.close();
  const refreshed = await answered({ "HX-Refresh": "true" }, { prepare: "window.old = true", leaves: true });
  await eventually(async () => expect(await refreshed.page.evaluate("!!window.desk && !window.old")).toBe(true));
  await refreshed.close();
});

test("HX-Redirect runs no script", async () => {
  const tab = await answered({ "HX-Redirect": "javascript:window.ran=1" });
  expect(await heard(tab)).toContain("onLoadError #e");
  expect(await tab.page.evaluate("window.ran")).toBeUndefined();
  await tab.close();
});

test("HX-Location fetches into the body and shows the URL; as JSON it says where and what with", async () => {
  server.handle("/next", ({ query }) => `<u>next ${query.get("a") ?? ""}</u>`);
  const plain = await answered({ "HX-Location": "/next" });
  await eventually(async () => expect(await html(plain, "body")).toBe("<u>next </u>"));
  expect(await plain.page.evaluate("location.href")).toBe(server.url("/next"));
  await plain.close();
  const json = { path: "/next", target: "#t", swap: "beforeend", values: { a: 1 }, headers: { "X-Y": "z" } };
  const told = await answered({ "HX-Location": JSON.stringify(json) });
  await eventually(async () => expect(await html(told, "#t")).toBe("<u>next 1</u>"));
  expect(server.requests.at(-1)?.headers["x-y"]).toBe("z");
  await told.close();
});

test("new content is bound, so that what it asks for is asked", async () => {
  const tab = await answered({}, { body: `<p hx-get="/next" hx-trigger="load"></p>` });
  await eventually(async () => expect(await html(tab, "#e")).toContain("<u>next </u>"));
  await tab.close();
});

test("an element replaced by its own answer tells the end of the request where it stood", async () => {
  const markup = `<div id="up"><p id="e" hx-get="/answer" hx-swap="outerHTML"></p></div>`;
  const tab = await answered({}, { markup });
  expect(await html(tab, "#up")).toBe("<b>new</b>");
  expect(await heard(tab)).toEqual(expect.arrayContaining(["afterSwap b", "afterRequest #up"]));
  await tab.close();
});

test("status 286 ends polling", async () => {
  const polls = { ending: 0, going: 0 };
  server.handle("/ending", () => ({ status: ++polls.ending > 1 ? 286 : 200, body: `${polls.ending}` }));
  server.handle("/going", () => `${++polls.going}`);
  const markup = `<p id="e" hx-get="/ending" hx-trigger="every 10ms queue:none"></p><p hx-get="/going" hx-trigger="every 10ms"></p>`;
  const tab = await openDesk(browser, server, markup);
  await eventually(async () => expect(await html(tab, "#e")).toBe("2"));
  const before = polls.going;
  await eventually(() => expect(polls.going).toBeGreaterThan(before + 5));
  expect(polls.ending).toBe(2);
  await tab.close();
});
