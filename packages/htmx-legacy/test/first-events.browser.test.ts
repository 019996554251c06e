/** What a page does in the very first events of its sources, while the page is looked at for the first time, counts. */
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, heard, modes, shows, site, tagsOf } from "./fixture.ts";

const { server, visit } = await site();
const hosts = modes.map(([mode, sources]) => [mode, tagsOf(sources)] as const);

/** Runs once, at the first such event of the element of this ID. */
const once = (type: string, id: string, body: string): string =>
  `<script>{
    let done = false;
    document.addEventListener("htmx:sse${type}", ({ target, detail }) => {
      if (done || target.id !== "${id}") return;
      done = true;
      ${body}
      window.done = (window.done ?? 0) + 1;
    });
  }</script>`;
const source = (id: string, path: string): string => `<p id="${id}" hx-sse="connect:${path} swap:x"></p>`;
const refused = source("refused", "https://elsewhere.example/events");
const states = `sse.registry.connections.map(({ url, leases }) => new URL(url).pathname + " " + leases)`;

test.each(hosts)("%s: what a listener inserts at the first look is bound", async (_, scripts) => {
  const [stream, other] = [server.stream(fresh()), server.stream(fresh())];
  const insert = (id: string, path: string): string =>
    `target.insertAdjacentHTML("afterend", ${JSON.stringify(source(id, path))});`;
  const tab = await visit(refused + source("p", stream.path), {
    scripts:
      once("Error", "refused", insert("fallback", other.path)) +
      once("ConfigConnect", "p", insert("second", other.path)) +
      scripts,
  });
  await Promise.all([stream.waitFor(1), other.waitFor(1)]);
  other.send({ event: "x", data: "in" });
  await shows(tab, "#fallback", "in");
  await shows(tab, "#second", "in");
  await tab.close();
});

test.each(hosts)("%s: an attribute that a listener changes or takes at the first look counts", async (_, scripts) => {
  const [stream, other] = [server.stream(fresh()), server.stream(fresh())];
  const change = `target.setAttribute("hx-sse", "connect:${other.path} swap:x");`;
  const tab = await visit(source("a", stream.path) + refused + source("b", `${stream.path}?b`), {
    scripts:
      once("ConfigConnect", "a", change) +
      once("Error", "refused", change) +
      once("ConfigConnect", "b", `target.removeAttribute("hx-sse");`) +
      scripts,
  });
  await other.waitFor(1);
  other.send({ event: "x", data: "in" });
  await shows(tab, "#a", "in");
  await shows(tab, "#refused", "in");
  await stream.waitFor(0);
  expect(await tab.page.evaluate(states)).toEqual([`${other.path} 2`]);
  await tab.close();
});

test.each(hosts)(
  "%s: an element that a listener takes away at the first look lets go of its stream",
  async (_, scripts) => {
    const [stream, other] = [server.stream(fresh()), server.stream(fresh())];
    const tab = await visit(source("a", stream.path) + refused + source("b", other.path), {
      scripts:
        once("ConfigConnect", "a", `target.remove();`) +
        once("Error", "refused", `document.getElementById("b").remove();`) +
        scripts,
    });
    await tab.page.waitForFunction("window.sse?.registry");
    await eventually(async () => expect(await tab.page.evaluate(states)).toEqual([]));
    await Promise.all([stream.waitFor(0), other.waitFor(0)]);
    await tab.close();
  },
);

/** What is done to `b`, inside the source `p`, in its first events, and the state that it is in then. */
const deeds = [
  ["sse.close(target)", "closed"],
  ["detail.source?.close() ?? sse.close(target)", "closed"],
  ["sse.reconnect(target)", "open"],
  ["sse.close(target); sse.reconnect(target)", "open"],
  ["sse.process(target); sse.process(document.body)", "open"],
  ["target.remove()", null],
  ["target.remove(); sse.process(document.body)", null],
] as const;

test.each(hosts.flatMap(([host, scripts]) => deeds.map(([deed, state]) => [host, deed, state, scripts] as const)))(
  "%s: `%s` in the first event of a source is done to this source",
  async (_, deed, state, scripts) => {
    const [outer, shared, own] = [server.stream(fresh()), server.stream(fresh()), server.stream(fresh())];
    const tab = await visit(
      `${source("a", shared.path)}<div id="p" hx-sse="connect:${outer.path}"><div id="box"></div></div>`,
      { scripts: once("ConfigConnect", "b", deed) + once("Open", "c", deed) + scripts },
    );
    await Promise.all([outer.waitFor(1), shared.waitFor(1)]);
    await tab.page.locator("#a[data-sse-state=open]").waitFor({ state: "attached" });
    // `b` opens a stream, `c` joins one that is open.
    const inside = source("b", own.path) + source("c", shared.path);
    await tab.page.evaluate(`box.innerHTML = ${JSON.stringify(inside)}`);
    await tab.page.waitForFunction("window.done === 2");
    await eventually(async () => {
      const seen = await tab.page.evaluate(
        `["p", "a", "b", "c"].map((id) => document.getElementById(id)?.getAttribute("data-sse-state") ?? null)`,
      );
      expect(seen).toEqual(["open", "open", state, state]);
    });
    expect(await tab.page.evaluate(states)).toEqual(
      [`${shared.path} ${state === "open" ? 2 : 1}`, `${outer.path} 1`].concat(state === "open" ? `${own.path} 1` : []),
    );
    expect(own.connections).toBe(state === "open" ? 1 : 0);
    expect(outer.connections).toBe(1);
    // Nothing was done to the sources around it, and what is open is heard.
    const closed = (await heard(tab, "htmx:sseClose")).map(([, id]) => id);
    expect(closed.filter((id) => id === "p" || id === "a")).toEqual([]);
    for (const stream of [own, shared]) stream.send({ event: "x", data: "in" });
    for (const id of state === "open" ? ["a", "b", "c"] : ["a"]) await shows(tab, `#${id}`, "in");
    expect(tab.errors).toEqual([]);
    await tab.close();
  },
);

test.each([
  ["ConfigConnect", "a"],
  ["Error", "refused"],
])("the page can be stopped, and started again, in the first htmx:sse%s", async (type, id) => {
  const stream = server.stream(fresh());
  for (const [, scripts] of hosts) {
    const tab = await visit(refused + source("a", stream.path), {
      scripts: once(type, id, `sse.stop(); document.body.insertAdjacentHTML("beforeend", "<i>stopped</i>");`) + scripts,
    });
    await tab.page.locator("i").waitFor();
    expect(await tab.page.evaluate("sse.registry === undefined")).toBe(true);
    expect(await tab.page.locator("[data-sse-state]").count()).toBe(0);
    await stream.waitFor(0);
    await tab.page.evaluate("sse.start()");
    await stream.waitFor(1);
    await tab.page.evaluate(`document.body.insertAdjacentHTML("beforeend", '${source("late", stream.path)}')`);
    await tab.page.locator("#late[data-sse-state=open]").waitFor({ state: "attached" });
    expect(await tab.page.evaluate(states)).toEqual([`${stream.path} 2`]);
    expect(tab.errors).toEqual([]);
    await tab.close();
    await stream.waitFor(0);
  }
});

test.each([
  ["ConfigConnect", "a"],
  ["Error", "refused"],
])("the page can be started anew in the first htmx:sse%s: each stream is there once", async (type, id) => {
  const stream = server.stream(fresh());
  for (const [, scripts] of hosts) {
    const tab = await visit(refused + source("a", stream.path), {
      scripts: once(type, id, `sse.start({ addedClass: "anew" });`) + scripts,
    });
    await tab.page.locator("#a[data-sse-state=open]").waitFor({ state: "attached" });
    await stream.waitFor(1);
    expect(await tab.page.evaluate("sse.config.addedClass")).toBe("anew");
    expect(await tab.page.evaluate(states)).toEqual([`${stream.path} 1`]);
    stream.send({ event: "x", data: "in" });
    await shows(tab, "#a", "in");
    expect((await heard(tab, "htmx:sseMessage")).length).toBe(1);
    expect(tab.errors).toEqual([]);
    await tab.close();
    await stream.waitFor(0);
  }
});

test("beside htmx 2, `createEventSource` makes a stream in the task that asks for it, and its source can be closed", async () => {
  const tab = await visit(`<main></main>`, {
    scripts:
      once("ConfigConnect", "a", "sse.close(target)") +
      once("ConfigConnect", "b", "sse.close(target); sse.reconnect(target)") +
      tagsOf(["/htmx2/htmx.min.js", "/dist/sse.min.js"]),
  });
  await tab.page.waitForFunction("window.sse.registry");
  const shown = await tab.page.evaluate(`(() => {
    const made = [];
    htmx.createEventSource = (url) => {
      const source = Object.assign(new EventTarget(), { url, readyState: 1, close() { this.readyState = 2; } });
      made.push(source);
      return source;
    };
    const main = document.querySelector("main");
    main.innerHTML = '${source("a", "/a")}${source("b", "/b")}';
    htmx.process(main);
    for (const each of made) each.dispatchEvent(new MessageEvent("x", { data: each.url }));
    return [made.map(({ url }) => url), a.textContent, a.dataset.sseState, b.dataset.sseState];
  })()`);
  expect(shown).toEqual([["/b"], "", "closed", "connecting"]);
  await tab.close();
});
