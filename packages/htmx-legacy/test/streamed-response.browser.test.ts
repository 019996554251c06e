/** A request that is answered by an event stream: the same alone, beside htmx 2 and beside htmx 4, with either bundle. */
import { eventually, type OpenPage, without } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, modes, recording, shows, site, tagsOf } from "./fixture.ts";

const { server, visit } = await site();

const tag = (src: string): string => `<script src="${src}"></script>`;
const [whole, small] = [tag("/dist/sse.min.js"), tag("/dist/sse-for-htmx.min.js")];
const hosts: Record<string, string> = {
  alone: whole,
  "htmx 2": tag("/htmx2/htmx.min.js") + small,
  "htmx 2, the whole bundle": tag("/htmx2/htmx.min.js") + whole,
  "htmx 4": tag("/htmx4/htmx.min.js") + small,
  "htmx 4, the whole bundle": tag("/htmx4/htmx.min.js") + whole,
};

const chat = (path: string, more = ""): string =>
  `<form id="f" hx-post="${path}" hx-target="#out" hx-swap="beforeend" hx-indicator="#busy" ${more}>
     <input name="q" value="hello"><button id="go">go</button><i id="tool" sse-swap="tool" hx-target="this" hx-swap="innerHTML">-</i>
     <b id="asks" hx-get="${path}/more" hx-trigger="sse:tool" hx-target="#more"></b>
   </form><div id="out"></div><i id="busy"></i><i id="more"></i>`;

/** Opens the chat and asks; gives what it is answered with. */
async function ask(scripts: string, more = ""): Promise<{ tab: OpenPage; stream: ReturnType<typeof server.stream> }> {
  const stream = server.stream(fresh());
  server.get(`${stream.path}/more`, () => "more");
  const tab = await visit(chat(stream.path, more), {
    scripts,
    before: `
      globalThis.over = 0;
      for (const name of ["htmx:afterRequest", "htmx:finally:request"])
        document.addEventListener(name, ({ target }) => (over += target.id === "f"));
      globalThis.tools = [];
      document.addEventListener("sse:tool", ({ target, data }) => tools.push(target.id + " " + data));
    `,
  });
  await eventually(async () => expect(await tab.page.evaluate("!!sse.registry")).toBe(true));
  await tab.page.click("#go");
  await stream.waitFor(1);
  return { tab, stream };
}

const busy = (tab: OpenPage): Promise<boolean> => tab.page.evaluate(`busy.classList.contains("htmx-request")`);

describe.each(Object.entries(hosts))("%s", (_, scripts) => {
  test("it is swapped piece by piece, sent once, and busy until it ends", async () => {
    const { tab, stream } = await ask(scripts);
    stream.send({ data: "<b>one</b>" });
    await shows(tab, "#out", "<b>one</b>");
    expect(await busy(tab)).toBe(true);
    stream.send({ event: "tool", data: "hammer" });
    await shows(tab, "#tool", "hammer");
    await shows(tab, "#more", "more");
    expect(await tab.page.evaluate("tools")).toEqual(["f hammer", "asks hammer"]);
    stream.send({ data: "<b>dos ñ</b>" });
    await shows(tab, "#out", "<b>one</b><b>dos ñ</b>");
    expect(await tab.page.evaluate("over")).toBe(0);
    stream.end();
    await eventually(async () => expect([await busy(tab), await tab.page.evaluate("over")]).toEqual([false, 1]));
    await shows(tab, "#out", "<b>one</b><b>dos ñ</b>");
    expect(stream.attempts.map(({ method, body }) => `${method} ${body}`)).toEqual(["POST q=hello"]);
    expect(tab.console.filter((line) => line.includes("no-source"))).toEqual([]);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("it ends with its element, at once", async () => {
    const { tab, stream } = await ask(scripts);
    stream.send({ data: "one" });
    await shows(tab, "#out", "one");
    await tab.page.evaluate("f.remove()");
    await stream.waitFor(0);
    await shows(tab, "#out", "one");
    await tab.close();
  });

  test("htmx:abort ends it, and hx-sync replaces it", async () => {
    const { tab, stream } = await ask(scripts, `hx-sync="this:replace"`);
    await tab.page.click("#go");
    await stream.waitForAttempts(2);
    await stream.waitFor(1);
    stream.send({ data: "second" });
    await shows(tab, "#out", "second");
    await tab.page.evaluate(`f.dispatchEvent(new CustomEvent("htmx:abort", { bubbles: true, detail: { elt: f } }))`);
    await stream.waitFor(0);
    await eventually(async () => expect(await busy(tab)).toBe(false));
    await tab.close();
  });
});

test.each(Object.entries(hosts).slice(0, 3))("%s: a stream that has ended was successful", async (_, scripts) => {
  for (const event of [{ data: "<b>one</b>" }, { event: "tool", data: "hammer" }]) {
    const { tab, stream } = await ask(scripts, `hx-on::after-request="if (event.detail.successful) this.reset()"`);
    await tab.page.evaluate(`
      globalThis.ends = [];
      f.addEventListener("htmx:afterRequest", ({ target, detail }) => target === f && ends.push([detail.successful, detail.failed]))`);
    await tab.page.fill("input", "another");
    stream.send(event);
    await shows(tab, event.event ? "#tool" : "#out", event.data);
    stream.end();
    await eventually(async () => expect(await tab.page.evaluate("ends")).toEqual([[true, false]]));
    // Without htmx there is no hx-on.
    const reset = scripts === whole ? "another" : "hello";
    expect(await tab.page.evaluate(`f.elements.q.value`)).toBe(reset);
    await tab.close();
  }
});

test.each(Object.entries(hosts))("%s: the page is told of each piece", async (_, scripts) => {
  const { tab, stream } = await ask(scripts);
  await tab.page.evaluate(`
    globalThis.told = [];
    globalThis.htmx?.onLoad((element) => element.id && told.push("onLoad " + element.id));
    for (const name of ["htmx:afterSwap", "htmx:load", "htmx:afterSettle"])
      document.addEventListener(name, ({ target }) => target.id && told.push(name + " " + target.id));`);
  const expected: string[] = [];
  for (const piece of ["p1", "p2"]) {
    stream.send({ data: `<b id="${piece}">.</b>` });
    expected.push("htmx:afterSwap out", `htmx:load ${piece}`, "htmx:afterSettle out");
    if (scripts !== whole) expected.push(`onLoad ${piece}`);
    await eventually(async () =>
      expect(((await tab.page.evaluate("told")) as string[]).toSorted()).toEqual(expected.toSorted()),
    );
  }
  await tab.close();
});

test.each(Object.entries(hosts).slice(1))("%s: htmx.ajax says how and what it swaps", async (_, scripts) => {
  const stream = server.stream(fresh());
  const tab = await visit(`<div id="out">0</div><i id="o"></i>`, { scripts });
  await eventually(async () => expect(await tab.page.evaluate("!!sse.registry")).toBe(true));
  const options = `{ target: "#out", swap: "beforeend", select: "b", selectOOB: "#o" }`;
  await tab.page.evaluate(`void htmx.ajax("GET", "${stream.path}", ${options})`);
  await stream.waitFor(1);
  stream.send({ data: `<b>1</b><u>no</u><i id="o">part</i>` });
  stream.send({ data: "<b>2</b>" });
  await shows(tab, "#out", "0<b>1</b><b>2</b>");
  await shows(tab, "#o", "part");
  await tab.close();
});

test.each(Object.entries(hosts))("%s: what its headers ask for is done, once", async (_, scripts) => {
  const path = fresh();
  let piece: (data: string) => void = () => {};
  let end = (): void => {};
  server.handle(path, (_request, response) => {
    response.writeHead(200, {
      "Content-Type": "text/event-stream",
      "HX-Trigger": `{"started":{"n":1}}`,
      "HX-Trigger-After-Swap": "afterSwapOnce",
      "HX-Trigger-After-Settle": "afterSettleOnce",
      "HX-Push-Url": "/chat/42",
    });
    // An XMLHttpRequest tells of headers when the first bytes are there.
    response.write(": comment\n\n");
    piece = (data) => void response.write(`data: ${data}\n\n`);
    end = () => void response.end();
  });
  const tab = await visit(
    `<button id="f" hx-get="${path}" hx-target="#out" hx-swap="beforeend">go</button><div id="out"></div>`,
    { scripts },
  );
  await eventually(async () => expect(await tab.page.evaluate("!!sse.registry")).toBe(true));
  await tab.page.evaluate(`
    globalThis.told = [];
    for (const name of ["started", "afterSwapOnce", "afterSettleOnce"])
      document.addEventListener(name, ({ target, detail }) => told.push([name, target.id, detail.n].join()));
    for (const name of ["htmx:afterRequest", "htmx:finally:request"]) document.addEventListener(name, () => told.push("end"));`);
  const told = async (...lines: string[]): Promise<void> =>
    eventually(async () => expect(await tab.page.evaluate("told")).toEqual(lines));
  await tab.page.click("#f");
  await told("started,f,1");
  piece("<b>1</b>");
  const first = ["started,f,1", "afterSwapOnce,f,", "afterSettleOnce,f,"];
  await told(...first);
  expect(await tab.page.evaluate("location.pathname")).toBe("/chat/42");
  piece("<b>2</b>");
  await shows(tab, "#out", "<b>1</b><b>2</b>");
  end();
  await told(...first, "end");
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test("htmx 4 with its own extension: what is answered by a stream stays the extension's", async () => {
  const { tab, stream } = await ask(tag("/htmx4/htmx.min.js") + tag("/htmx4/ext/hx-sse.min.js") + whole);
  await tab.page.evaluate(`f.addEventListener("tool", ({ detail }) => tools.push("theirs " + detail.data))`);
  stream.send({ event: "tool", data: "hammer" });
  stream.send({ data: "<b>one</b>" });
  await shows(tab, "#out", "<b>one</b>");
  expect(await tab.page.evaluate("tools")).toEqual(["theirs hammer"]);
  stream.end();
  await eventually(async () => expect(await busy(tab)).toBe(false));
  expect(stream.attempts).toHaveLength(1);
  await tab.close();
});

test.each(Object.entries(hosts))("%s: an event above maxEventSize ends it, with a report", async (_, scripts) => {
  const stream = server.stream(fresh());
  const tab = await visit(chat(stream.path), {
    scripts,
    head: `<meta name="sse-config" content='{"maxEventSize": 1000}'>`,
  });
  await eventually(async () => expect(await tab.page.evaluate("!!sse.registry")).toBe(true));
  await tab.page.click("#go");
  await stream.waitFor(1);
  stream.send({ data: "<b>small</b>" });
  await shows(tab, "#out", "<b>small</b>");
  stream.send({ data: "x".repeat(2000) });
  await eventually(() => expect(tab.console.join()).toContain("Event above 1000: raise maxEventSize (sendError)"));
  // The server sees it go.
  await stream.waitFor(0);
  await shows(tab, "#out", "<b>small</b>");
  await eventually(async () => expect(await busy(tab)).toBe(false));
  expect(tab.errors).toEqual([]);
  await tab.close();
});

describe.each(modes)("%s", (mode, sources) => {
  const scripts = tagsOf(sources);

  test("an event of a streamed response can be dropped and changed, and is told of", async () => {
    const stream = server.stream(fresh());
    const tab = await visit(
      `<button id="b" hx-get="${stream.path}" hx-target="#out" hx-swap="beforeend"></button><p id="out"></p>`,
      {
        scripts,
        before: `globalThis.told = [];
          document.addEventListener("htmx:sseBeforeMessage", (event) => {
            if (event.detail.data === "no") event.preventDefault();
            event.detail.data = event.detail.data.replace("old", "new");
          });
          document.addEventListener("htmx:sseMessage", ({ target, detail }) =>
            told.push([target.id, detail.type, detail.data, document.getElementById("out").textContent]));`,
      },
    );
    await tab.page.waitForFunction("window.sse.registry");
    await tab.page.click("#b");
    await stream.waitFor(1);
    for (const data of ["no", "<b>old</b>", "<i>last</i>"]) stream.send({ data });
    await shows(tab, "#out", "<b>new</b><i>last</i>");
    await eventually(async () =>
      expect(await tab.page.evaluate("told")).toEqual([
        ["b", "message", "<b>new</b>", "new"],
        ["b", "message", "<i>last</i>", "newlast"],
      ]),
    );
    await tab.close();
  });

  test(
    "a streamed response that breaks raises the event of the host",
    without("webkit", "it takes a connection that is cut for the end of the response"),
    async () => {
      const name = mode.includes("htmx 4") ? "htmx:error" : "htmx:sendError";
      const stream = server.stream(fresh());
      const tab = await visit(`<button id="b" hx-get="${stream.path}" hx-target="#out"></button><p id="out"></p>`, {
        scripts,
        before: recording(name),
      });
      await tab.page.waitForFunction("window.sse.registry");
      await tab.page.click("#b");
      await stream.waitFor(1);
      stream.send({ data: "<i>one</i>" });
      await shows(tab, "#out", "<i>one</i>");
      stream.drop();
      await eventually(async () => expect(await tab.page.evaluate("raised")).toEqual([[name, "b"]]));
      await tab.close();
    },
  );
});

describe.each(modes.filter(([mode]) => mode.includes("htmx 4")))("%s", (_, sources) => {
  test("a request says that it may be answered by a stream", async () => {
    const path = fresh();
    server.handle(path, ({ headers }) => `${headers["accept"]}`);
    const tab = await visit(`<button id="b" hx-get="${path}"></button>`, { scripts: tagsOf(sources) });
    await tab.page.waitForFunction("window.sse.registry");
    await tab.page.click("#b");
    await shows(tab, "#b", "text/html, text/event-stream");
    await tab.close();
  });
});
