/** Every option of the grammar reaches the stream, and a script can close and reopen it. */
import {
  needs,
  eventually,
  faults,
  hide,
  openPage,
  sharedWholeBrowser,
  sharedWindow,
  show,
  startServer,
  without,
} from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, heard, scriptTag, shows, site } from "./fixture.ts";

const { server, browser, visit } = await site(sharedWholeBrowser());

const page = (body: string): string => `<!doctype html><title>test</title>${scriptTag}<body>${body}</body>`;

describe("start:", () => {
  test("a click, once: a second one opens no second stream", async () => {
    const stream = server.stream(fresh());
    const tab = await visit(`<button id="b" hx-sse="connect:${stream.path} swap:x start:click">go</button>
      <p id="now" hx-sse="connect:${server.stream(fresh()).path}"></p>`);
    await eventually(async () => expect(await heard(tab, "htmx:sseOpen")).toHaveLength(1));
    expect(stream.attempts).toHaveLength(0);
    await tab.page.click("#b");
    await stream.waitFor(1);
    await tab.page.click("#b");
    stream.send({ event: "x", data: "started" });
    await shows(tab, "#b", "started");
    expect(stream.attempts).toHaveLength(1);
    await tab.close();
  });

  test("any event of the page's own", async () => {
    const stream = server.stream(fresh());
    const tab = await visit(`<div id="s" hx-sse="connect:${stream.path} start:app:ready"></div>`);
    await eventually(async () => expect(await tab.page.evaluate("!!sse.registry")).toBe(true));
    await tab.page.evaluate(`s.dispatchEvent(new Event("app:ready"))`);
    await stream.waitFor(1);
    await tab.close();
  });

  for (const event of ["revealed", "intersect"]) {
    test(`${event}: when the element comes into view`, async () => {
      const [stream, other] = [server.stream(fresh()), server.stream(fresh())];
      const tab = await visit(`<p id="top" hx-sse="connect:${other.path} start:${event}">seen</p>
        <div style="height: 300vh"></div><p id="s" hx-sse="connect:${stream.path} swap:x start:${event}">far</p>`);
      await other.waitFor(1);
      expect(stream.attempts).toHaveLength(0);
      await tab.page.locator("#s").scrollIntoViewIfNeeded();
      await stream.waitFor(1);
      await tab.close();
    });
  }

  test("load with a delay, which ends with the element", async () => {
    const [soon, late, gone] = [server.stream(fresh()), server.stream(fresh()), server.stream(fresh())];
    const tab = await visit(`<div id="s" hx-sse="connect:${soon.path} start:load:300ms"></div>
      <div hx-sse="connect:${late.path} start:load:1h"></div><div id="g" hx-sse="connect:${gone.path} start:load:100ms"></div>
      <script>document.addEventListener("readystatechange", () => g.remove())</script>`);
    await soon.waitFor(1);
    expect(late.attempts).toHaveLength(0);
    expect(gone.attempts).toHaveLength(0);
    await tab.close();
  });
});

describe("share:", () => {
  test("page shares with every source of the URL, none with nobody", async () => {
    const [shared, own] = [server.stream(fresh()), server.stream(fresh())];
    const two = (options: string): string => `<div hx-sse="connect:${options}"></div>`.repeat(2);
    const tab = await visit(two(`${shared.path} share:page`) + two(`${own.path} share:none`));
    await own.waitFor(2);
    await eventually(async () => expect(await heard(tab, "htmx:sseOpen")).toHaveLength(4));
    expect(shared.opened).toHaveLength(1);
    await tab.close();
  });

  test("browser: two tabs, one stream, and the second goes on when the first goes", async () => {
    const stream = server.stream(fresh(), { replay: "missed" });
    const context = await browser.newContext();
    const body = page(`<ul id="p" hx-sse="connect:${stream.path} swap:x share:browser" hx-swap="beforeend"></ul>`);
    const first = await openPage(context, server, body);
    await stream.waitFor(1);
    const second = await openPage(context, server, body);
    await eventually(async () => expect(await second.page.locator("#p").getAttribute("data-sse-state")).toBe("open"));
    stream.send({ event: "x", data: "1" });
    for (const tab of [first, second]) await shows(tab, "#p", "1");
    expect(stream.opened).toHaveLength(1);
    await first.close();
    stream.send({ event: "x", data: "2" });
    await shows(second, "#p", "12");
    expect(stream.opened).toHaveLength(2);
    await context.close();
  });
});

describe("pause:hidden", () => {
  test("closes while the tab is hidden and goes on from the last event", needs("hiding"), async () => {
    const [stream, stays] = [server.stream(fresh(), { replay: "missed" }), server.stream(fresh())];
    const tab = await openPage(
      await sharedWindow(),
      server,
      page(`<ul id="p" hx-sse="connect:${stream.path} swap:x pause:hidden" hx-swap="beforeend"></ul>
        <p hx-sse="connect:${stays.path}"></p>`),
    );
    await Promise.all([stream.waitFor(1), stays.waitFor(1)]);
    stream.send({ event: "x", data: "1" });
    await shows(tab, "#p", "1");
    await hide(tab);
    await stream.waitFor(0);
    expect(await tab.page.locator("#p").getAttribute("data-sse-state")).toBe("idle");
    expect(stays.connections).toBe(1);
    stream.send({ event: "x", data: "2" });
    await show(tab);
    await shows(tab, "#p", "12");
    await tab.close();
  });
});

describe("reconnecting", () => {
  test("idle: a silent stream is opened anew", async () => {
    const stream = server.stream(fresh());
    stream.respondNext(faults.halfOpen(": hello\n\n"));
    const tab = await visit(`<div id="s" hx-sse="connect:${stream.path} swap:x idle:50ms retry:1ms..2ms"></div>`);
    await stream.waitForAttempts(2);
    await eventually(async () => expect((await heard(tab, "htmx:sseError")).length).toBeGreaterThan(0));
    await tab.close();
  });

  test("retry: bounds every delay, and the server's retry field raises the lower one", async () => {
    const stream = server.stream(fresh());
    const before = `globalThis.delays = []; document.addEventListener("htmx:sseError", ({ detail }) => delays.push(detail.retryIn));`;
    stream.respondNext(...Array.from({ length: 6 }, () => faults.status(503)), faults.body(["retry: 15\n\n"]));
    const tab = await visit(`<div id="s" hx-sse="connect:${stream.path} swap:x retry:3ms..20ms"></div>`, { before });
    await stream.waitFor(1);
    const delays = (await tab.page.evaluate("delays")) as number[];
    expect(delays).toHaveLength(7);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(3);
    expect(Math.max(...delays)).toBeLessThanOrEqual(20);
    expect(delays.at(-1)).toBeGreaterThanOrEqual(15);
    await tab.close();
  });

  test("attempts: gives up after as many failures in a row", async () => {
    const stream = server.stream(fresh());
    stream.respond(faults.status(503));
    const tab = await visit(`<div id="s" hx-sse="connect:${stream.path} attempts:3 retry:1ms..2ms"></div>`);
    await eventually(async () => expect((await heard(tab, "htmx:sseClose"))[0]?.[2]["type"]).toBe("attempts"));
    expect(stream.attempts).toHaveLength(3);
    expect(await tab.page.locator("#s").getAttribute("data-sse-state")).toBe("closed");
    await tab.close();
  });
});

describe("what goes with the request", () => {
  const transport = `[...new Set(sse.registry.connections.map(({ transport }) => transport))]`;

  for (const name of ["fetch", "eventsource"]) {
    test(`transport:${name}`, async () => {
      const stream = server.stream(fresh());
      const tab = await visit(`<div id="s" hx-sse="connect:${stream.path} swap:x transport:${name}"></div>`);
      await stream.waitFor(1);
      expect(await tab.page.evaluate(transport)).toEqual([name]);
      stream.send({ event: "x", data: name });
      await shows(tab, "#s", name);
      await tab.close();
    });
  }

  test("credentials: cookies to the own origin by default, to others with include, never with omit", async () => {
    const other = await startServer();
    other.cors(true);
    const [plain, omit] = [server.stream(fresh()), server.stream(fresh())];
    const [cross, include] = [other.stream(fresh()), other.stream(fresh())];
    const streams = [plain, omit, cross, include];
    const { origin } = other;
    const tab = await visit(
      `<i hx-sse="connect:${plain.path}"></i><i hx-sse="connect:${omit.path} credentials:omit"></i>
       <i hx-sse="connect:${origin}${cross.path}"></i><i hx-sse="connect:${origin}${include.path} credentials:include"></i>`,
      { head: `<meta name="sse-config" content='{"origins":["${origin}"]}'>`, headers: { "Set-Cookie": "who=me" } },
    );
    await Promise.all(streams.map((stream) => stream.waitFor(1)));
    expect(streams.map((stream) => stream.attempts[0]?.headers.cookie)).toEqual([
      "who=me",
      undefined,
      undefined,
      "who=me",
    ]);
    await tab.close();
    await other.close();
  });

  test("hx-headers and hx-vals of the source and above it", async () => {
    const stream = server.stream(fresh());
    const tab = await visit(`<main hx-headers='{"X-Room": "lobby", "X-Who": "above"}' hx-vals='{"a": 1, "b": "above"}'>
      <div id="s" hx-sse="connect:${stream.path}?q=0 swap:x" hx-headers='{"X-Who": "me"}' hx-vals='{"b": "x y"}'></div></main>`);
    await stream.waitFor(1);
    const [request] = stream.attempts;
    expect(request?.headers).toMatchObject({ "x-room": "lobby", "x-who": "me" });
    expect(Object.fromEntries(request?.query ?? [])).toEqual({ q: "0", a: "1", b: "x y" });
    await tab.close();
  });
});

describe("going on", () => {
  test("resume:session goes on from the last event after a reload, resume:page does not", async () => {
    const [session, own] = [server.stream(fresh()), server.stream(fresh())];
    const tab = await visit(`<i id="a" hx-sse="connect:${session.path} swap:x resume:session"></i>
      <i id="b" hx-sse="connect:${own.path} swap:x resume:page"></i>`);
    await Promise.all([session.waitFor(1), own.waitFor(1)]);
    for (const stream of [session, own]) stream.send({ event: "x", data: "1", id: "seen" });
    for (const id of ["a", "b"]) await shows(tab, `#${id}`, "1");
    await tab.page.reload();
    await Promise.all([session.waitForAttempts(2), own.waitForAttempts(2)]);
    expect(session.attempts.map(({ lastEventId }) => lastEventId)).toEqual([undefined, "seen"]);
    expect(own.attempts.map(({ lastEventId }) => lastEventId)).toEqual([undefined, undefined]);
    await tab.close();
  });

  test(
    "back from another page, the document of before goes on from the last event",
    without("firefox", "it keeps no page in the back/forward cache that was left with a stream open"),
    async () => {
      const stream = server.stream(fresh(), { replay: "missed" });
      server.page("/elsewhere", "<title>elsewhere</title>");
      const tab = await visit(`<ul id="p" hx-sse="connect:${stream.path} swap:x" hx-swap="beforeend"></ul>`, {
        before: `addEventListener("pageshow", ({ persisted }) => { globalThis.restored = persisted });`,
      });
      await stream.waitFor(1);
      stream.send({ event: "x", data: "1" });
      await shows(tab, "#p", "1");
      await tab.page.goto(server.url("/elsewhere"));
      await stream.waitFor(0);
      stream.send({ event: "x", data: "2" });
      await tab.page.goBack({ waitUntil: "commit" });
      await shows(tab, "#p", "12");
      expect(await tab.page.evaluate("restored")).toBe(true);
      await tab.close();
    },
  );

  test("a script closes a stream and opens it again, from any element it serves", async () => {
    const stream = server.stream(fresh(), { replay: "missed" });
    const tab = await visit(`<div id="s" hx-sse="connect:${stream.path}"><p id="p" hx-sse="swap:x"></p></div>`);
    await stream.waitFor(1);
    await tab.page.evaluate("sse.close(p)");
    await stream.waitFor(0);
    expect(await heard(tab, "htmx:sseClose")).toEqual([["htmx:sseClose", "s", { type: "script" }]]);
    expect(await tab.page.locator("#s").getAttribute("data-sse-state")).toBe("closed");
    await tab.page.evaluate("sse.reconnect(p)");
    await stream.waitFor(1);
    stream.send({ event: "x", data: "again" });
    await shows(tab, "#p", "again");
    await tab.page.evaluate("sse.reconnect(document.body)");
    await tab.page.evaluate("sse.reconnect(s)");
    await stream.waitForAttempts(3);
    await stream.waitFor(1);
    stream.send({ event: "x", data: "third" });
    await shows(tab, "#p", "third");
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  test("data-sse-state and aria-busy tell every step", async () => {
    const stream = server.stream(fresh());
    const before = `globalThis.steps = []; document.addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
      const step = [s.dataset.sseState, s.ariaBusy].join();
      if (steps.at(-1) !== step) steps.push(step);
    }).observe(s, { attributes: true }), { capture: true });`;
    const tab = await visit(`<div id="s" hx-sse="connect:${stream.path} retry:20ms..30ms close:end"></div>`, {
      before,
    });
    await stream.waitFor(1);
    await eventually(async () => expect(await tab.page.locator("#s").getAttribute("data-sse-state")).toBe("open"));
    stream.drop();
    await stream.waitForAttempts(2);
    await stream.waitFor(1);
    stream.send({ event: "end", data: "" });
    await eventually(async () =>
      expect(await tab.page.evaluate("steps")).toEqual([
        "connecting,true",
        "open,",
        "waiting,",
        "connecting,true",
        "open,",
        "closed,",
      ]),
    );
    await tab.close();
  });
});
