/** What the test suites of htmx 2, htmx 4 and their extensions ask for, and ours did not imagine. */
import { eventually } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, modes, shows, site, tagsOf } from "./fixture.ts";

const { server, visit, visitSource } = await site();
const alone = tagsOf(["/dist/sse.min.js"]);

/** Records `[type, id of the target]` of these events as `raised`. */
const recording = (...types: readonly string[]): string =>
  `globalThis.raised = [];
   for (const type of ${JSON.stringify(types)}) document.addEventListener(type, ({ target }) => raised.push([type, target.id]));`;

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

  test("a streamed response that breaks raises the event of the host", async () => {
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
  });

  test('`hx-ext="ignore:sse"` takes the attributes of the extension back, up to the next `hx-ext="sse"`', async () => {
    const other = server.stream(fresh());
    const { tab, send } = await visitSource(
      sources,
      `<div hx-ext="ignore:sse"><p id="not" sse-swap="x">-</p><p sse-connect="${other.path}"></p><p id="ours" hx-sse="swap:x"></p>
         <div hx-ext="sse"><p id="again" sse-swap="x"></p></div></div><p id="beside" sse-swap="x"></p>`,
    );
    send("x", "in");
    for (const id of ["ours", "again", "beside"]) await shows(tab, `#${id}`, "in");
    await shows(tab, "#not", "-");
    expect(other.attempts).toEqual([]);
    await tab.close();
  });

  test("a part that goes out of band to `global` leaves the shadow root", async () => {
    const { tab, send } = await visitSource(sources, `<p id="p" hx-sse="swap:x"></p>`);
    await tab.page.evaluate(`document.body.insertAdjacentHTML("beforeend", '<i id="there">-</i>')`);
    send("x", `in<u hx-swap-oob="innerHTML:global #there">new</u>`);
    await shows(tab, "#there", "new");
    await shows(tab, "#p", "in");
    await tab.close();
  });

  test("what is picked out of band is picked by any selector that the host knows", async () => {
    const picks = mode === "alone" || mode.includes("htmx 4") ? "#a.cnt:innerHTML,.b" : "#a.cnt:innerHTML,#b.b";
    const { tab, send } = await visitSource(
      sources,
      `<p id="p" hx-sse="swap:x" hx-select-oob="${picks}"></p><i id="a">-</i><i id="b">-</i>`,
    );
    send("x", `rest<i id="a" class="cnt">A</i><i id="b" class="b">B</i>`);
    await shows(tab, "#p", "rest");
    await shows(tab, "#a", "A");
    await shows(tab, "#b", "B");
    await tab.close();
  });

  test("what is selected of responses is not selected of the events of `sse-swap`", async () => {
    const { tab, send } = await visitSource(
      sources,
      `<div hx-select=".part" hx-select-oob="#b"><p id="theirs" sse-swap="x" hx-target="this" hx-swap="beforeend"></p><p id="ours" hx-sse="swap:y" hx-target="this"></p></div><i id="b">-</i>`,
    );
    send("x", `<u>one</u><i id="b">two</i>`);
    await shows(tab, "#theirs", `<u>one</u><i id="b">two</i>`);
    send("y", `<u>one</u><u class="part">two</u>`);
    await shows(tab, "#ours", `<u class="part">two</u>`);
    await tab.close();
  });

  test("`sse.process` takes any node", async () => {
    const { tab } = await visitSource(sources, "");
    await tab.page.evaluate(`sse.process(document.createTextNode("x")); sse.process(new Comment()); 0`);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });
});

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

describe.each(modes.filter(([mode]) => mode.includes("htmx 2")))("%s", (_, sources) => {
  test("an event source that the page has made may call `onopen` and `onerror` alone", async () => {
    const tab = await visit("<main></main>", {
      scripts: tagsOf(sources),
      before: recording("htmx:sseOpen", "htmx:sseError"),
    });
    await tab.page.waitForFunction("window.sse.registry");
    await tab.page.evaluate(`
      globalThis.made = [];
      htmx.createEventSource = (url) => {
        const heard = {};
        const source = { url, readyState: 0, heard, close() {}, addEventListener: (type, does) => (heard[type] = does) };
        made.push(source);
        return source;
      };
      document.querySelector("main").innerHTML = '<p id="p" hx-sse="connect:/made swap:x reconnect:1ms..1ms"></p>'; 0`);
    await tab.page.waitForFunction("made.length === 1");
    await tab.page.evaluate(`Object.assign(made[0], { readyState: 1 }).onopen(new Event("open")); 0`);
    await tab.page.locator("#p[data-sse-state=open]").waitFor({ state: "attached" });
    await tab.page.evaluate(`made[0].heard.x(new MessageEvent("x", { data: "in" })); 0`);
    await shows(tab, "#p", "in");
    await tab.page.evaluate(`Object.assign(made[0], { readyState: 2 }).onerror(new Event("error")); 0`);
    await tab.page.waitForFunction("made.length === 2");
    expect(await tab.page.evaluate("raised")).toEqual([
      ["htmx:sseOpen", "p"],
      ["htmx:sseError", "p"],
    ]);
    await tab.close();
  });
});

test("alone: elements that a response replaces out of band are told of", async () => {
  const path = fresh();
  server.handle(path, () => `hi<i id="oob" hx-swap-oob="true">1</i><i id="picked">2</i>`);
  for (const swap of ["innerHTML", "outerHTML"]) {
    const tab = await visit(
      `<button id="b" hx-get="${path}" hx-target="#out" hx-swap="${swap}" hx-select-oob="#picked"></button>
       <p id="around"><b id="out"></b></p><i id="oob">-</i><i id="picked">-</i>`,
      { scripts: alone, before: recording("htmx:afterSwap", "htmx:afterSettle") },
    );
    await tab.page.waitForFunction("window.sse.registry");
    await tab.page.click("#b");
    await shows(tab, "#oob", "1");
    await shows(tab, "#picked", "2");
    const target = swap === "innerHTML" ? ["out"] : [];
    await eventually(async () =>
      expect(await tab.page.evaluate("raised")).toEqual(
        ["htmx:afterSwap", "htmx:afterSettle"].flatMap((type) => [...target, "picked", "oob"].map((id) => [type, id])),
      ),
    );
    await tab.close();
  }
});

test("alone: a request whose target is nowhere says which", async () => {
  const tab = await visit(`<button id="b" hx-get="/g" hx-target="#nowhere"></button>`, {
    scripts: alone,
    before: `document.addEventListener("htmx:targetError", ({ detail }) => (globalThis.missing = detail.target));`,
  });
  await tab.page.waitForFunction("window.sse.registry");
  await tab.page.click("#b");
  await tab.page.waitForFunction(`window.missing === "#nowhere"`);
  await tab.close();
});

test("alone: the page's configuration of htmx holds for swaps and scripts, but not out of the body", async () => {
  const stream = server.stream(fresh());
  const meta = `<meta name="htmx-config" content='{"defaultSwapStyle":"beforeend","allowScriptTags":false,"unknown":1}'>`;
  for (const [head, body, shown] of [
    [meta, "", "<b>1</b><b>2</b>"],
    ["", meta, "<b>2</b>"],
  ] as const) {
    const tab = await visit(`${body}<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`, { scripts: alone, head });
    await stream.waitFor(1);
    for (const data of ["<b>1</b>", "<b>2</b>"]) stream.send({ event: "x", data });
    await shows(tab, "#p", shown);
    stream.send({ event: "x", data: "<i>3</i><script>globalThis.ran = true</script>" });
    await tab.page.locator("#p i").waitFor();
    expect(await tab.page.evaluate("!!globalThis.ran")).toBe(!head);
    expect(await tab.page.evaluate("sse.config.defaultSwapStyle")).toBe(head ? "beforeend" : "innerHTML");
    await tab.close();
    await stream.waitFor(0);
  }
});
