/** Events that send requests: hx-trigger="sse:<event>" with the verbs, parameters and headers of htmx. */
import { eventually } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, modes, shows, site } from "./fixture.ts";

const { server, visit, visitSource } = await site();

for (const verb of ["get", "post", "put", "patch", "delete"]) {
  test(`hx-${verb} when the event comes`, async () => {
    const stream = server.stream(fresh());
    const path = `${fresh()}/answer`;
    server.handle(path, () => `<em>${verb}</em>`);
    const tab = await visit(
      `<div hx-sse="connect:${stream.path}"><div id="d" name="box" hx-${verb}="${path}" hx-trigger="sse:go" hx-vals='{"k":"v"}'></div></div>`,
    );
    await stream.waitFor(1);
    stream.send({ event: "go", data: "ignored" });
    await shows(tab, "#d", `<em>${verb}</em>`);
    const sent = server.requests.filter((request) => request.path === path);
    expect(sent).toHaveLength(1);
    const [request] = sent;
    expect(request?.method).toBe(verb.toUpperCase());
    expect(request?.headers).toMatchObject({
      "hx-request": "true",
      "hx-trigger": "d",
      "hx-target": "d",
      "hx-current-url": tab.url,
    });
    const inQuery = verb === "get" || verb === "delete";
    expect(inQuery ? request?.query.get("k") : request?.body).toBe(inQuery ? "v" : "k=v");
    await tab.close();
  });
}

test("form values travel, and the response goes where hx-target and hx-swap say", async () => {
  const stream = server.stream(fresh());
  const path = `${fresh()}/post`;
  server.handle(path, (request) => `<li>${request.body}</li>`);
  const tab = await visit(`
    <form hx-sse="connect:${stream.path}" hx-post="${path}" hx-trigger="sse:save" hx-target="#log" hx-swap="beforeend">
      <input name="a" value="1"><input name="b" value="x y">
    </form><ul id="log"></ul>`);
  await stream.waitFor(1);
  stream.send({ event: "save", data: "" });
  stream.send({ event: "save", data: "now" });
  await eventually(async () => expect(await tab.page.locator("#log li").first().textContent()).toBe("a=1&b=x+y"));
  await tab.close();
});

test("a blank hx-trigger is the usual one, and an element that has just been disabled asks nothing", async () => {
  const path = `${fresh()}/ask`;
  server.handle(path, ({ query }) => `<em>${query.get("n")}</em>`);
  const tab = await visit(
    [1, 2, 3].map((n) => `<main><button id="b${n}" hx-get="${path}?n=${n}" hx-trigger=" "></button></main>`).join(""),
  );
  await tab.page.evaluate(`
    b1.setAttribute("hx-disable", "");
    b1.click();
    b2.parentElement.setAttribute("data-hx-disable", "");
    b2.click();
    b3.click();
  `);
  await shows(tab, "#b3", "<em>3</em>");
  expect(server.requests.filter((request) => request.path === path).map(({ query }) => query.get("n"))).toEqual(["3"]);
  await tab.close();
});

test("a trigger may sit on the source itself and beside other triggers", async () => {
  const stream = server.stream(fresh());
  const path = `${fresh()}/n`;
  let n = 0;
  server.get(path, () => `${++n}`);
  const tab = await visit(
    `<button id="b" hx-sse="connect:${stream.path}" hx-get="${path}" hx-trigger="click, sse:go">0</button>`,
  );
  await stream.waitFor(1);
  stream.send({ event: "go", data: "x" });
  await shows(tab, "#b", "1");
  await tab.page.click("#b");
  await shows(tab, "#b", "2");
  await tab.close();
});

test("from: listens elsewhere, once per event however many triggers do", async () => {
  const stream = server.stream(fresh());
  const path = `${fresh()}/from`;
  server.get(path, () => "got");
  const tab = await visit(`
    <div id="feed" hx-sse="connect:${stream.path}">
      <p id="one" hx-get="${path}" hx-trigger="sse:go from:body"></p>
      <p id="two" hx-get="${path}" hx-trigger="sse:go from:body"></p>
    </div>
    <p id="out" hx-get="${path}" hx-trigger="sse:go from:#feed"></p>`);
  await stream.waitFor(1);
  stream.send({ event: "go", data: "x" });
  for (const id of ["one", "two", "out"]) await shows(tab, `#${id}`, "got");
  expect(server.requests.filter((request) => request.path === path)).toHaveLength(3);
  await tab.close();
});

test("body hears a message once for each element that listens, and its triggers fire once, whichever sources share the connection", async () => {
  const stream = server.stream(fresh());
  const path = `${fresh()}/go`;
  server.get(path, () => "");
  const trigger = `hx-get="${path}" hx-trigger="sse:go from:body" hx-swap="none"`;
  const tab = await visit(
    `<div id="one" hx-sse="connect:${stream.path}" ${trigger}></div><div id="two" hx-sse="connect:${stream.path}" ${trigger}></div>`,
  );
  await tab.page.evaluate(
    `document.body.addEventListener("sse:go", ({ target, detail }) => document.body.append(target.id + detail.data))`,
  );
  await stream.waitFor(1);
  stream.send({ event: "go", data: " a," });
  stream.send({ event: "go", data: " b," });
  const text = "one a,two a,one b,two b,";
  await eventually(async () => expect(await tab.page.locator("body").textContent()).toContain(text));
  await eventually(() => expect(server.requests.filter((request) => request.path === path)).toHaveLength(4));
  await tab.close();
});

test("the DOM event sse:<name> is heard on the element, and [filter] sees it", async () => {
  const stream = server.stream(fresh());
  const path = `${fresh()}/filtered`;
  server.get(path, () => "yes");
  const tab = await visit(
    `<div hx-sse="connect:${stream.path}"><p id="f" hx-get="${path}" hx-trigger="sse:go[detail.data=='open']">no</p></div>`,
  );
  await tab.page.evaluate(
    `globalThis.seen = []; document.querySelector("#f").addEventListener("sse:go", (event) => seen.push(event.detail.data))`,
  );
  await stream.waitFor(1);
  stream.send({ event: "go", data: "closed" });
  stream.send({ event: "go", data: "open" });
  await shows(tab, "#f", "yes");
  expect(await tab.page.evaluate("seen")).toEqual(["closed", "open"]);
  expect(server.requests.filter((request) => request.path === path)).toHaveLength(1);
  await tab.close();
});

test.each([
  ["htmx-indicator", "{}"],
  ["spinner", `{"indicatorClass":"spinner","requestClass":"asking"}`],
])(
  "an indicator of class %s is seen during requests alone, under a policy without inline styles",
  async (name, config) => {
    const stream = server.stream(fresh());
    const path = fresh();
    let answer = (): void => {};
    server.handle(path, async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      return "answered";
    });
    const tab = await visit(
      `<main hx-sse="connect:${stream.path}"><p hx-get="${path}" hx-trigger="sse:go" hx-target="#t"><i class="${name}">…</i></p>
     <p hx-get="${path}" hx-trigger="sse:go2" hx-indicator="#far" hx-target="#t"></p></main><i id="far" class="${name}">…</i><b id="t"></b>`,
      {
        head: `<meta name="sse-config" content='${config}'>`,
        headers: { "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-eval'" },
      },
    );
    const seen = (): Promise<string[]> =>
      tab.page.locator(`.${name}`).evaluateAll((all) => all.map((each) => getComputedStyle(each).opacity));
    await stream.waitFor(1);
    await eventually(async () => expect(await seen()).toEqual(["0", "0"]));
    for (const [event, during] of [
      ["go", ["1", "0"]],
      ["go2", ["0", "1"]],
    ] as const) {
      stream.send({ event, data: "" });
      await eventually(async () => expect(await seen()).toEqual(during));
      answer();
      await eventually(async () => expect(await seen()).toEqual(["0", "0"]));
    }
    await shows(tab, "#t", "answered");
    expect(tab.violations).toEqual([]);
    await tab.close();
  },
);

// htmx 4 knows no such lists.
describe.each(modes.filter(([mode]) => !mode.includes("htmx 4")))("%s", (_, sources) => {
  test("`from:` takes a list of extended selectors", async () => {
    server.handle("/heard", () => "heard");
    const { tab, send } = await visitSource(
      sources,
      `<section></section><b id="asks" hx-get="/heard" hx-trigger="sse:x from:(previous section, next article), go from:(previous section, next article)"></b><article></article>`,
    );
    send("x", "");
    await shows(tab, "#asks", "heard");
    await tab.page.evaluate("asks.textContent = '-'; 0");
    await tab.page.evaluate(`document.querySelector("article").dispatchEvent(new Event("go")); 0`);
    await shows(tab, "#asks", "heard");
    await tab.close();
  });
});

test("a request whose target is nowhere says which", async () => {
  const tab = await visit(`<button id="b" hx-get="/g" hx-target="#nowhere"></button>`, {
    before: `document.addEventListener("htmx:targetError", ({ detail }) => (globalThis.missing = detail.target));`,
  });
  await tab.page.waitForFunction("window.sse.registry");
  await tab.page.click("#b");
  await tab.page.waitForFunction(`window.missing === "#nowhere"`);
  await tab.close();
});

test("a filter that speaks of sse: is a filter", async () => {
  server.handle("/filtered", () => "filtered");
  const tab = await visit(
    `<button id="b" title="sse:x" hx-get="/filtered" hx-trigger="click[target.title === 'sse:x']">-</button>`,
  );
  await tab.page.waitForFunction("window.sse.registry");
  await tab.page.click("#b");
  await shows(tab, "#b", "filtered");
  await tab.close();
});
