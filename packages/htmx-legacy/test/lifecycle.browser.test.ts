/** Elements that come, go, move and change; events about it; streams that drop, refuse and end. */
import { eventually, faults } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, heard, modes, scriptTag, shows, site, tagsOf } from "./fixture.ts";

const { server, visit, visitSource } = await site();

test("an element that leaves gives up its stream at once; the last one closes the socket", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<div id="a" hx-sse="connect:${stream.path} swap:x"></div><div id="b" hx-sse="connect:${stream.path} swap:x"></div>`,
  );
  await stream.waitFor(1);
  await tab.page.evaluate(`document.querySelector("#a").remove()`);
  stream.send({ event: "x", data: "left" });
  await shows(tab, "#b", "left");
  expect(stream.connections).toBe(1);
  await tab.page.evaluate(`document.body.innerHTML = ""`);
  await stream.waitFor(0);
  expect(stream.opened).toHaveLength(1);
  await tab.close();
});

test("elements that other scripts add are found", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<div id="w"></div>`);
  await tab.page.evaluate((path) => {
    const host = document.querySelector("#w");
    if (host) host.innerHTML = `<div hx-sse="connect:${path}"><p id="n" hx-sse="swap:x"></p></div>`;
  }, stream.path);
  await stream.waitFor(1);
  stream.send({ event: "x", data: "found" });
  await shows(tab, "#n", "found");
  await tab.close();
});

test("a moved element inherits what its new place says, and is dead in a disabled one", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<main hx-target="#out"><p id="p" hx-sse="connect:${stream.path} swap:x"></p></main><p id="out"></p>
     <main id="new" hx-swap="beforeend"></main><main id="dead" hx-disable></main>`,
  );
  await stream.waitFor(1);
  stream.send({ event: "x", data: "1" });
  await shows(tab, "#out", "1");
  await tab.page.evaluate(`document.querySelector("#new").append(document.querySelector("#p"))`);
  for (const data of ["2", "3"]) stream.send({ event: "x", data });
  await shows(tab, "#p", "23");
  expect(stream.opened).toHaveLength(1);
  await tab.page.evaluate(`document.querySelector("#dead").append(document.querySelector("#new"))`);
  await stream.waitFor(0);
  await tab.page.evaluate(`document.body.append(document.querySelector("#new"))`);
  await stream.waitFor(1);
  stream.send({ event: "x", data: "4" });
  await shows(tab, "#p", "234");
  await tab.close();
});

test("a moved element keeps its stream; moved below another source it hears that one", async () => {
  const [first, second] = [server.stream(fresh()), server.stream(fresh())];
  const tab = await visit(`
    <div id="one" hx-sse="connect:${first.path}"><p id="p" hx-sse="swap:x">-</p></div>
    <div id="two" hx-sse="connect:${second.path}"></div>
    <div id="three"></div>`);
  await Promise.all([first.waitFor(1), second.waitFor(1)]);
  await tab.page.evaluate(`three.append(one)`);
  first.send({ event: "x", data: "moved" });
  await shows(tab, "#p", "moved");
  expect(first.opened).toHaveLength(1);
  await tab.page.evaluate(`two.append(p)`);
  second.send({ event: "x", data: "second" });
  await shows(tab, "#p", "second");
  first.send({ event: "x", data: "first" });
  second.send({ event: "x", data: "again" });
  await shows(tab, "#p", "again");
  await tab.close();
});

test("a changed hx-sse attribute takes effect", async () => {
  const [first, second] = [server.stream(fresh()), server.stream(fresh())];
  const tab = await visit(`<div id="s" hx-sse="connect:${first.path}"><p id="p" hx-sse="swap:x"></p></div>`);
  await first.waitFor(1);
  await tab.page.evaluate(`p.setAttribute("hx-sse", "swap:y")`);
  first.send({ event: "y", data: "why" });
  await shows(tab, "#p", "why");
  await tab.page.evaluate(
    (path) => document.querySelector("#s")?.setAttribute("hx-sse", `connect:${path}`),
    second.path,
  );
  await Promise.all([first.waitFor(0), second.waitFor(1)]);
  second.send({ event: "y", data: "other" });
  await shows(tab, "#p", "other");
  await tab.page.evaluate(`s.removeAttribute("hx-sse")`);
  await second.waitFor(0);
  await eventually(async () => expect((await heard(tab, "htmx:noSSESourceError")).map(([, id]) => id)).toEqual(["p"]));
  await tab.page.evaluate((path) => document.body.setAttribute("hx-sse", `connect:${path}`), first.path);
  await first.waitFor(1);
  first.send({ event: "y", data: "from above" });
  await shows(tab, "#p", "from above");
  await tab.close();
});

test("after a pushed URL, the page of each URL is shown: after steps back and forward, and after a reload", async () => {
  const page = (name: string) =>
    `<!doctype html>${scriptTag}<p id="p">${name}</p><button hx-get="/part" hx-target="#p" hx-push-url="/page-b">-</button>`;
  server.handle("/part", () => "b");
  for (const name of ["a", "b"]) server.page(`/page-${name}`, page(name));
  const tab = await visit("");
  const shown = async (name: string): Promise<void> =>
    eventually(async () =>
      expect(await tab.page.evaluate("location.pathname + p.textContent + document.readyState")).toBe(
        `/page-${name}${name}complete`,
      ),
    );
  await tab.page.goto(server.url("/page-a"));
  await tab.page.click("button");
  await shown("b");
  for (const [step, name] of [
    ["history.back()", "a"],
    ["history.forward()", "b"],
    ["reload", "b"],
    ["history.back()", "a"],
    ["history.forward()", "b"],
  ] as const) {
    // In a task of its own: the page goes.
    if (step === "reload") await tab.page.reload();
    else await tab.page.evaluate(`void setTimeout(() => ${step})`);
    await shown(name);
  }
  await tab.close();
});

test("a trigger that hears no source is not bound anew with its source: load fires once, and once stays spent", async () => {
  const [one, two] = [server.stream(fresh()), server.stream(fresh())];
  const asked: string[] = [];
  for (const name of ["load", "both", "click"]) {
    server.handle(`/asked-${name}`, () => (asked.push(name), "-"));
  }
  const tab = await visit(
    `<main id="s" hx-sse="connect:${one.path}"><i hx-get="/asked-load" hx-trigger="load"></i>
     <i hx-get="/asked-both" hx-trigger="load, sse:x"></i>
     <button hx-get="/asked-click" hx-trigger="click once">-</button></main>`,
  );
  await one.waitFor(1);
  await tab.page.click("button");
  await eventually(() => expect(asked.toSorted()).toEqual(["both", "click", "load"]));
  await tab.page.evaluate(`s.setAttribute("hx-sse", "connect:${two.path}")`);
  await two.waitFor(1);
  await one.waitFor(0);
  await tab.page.click("button");
  two.send({ event: "x", data: "1" });
  await eventually(() => expect(asked.toSorted()).toEqual(["both", "both", "click", "load"]));
  await tab.page.evaluate(`s.removeAttribute("hx-sse")`);
  await two.waitFor(0);
  await tab.page.click("button");
  await tab.page.evaluate("fetch('/asked-click')");
  await eventually(() => expect(asked.toSorted()).toEqual(["both", "both", "click", "click", "load"]));
  await tab.close();
});

test("open, message and close events reach the document from the element concerned", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<div id="s" hx-sse="connect:${stream.path} close:done"><p id="p" hx-sse="swap:x swap:done"></p></div>`,
  );
  await stream.waitFor(1);
  stream.send({ event: "x", data: "1", id: "7" });
  stream.write("event: done\ndata: bye\n\nevent: x\ndata: too late\n\n");
  await stream.waitFor(0);
  await shows(tab, "#p", "bye");
  expect(await heard(tab)).toEqual([
    ["htmx:sseOpen", "s", {}],
    ["htmx:sseBeforeMessage", "p", { data: "1", type: "x", lastEventId: "7" }],
    ["htmx:sseMessage", "p", { data: "1", type: "x", lastEventId: "7" }],
    ["htmx:sseBeforeMessage", "p", { data: "bye", type: "done", lastEventId: "7" }],
    ["htmx:sseMessage", "p", { data: "bye", type: "done", lastEventId: "7" }],
    ["htmx:sseClose", "s", { type: "message" }],
  ]);
  expect(stream.opened).toHaveLength(1);
  await tab.close();
});

test("a cancelled htmx:sseBeforeMessage swaps nothing", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<div id="p" hx-sse="connect:${stream.path} swap:x">kept</div>`);
  await tab.page.evaluate(
    `document.addEventListener("htmx:sseBeforeMessage", (event) => { if (event.detail.data === "no") event.preventDefault(); })`,
  );
  await stream.waitFor(1);
  stream.send({ event: "x", data: "no" });
  stream.send({ event: "x", data: "yes" });
  await shows(tab, "#p", "yes");
  expect((await heard(tab, "htmx:sseMessage")).map(([, , detail]) => detail["data"])).toEqual(["yes"]);
  await tab.close();
});

test("after a drop the stream comes back with the last event ID", async () => {
  const stream = server.stream(fresh(), { replay: "missed" });
  const tab = await visit(`<ul id="p" hx-sse="connect:${stream.path} swap:x retry:10ms" hx-swap="beforeend"></ul>`);
  await stream.waitFor(1);
  stream.send({ event: "x", data: "<li>1</li>" });
  await shows(tab, "#p", "<li>1</li>");
  stream.drop();
  await stream.waitFor(0);
  stream.send({ event: "x", data: "<li>2</li>" });
  await stream.waitFor(1);
  await shows(tab, "#p", "<li>1</li><li>2</li>");
  expect(stream.opened.map((request) => request.lastEventId)).toEqual([undefined, "1"]);
  await eventually(async () => expect(await heard(tab, "htmx:sseOpen")).toHaveLength(2));
  await tab.close();
});

test("an element that is looked at again by who hears its old stream end closes its new one when it goes", async () => {
  const [old, now] = [server.stream(fresh()), server.stream(fresh())];
  const tab = await visit(`<p id="p" hx-sse="connect:${old.path} swap:message">0</p>`);
  await old.waitFor(1);
  await tab.page.evaluate(`document.addEventListener("htmx:sseClose", () => sse.process(document.body), { once: true });
    p.setAttribute("hx-sse", "connect:${now.path} swap:message")`);
  await now.waitFor(1);
  now.send({ data: "1" });
  await shows(tab, "#p", "1");
  await tab.page.evaluate("p.remove()");
  await now.waitFor(0);
  await tab.close();
});

test("a 404 and a page of HTML end the stream with an error, and no loop", async () => {
  const [missing, page] = [server.stream(fresh()), server.stream(fresh())];
  missing.respond(faults.status(404));
  page.respond(faults.wrongType("text/html", "<h1>login</h1>"));
  const tab = await visit(
    `<div id="m" hx-sse="connect:${missing.path} swap:x retry:1ms"></div><div id="h" hx-sse="connect:${page.path} swap:x retry:1ms"></div>`,
  );
  await eventually(async () => {
    const errors = await heard(tab, "htmx:sseError");
    expect(errors.map(([, id, { status }]) => [id, status]).toSorted()).toEqual(
      [
        ["h", 200],
        ["m", 404],
      ].toSorted(),
    );
  });
  await eventually(async () => expect(await heard(tab, "htmx:sseClose")).toHaveLength(2));
  expect(missing.attempts).toHaveLength(1);
  expect(page.attempts).toHaveLength(1);
  await tab.close();
});

test("a 503 is tried again; a 204 ends in silence", async () => {
  const [busy, over] = [server.stream(fresh()), server.stream(fresh())];
  busy.respondNext(faults.status(503), faults.status(503));
  over.respond(faults.status(204));
  const tab = await visit(
    `<div id="b" hx-sse="connect:${busy.path} swap:x retry:1ms"></div><div id="o" hx-sse="connect:${over.path} swap:x retry:1ms"></div>`,
  );
  await busy.waitFor(1);
  busy.send({ event: "x", data: "back" });
  await shows(tab, "#b", "back");
  expect((await heard(tab, "htmx:sseError")).map(([, id]) => id)).toEqual(["b", "b"]);
  expect(over.attempts).toHaveLength(1);
  await tab.close();
});

test("the state of a source stands on its element", async () => {
  const stream = server.stream(fresh());
  stream.respondNext(faults.silent());
  const tab = await visit(`<div id="s" hx-sse="connect:${stream.path} swap:x retry:1ms close:end"></div>`);
  const state = (): Promise<(string | null)[]> =>
    tab.page
      .locator("#s")
      .evaluate((element) => [element.getAttribute("data-sse-state"), element.getAttribute("aria-busy")]);
  await stream.waitForAttempts(1);
  expect(await state()).toEqual(["connecting", "true"]);
  await tab.page.evaluate(`sse.reconnect(s)`);
  await stream.waitFor(1);
  await eventually(async () => expect(await state()).toEqual(["open", null]));
  stream.send({ event: "end", data: "" });
  await eventually(async () => expect(await state()).toEqual(["closed", null]));
  await tab.close();
});

test("a page that is told to stop before it has begun does not begin", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<div id="p" hx-sse="connect:${stream.path} swap:x"></div>`, {
    scripts: `${scriptTag}<script>sse.stop()</script>`,
  });
  await tab.page.waitForLoadState("load");
  expect(await tab.page.evaluate("sse.registry === undefined")).toBe(true);
  await tab.page.evaluate("sse.start()");
  await stream.waitFor(1);
  await tab.close();
});

describe.each(modes)("%s", (_, sources) => {
  test("content that comes anywhere in a burst is bound once", async () => {
    const list = `<ul hx-sse="swap:row" hx-swap="beforeend"></ul>`;
    // Around the swap at which the observers begin to rest.
    for (const place of [5, 6, 7]) {
      const { tab, send } = await visitSource(
        sources,
        `<p id="p" hx-sse="swap:p">-</p><div id="t" hx-sse="swap:list"></div>`,
      );
      // In one task, and so mostly in one piece.
      for (let n = 0; n < place; n++) send("p", String(n));
      send("list", `<h2>Rows</h2>${list}`);
      for (const row of ["one", "two"]) send("row", `<li>${row}</li>`);
      await shows(tab, "#t ul", "<li>one</li><li>two</li>");
      send("p", "over");
      await shows(tab, "#p", "over");
      expect(await tab.page.locator("#t li").allInnerTexts(), `behind ${place}`).toEqual(["one", "two"]);
      await tab.close();
    }
  });

  test("`sse.process` takes any node", async () => {
    const { tab } = await visitSource(sources, "");
    await tab.page.evaluate(`sse.process(document.createTextNode("x")); sse.process(new Comment()); 0`);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });
});

/** Ways in which scripts change what an element asks for, and have it looked at in the same task. */
const rewriting: Readonly<Record<string, string>> = {
  "a new source": `{ const n = document.createElement("p"); n.id = "n"; document.body.append(n);
    n.setAttribute("hx-sse", "connect:URL swap:message"); n.setAttribute("hx-swap", "beforeend"); sse.process(n) }`,
  "a source that is looked at again": `s.setAttribute("hx-sse", "connect:URL?2"); sse.process(s)`,
  "a page that is looked at again": `s.setAttribute("hx-sse", "connect:URL?3"); sse.process(document.body)`,
};

describe.each(modes)("%s", (_, sources) => {
  test.each(Object.entries(rewriting))(
    "%s: every event comes once, and none after it is rewritten",
    async (_, script) => {
      const stream = server.stream(fresh(), { replay: "missed" });
      const tab = await visit(
        `<div id="s" hx-sse="connect:${stream.path}"><p id="c" hx-sse="swap:message" hx-swap="beforeend"></p></div>`,
        { scripts: tagsOf(sources) },
      );
      await stream.waitFor(1);
      await tab.page.evaluate(`${script.replaceAll("URL", stream.path)}; 0`);
      const place = script.includes('id = "n"') ? "#n" : "#c";
      await eventually(() => expect(stream.connections).toBe(1));
      await eventually(async () =>
        expect(await tab.page.evaluate("sse.registry.connections.every(({ state }) => state === 'open')")).toBe(true),
      );
      stream.send({ data: "4" });
      stream.send({ data: "5" });
      await shows(tab, place, "45");
      await tab.page.evaluate(`{ const element = document.querySelector("${place}");
      element.setAttribute("hx-sse", element.getAttribute("hx-sse").replace("swap:message", "swap:other")); sse.process(element) }`);
      stream.send({ data: "6" });
      stream.send({ event: "other", data: "7" });
      await shows(tab, place, "457");
      await tab.close();
    },
  );

  test.each(["sse.close(s); sse.reconnect(s)", "sse.stop(); sse.start()"])(
    "%s in a listener takes the event from no other listener of the source",
    async (script) => {
      const stream = server.stream(fresh(), { replay: "missed" });
      const tab = await visit(
        `<div id="s" hx-sse="connect:${stream.path}"><i id="a" hx-sse="swap:message" hx-swap="beforeend"></i><b id="b" hx-sse="swap:message" hx-swap="beforeend"></b></div>`,
        { scripts: tagsOf(sources) },
      );
      await stream.waitFor(1);
      await tab.page.evaluate(
        `a.addEventListener("htmx:sseMessage", ({ detail }) => { if (detail.data === "2") { ${script} } })`,
      );
      for (const data of ["1", "2", "3"]) stream.send({ data });
      await shows(tab, "#b", "123");
      stream.send({ data: "4" });
      await shows(tab, "#b", "1234");
      await shows(tab, "#a", "1234");
      await tab.close();
    },
  );
});
