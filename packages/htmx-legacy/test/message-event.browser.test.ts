/** What scripts of a page hear of messages: `sse:<name>`, once for each listening element; `detail.source`; `event.data` in attributes. */
import { eventually, type OpenPage } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, heard, shows, site, tagsOf } from "./fixture.ts";

const { server, visit } = await site();

const hosts = {
  alone: tagsOf(["/dist/sse.min.js"]),
  "htmx 2": tagsOf(["/htmx2/htmx.min.js", "/dist/sse-for-htmx.min.js"]),
  "htmx 2, ours whole and first": tagsOf(["/dist/sse.min.js", "/htmx2/htmx.min.js"]),
  "htmx 4": tagsOf(["/htmx4/htmx.min.js", "/dist/sse-for-htmx.min.js"]),
  "htmx 4, ours whole and first": tagsOf(["/dist/sse.min.js", "/htmx4/htmx.min.js"]),
};

/** Both ways to write a source. */
const dialects = {
  "hx-sse": (path: string): string => `hx-sse="connect:${path}"`,
  "sse-*": (path: string): string => `hx-ext="sse" sse-connect="${path}"`,
};

const matrix = Object.entries(hosts).flatMap(([host, scripts]) =>
  Object.entries(dialects).map(([dialect, source]) => ({ name: `${host}, ${dialect}`, scripts, source })),
);

async function open(tab: OpenPage, count = 1): Promise<void> {
  await eventually(async () => expect(await tab.page.locator("[data-sse-state=open]").count()).toBe(count));
}

const asked = (path: string): (string | null)[] =>
  server.requests.filter((request) => request.path === path).map((request) => request.query.get("by"));

describe.each(matrix)("$name", ({ scripts, source }) => {
  test("sse:<name> bubbles once for each listening element, and every trigger fires once", async () => {
    const [stream, other] = [server.stream(fresh()), server.stream(fresh())];
    const path = `${fresh()}/asked`;
    server.get(path, () => "");
    const asks = (by: string, trigger: string): string =>
      `hx-get="${path}?by=${by}" hx-trigger="${trigger}" hx-swap="none"`;
    const tab = await visit(
      `<main ${source(stream.path)}>
         <section id="outer" ${asks("outer", "sse:go")}><p id="inner" ${asks("inner", "sse:go")}></p></section>
         <p id="twice" ${asks("twice", "sse:go, sse:go from:body, sse:go from:#outer, sse:go from:#inner")}></p>
       </main>
       <aside ${source(other.path)}><i id="far"></i></aside>
       <p id="body" ${asks("body", "sse:go from:body")}></p>
       <p id="window" ${asks("window", "sse:go from:window")}></p>
       <p id="document" ${asks("document", "sse:go from:document")}></p>`,
      { scripts },
    );
    await open(tab, 2);
    await tab.page.evaluate(`
      globalThis.log = [];
      for (const at of [document.body, window]) at.addEventListener("sse:go", (event) =>
        log.push([event.target.id, event.data, event.lastEventId, event.detail.data].join()));
    `);
    stream.send({ event: "go", data: "one", id: "7" });
    const all = ["body", "document", "inner", "outer", "twice", "window"];
    await eventually(() => expect(asked(path).toSorted()).toEqual(all));
    const log = (await tab.page.evaluate("log")) as string[];
    // By body and by window.
    const lines = all.flatMap((id) => [`${id},one,7,one`, `${id},one,7,one`]);
    expect(log.toSorted()).toEqual(lines);

    other.send({ event: "go", data: "two" });
    await eventually(() =>
      expect(asked(path).toSorted()).toEqual([...all, "body", "document", "twice", "window"].toSorted()),
    );
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("from: an element, it is raised on the one that has the trigger", async () => {
    const stream = server.stream(fresh());
    const path = `${fresh()}/asked`;
    server.get(path, () => "");
    const asks = (by: string, trigger: string): string =>
      `<p id="${by}" hx-get="${path}?by=${by}" hx-trigger="${trigger}" hx-swap="none"></p>`;
    const near = asks("a", "sse:u from:#src") + asks("b", "sse:u from:#src") + asks("t", "sse:u from:#src target:#t");
    const tab = await visit(
      `<main id="src" ${source(stream.path)}>${near}<i id="beside"></i></main>
       ${asks("far", "sse:u from:#src")}${asks("farther", "sse:u from:#beside")}`,
      { scripts },
    );
    await open(tab);
    await tab.page.evaluate(`
      globalThis.log = [];
      for (const [type, at] of [["sse:u", document.body], ["sse:u", a], ["htmx:sseMessage", document.body]])
        at.addEventListener(type, ({ target, detail }) => log.push([type, at.id || "body", target.id, detail.elt.id].join()));`);
    stream.send({ event: "u", data: "" });
    const all = ["a", "b", "far", "farther", "t"];
    await eventually(() => expect(asked(path).toSorted()).toEqual(all));
    const lines = [
      "sse:u,a,a,a",
      ...all.flatMap((id) => [`sse:u,body,${id},${id}`, `htmx:sseMessage,body,${id},${id}`]),
    ];
    expect(((await tab.page.evaluate("log")) as string[]).toSorted()).toEqual(lines.toSorted());
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("a listening element inside another source is none of the outer element's business", async () => {
    const [stream, inner] = [server.stream(fresh()), server.stream(fresh())];
    const path = `${fresh()}/asked`;
    server.get(path, () => "");
    const asks = (by: string): string => `hx-get="${path}?by=${by}" hx-trigger="sse:go" hx-swap="none"`;
    const tab = await visit(
      `<main ${source(stream.path)} ${asks("outer")}><div ${source(inner.path)}><p ${asks("inner")}></p></div></main>`,
      { scripts },
    );
    await open(tab, 2);
    inner.send({ event: "go", data: "" });
    await eventually(() => expect(asked(path)).toEqual(["inner"]));
    stream.send({ event: "go", data: "" });
    await eventually(() => expect(asked(path)).toEqual(["inner", "outer"]));
    await tab.close();
  });

  test("event.data and event.lastEventId in hx-vals, hx-headers and filters", async () => {
    const stream = server.stream(fresh());
    const path = `${fresh()}/asked`;
    server.handle(path, ({ query, headers }) => `${query.get("d")} ${query.get("i")} ${headers["x-data"]}`);
    const tab = await visit(
      `<main ${source(stream.path)}><p id="p" hx-get="${path}" hx-trigger="sse:go[event.data!='no' && detail.data!='no']"
         hx-vals="js:{d: event.data, i: event.lastEventId}" hx-headers='js:{"X-Data": event.data}'>-</p></main>`,
      { scripts },
    );
    await open(tab);
    stream.send({ event: "go", data: "no", id: "1" });
    stream.send({ event: "go", data: "yes", id: "2" });
    await shows(tab, "#p", "yes 2 yes");
    expect(server.requests.filter((request) => request.path === path)).toHaveLength(1);
    await tab.close();
  });

  test("event.data in hx-headers of a request that waits for its delay, or for another request", async () => {
    const stream = server.stream(fresh());
    const path = `${fresh()}/asked`;
    const answers: (() => void)[] = [];
    const heads: unknown[] = [];
    server.handle(path, async ({ headers }) => {
      heads.push(headers["x-data"]);
      await new Promise<void>((resolve) => answers.push(resolve));
      return "";
    });
    const headers = `hx-headers='js:{"X-Data": event.data}' hx-swap="none"`;
    const tab = await visit(
      `<main ${source(stream.path)}><p hx-get="${path}" hx-trigger="sse:late delay:60ms" ${headers}></p>
         <p hx-get="${path}" hx-trigger="sse:go" ${headers}></p></main>`,
      { scripts },
    );
    await open(tab);
    stream.send({ event: "late", data: "delayed" });
    await eventually(() => expect(heads).toEqual(["delayed"]));
    // A browser sends no second request to a URL while the first is pending.
    answers[0]?.();
    stream.send({ event: "go", data: "first" });
    await eventually(() => expect(heads).toEqual(["delayed", "first"]));
    stream.send({ event: "go", data: "queued" });
    await eventually(async () => expect(await heard(tab, "htmx:sseMessage")).toHaveLength(3));
    answers[1]?.();
    await eventually(() => expect(heads).toEqual(["delayed", "first", "queued"]));
    answers[2]?.();
    expect(await tab.page.evaluate("window.event === undefined")).toBe(true);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("detail.source is an event target: named events, across reconnects, until the lease ends", async () => {
    const stream = server.stream(fresh());
    const tab = await visit(`<main id="m" ${source(stream.path)}></main>`, {
      scripts,
      before: `
        globalThis.drawn = [];
        document.addEventListener("htmx:sseOpen", ({ detail }) => {
          if (globalThis.source) return drawn.push(source === detail.source ? "same" : "other");
          globalThis.source = detail.source;
          globalThis.gone = () => drawn.push("never");
          source.addEventListener("chart", (m) => drawn.push(m.type + JSON.parse(m.data).n + m.lastEventId));
          source.addEventListener("chart", gone);
          source.removeEventListener("chart", gone);
          source.addEventListener("chart", () => drawn.push("once"), { once: true });
          source.onmessage = (m) => drawn.push(m.data);
        });
        document.addEventListener("htmx:sseClose", ({ detail }) => drawn.push("closed " + (detail.source === source) + source.readyState));
      `,
    });
    await open(tab);
    expect(
      await tab.page.evaluate(
        `[source instanceof EventTarget, source.readyState, new URL(source.url).pathname].join()`,
      ),
    ).toBe(`true,1,${stream.path}`);
    stream.send({ event: "chart", data: `{"n":1}`, id: "a" });
    stream.send({ data: "plain" });
    const drawn = async (...lines: string[]): Promise<void> =>
      eventually(async () => expect(await tab.page.evaluate("drawn")).toEqual(lines));
    await drawn("chart1a", "once", "plain");
    stream.send({ retry: 1 });
    stream.drop();
    await stream.waitForAttempts(2);
    await open(tab);
    stream.send({ event: "chart", data: `{"n":2}`, id: "b" });
    await drawn("chart1a", "once", "plain", "same", "chart2b");
    await tab.page.evaluate("source.close()");
    await drawn("chart1a", "once", "plain", "same", "chart2b", "closed true2");
    await stream.waitFor(0);
    await tab.close();
  });

  test("a source that joins an open stream tells when listeners had time to be attached", async () => {
    const stream = server.stream(fresh());
    const path = fresh();
    const answer = (id: string): string => `<div id="${id}" ${source(stream.path)}></div>`;
    server.get(path, ({ query }) => answer(query.get("id") ?? ""));
    const asking = (id: string, when: string): string =>
      `<button hx-get="${path}?id=${id}" hx-target="#box" hx-swap="beforeend">${when}</button>`;
    const tab = await visit(
      `<main id="m" ${source(stream.path)}></main><div id="box"></div>${asking("one", "load")}${asking("two", "afterSettle")}`,
      { scripts },
    );
    await open(tab);
    await tab.page.evaluate(`
      globalThis.told = [];
      const attached = new Set();
      globalThis.attach = (id) => {
        const element = document.getElementById(id);
        if (!element || attached.has(id)) return;
        attached.add(id);
        element.addEventListener("htmx:sseOpen", ({ detail: { source } }) => {
          source.addEventListener("open", () => told.push(id + " never"));
          told.push([id, source.readyState, element.dataset.sseState].join(" "));
        });
      };
      const on = (types, id) => types.forEach((type) => document.addEventListener(type, () => attach(id)));
      on(["htmx:load", "htmx:after:process"], "one");
      on(["htmx:afterSettle", "htmx:after:settle"], "two");
    `);
    for (const when of ["load", "afterSettle"])
      await tab.page.evaluate(
        `[...document.querySelectorAll("button")].find((button) => button.textContent.includes("${when}")).click()`,
      );
    await tab.page.evaluate(`{
      box.insertAdjacentHTML("beforeend", ${JSON.stringify(answer("three"))});
      sse.process(three);
      attach("three");
    }`);
    await eventually(async () =>
      expect(((await tab.page.evaluate("told")) as string[]).toSorted()).toEqual([
        "one 1 open",
        "three 1 open",
        "two 1 open",
      ]),
    );
    expect(stream.connections).toBe(1);
    await tab.close();
  });

  test("a source that joins and leaves at once tells nothing of the opening", async () => {
    const stream = server.stream(fresh());
    const tab = await visit(`<main id="m" ${source(stream.path)}></main>`, { scripts });
    await open(tab);
    await tab.page.evaluate(`{
      heard.length = 0;
      document.body.insertAdjacentHTML("beforeend", ${JSON.stringify(`<div id="j" ${source(stream.path)}></div>`)});
      sse.process(j);
      j.remove();
    }`);
    await tab.page.evaluate("new Promise((resolve) => setTimeout(resolve, 60))");
    expect((await heard(tab)).map(([type]) => type)).not.toContain("htmx:sseOpen");
    await tab.close();
  });
});

test("detail.data may be made a number; of anything else the console says what it has to be", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<main id="m" hx-sse="connect:${stream.path}"><b id="b" hx-sse="swap:n"></b><i id="i" hx-sse="swap:end"></i></main>
     <script>b.addEventListener("htmx:sseBeforeMessage", ({ detail }) => { detail.data = JSON.parse(detail.data).n; });</script>`,
  );
  await open(tab);
  stream.send({ event: "n", data: `{"n":42}` });
  await shows(tab, "#b", "42");
  stream.send({ event: "n", data: `{"n":null}` });
  stream.send({ event: "n", data: `{"n":{}}` });
  stream.send({ event: "end", data: "over" });
  await shows(tab, "#i", "over");
  expect(await tab.page.textContent("#b")).toBe("42");
  const said = tab.console.filter((line) => line.includes("detail.data takes a string"));
  expect(said).toHaveLength(2);
  expect(said.join()).toMatch(/not null.*not \[object Object\]/s);
  await tab.close();
});

test("two streams on one element are told of, whichever attributes ask for them", async () => {
  const [one, other] = [server.stream(fresh()), server.stream(fresh())];
  const tab = await visit(
    `<p id="p" sse-connect="${one.path}" hx-sse="connect:${other.path} swap:a">-</p><i hx-sse="connect:${one.path} swap:a"></i>`,
  );
  await open(tab, 2);
  one.send({ event: "a", data: "first" });
  await shows(tab, "#p", "first");
  expect(other.attempts).toHaveLength(0);
  expect(tab.console.filter((line) => /the stream of hx-sse is not opened/.test(line))).toHaveLength(1);
  await tab.close();
});
