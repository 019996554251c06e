import {
  type Browser,
  type BrowserContext,
  eventually,
  faults,
  hide,
  needs,
  type OpenPage,
  setOffline,
  sharedWholeBrowser,
  sharedWindow,
  show,
  without,
} from "@sse/testkit";
import { expect, test } from "vitest";
import { connecting, heardBy, startTabs, stateOf } from "../test/tabs.ts";

const { browser, server, open: openTab } = await startTabs();
const [window, whole] = [await sharedWindow(), await sharedWholeBrowser()];

function open(where: Browser | BrowserContext, path: string, options = "{}", before = ""): Promise<OpenPage> {
  return openTab(connecting(path, { options: `{ retry: { min: 1, max: 20 }, ...${options} }` }), { where, before });
}

test(
  "a page comes back from the back/forward cache, and its stream resumes from the last event ID",
  without("firefox", "it keeps no page in the back/forward cache that was left with a stream open"),
  async () => {
    const stream = server.stream("/bfcache", { replay: "missed" });
    const tab = await open(whole, "/bfcache");
    await stream.waitFor(1);
    stream.send({ data: "1" });
    await eventually(async () => expect(await heardBy(tab)).toEqual(["1"]));
    server.page("/elsewhere", "elsewhere");
    await tab.page.goto(server.url("/elsewhere"));
    await stream.waitFor(0);
    stream.send({ data: "2" });
    await tab.page.goBack({ waitUntil: "commit" });
    await stream.waitFor(1);
    stream.send({ data: "3" });
    await eventually(async () => expect(await heardBy(tab)).toEqual(["1", "2", "3"]));
    expect(await tab.page.evaluate("persisted")).toBe(true);
    expect(stream.opened.map(({ lastEventId }) => lastEventId)).toEqual([undefined, "1"]);
    await tab.close();
  },
);

test("a listener that throws is an uncaught error of the page, and the next one hears the message", async () => {
  const stream = server.stream("/throwing");
  const tab = await openTab(`${connecting("/throwing")}
    lease.on("x", () => { throw new Error("of a listener"); });
    lease.on("x", ({ data }) => heard.push(data));`);
  await stream.waitFor(1);
  stream.send({ event: "x", data: "1" });
  stream.send({ event: "x", data: "2" });
  await eventually(async () => expect(await heardBy(tab)).toEqual(["1", "2"]));
  await eventually(() => expect(tab.errors.map(({ message }) => message)).toEqual(Array(2).fill("of a listener")));
  expect(stream.attempts).toHaveLength(1);
  await tab.close();
});

test(
  "pause:hidden closes the stream while the tab is hidden, and resumes from the last event ID",
  needs("hiding"),
  async () => {
    const stream = server.stream("/pause", { replay: "missed" });
    const tab = await open(window, "/pause", `{ pause: "hidden" }`);
    await stream.waitFor(1);
    stream.send({ data: "1" });
    await eventually(async () => expect(await heardBy(tab)).toEqual(["1"]));
    await hide(tab);
    await stream.waitFor(0);
    expect(await stateOf(tab)).toBe("idle");
    stream.send({ data: "2" });
    await show(tab);
    await eventually(async () => expect(await heardBy(tab)).toEqual(["1", "2"]));
    await tab.close();
  },
);

test("flipping through tabs costs a stream that pauses no reconnects", needs("hiding"), async () => {
  const stream = server.stream("/flip");
  const tab = await open(window, "/flip", `{ pause: "hidden" }`);
  await stream.waitFor(1);
  for (let flips = 0; flips < 3; flips++) {
    await hide(tab);
    await eventually(async () => expect(await tab.page.evaluate("document.visibilityState")).toBe("hidden"));
    await show(tab);
    await eventually(async () => expect(await tab.page.evaluate("document.visibilityState")).toBe("visible"));
  }
  stream.send({ data: "1" });
  await eventually(async () => expect(await heardBy(tab)).toEqual(["1"]));
  expect(stream.attempts.length).toBe(1);
  await tab.close();
});

test("time offline is no failure", needs("offline"), async () => {
  const stream = server.stream("/offline", { replay: "missed" });
  const tab = await open(browser, "/offline", "{ attempts: 2 }");
  await stream.waitFor(1);
  stream.send({ data: "1" });
  await eventually(async () => expect(await heardBy(tab)).toEqual(["1"]));
  await setOffline(tab, true);
  await eventually(async () => expect(await tab.page.evaluate("navigator.onLine")).toBe(false));
  stream.drop();
  await eventually(async () => expect(await stateOf(tab)).toBe("waiting"));
  stream.send({ data: "2" });
  expect(await tab.page.evaluate("lease.connection.failures")).toBe(0);
  await setOffline(tab, false);
  await eventually(async () => expect(await heardBy(tab)).toEqual(["1", "2"]));
  await tab.close();
});

test("a page that slept checks its open streams, and one that is not heard is opened from its position", async () => {
  const stream = server.stream("/slept", { replay: "missed" });
  const tab = await open(browser, "/slept");
  await stream.waitFor(1);
  stream.send({ data: "1" });
  await eventually(async () => expect(await heardBy(tab)).toEqual(["1"]));
  // The clock went on while nothing ran; a tick would find it, too.
  await tab.page.evaluate(`(() => {
    const now = Date.now;
    Date.now = () => now() + 600_000;
    document.dispatchEvent(new Event("resume"));
  })()`);
  await stream.waitForAttempts(2);
  await stream.waitFor(1);
  expect(stream.opened.map(({ lastEventId }) => lastEventId)).toEqual([undefined, "1"]);
  expect(await tab.page.evaluate("steps")).not.toContainEqual(expect.stringContaining("Error"));
  await tab.close();
});

test("a page that was blocked reads what has arrived before it takes a stream for dead", async () => {
  const stream = server.stream("/blocked");
  const tab = await open(browser, "/blocked", "{ idle: 1000 }");
  await stream.waitFor(1);
  const beat = setInterval(() => stream.comment(), 100);
  await tab.page.evaluate("(() => { const end = performance.now() + 2500; while (performance.now() < end); })()");
  stream.send({ data: "1" });
  await eventually(async () => expect(await heardBy(tab)).toEqual(["1"]));
  clearInterval(beat);
  expect(stream.attempts.length).toBe(1);
  await tab.close();
});

test("a `pagehide` that leads nowhere ends at the next sign of life", async () => {
  const stream = server.stream("/nowhere", { replay: "missed" });
  const tab = await open(browser, "/nowhere");
  await stream.waitFor(1);
  for (const [attempts, live] of [
    [2, () => tab.page.mouse.move(10, 10)],
    [3, () => tab.page.keyboard.press("a")],
    [4, () => tab.page.evaluate(`dispatchEvent(new Event("focus"))`)],
    [5, () => tab.page.evaluate(`lease.connection.reconnect()`)],
    [6, () => tab.page.evaluate(`void registry.connect("/nowhere", { retry: { min: 1, max: 20 } })`)],
  ] as const) {
    await tab.page.evaluate(`dispatchEvent(new Event("pagehide"))`);
    await stream.waitFor(0);
    await live();
    await stream.waitForAttempts(attempts);
    await stream.waitFor(1);
  }
  await tab.close();
});

const click = (path: string): string => `(() => {
  const link = document.createElement("a");
  link.href = "${path}";
  document.body.append(link);
  link.click();
})()`;

// Firefox and WebKit cancel every stream, the native one without an event.
test.each(["fetch", "eventsource"])(
  "a link that leads nowhere costs a stream by %s no event, and is no error",
  async (transport) => {
    const stream = server.stream(`/stay-${transport}`, { replay: "missed", positionIn: "since" });
    server.handle("/no-content", () => ({ status: 204 }));
    server.handle("/download", () => ({ headers: { "Content-Disposition": "attachment" }, body: "x" }));
    const tab = await open(browser, stream.path, `{ transport: "${transport}", resumeBy: { query: "since" } }`);
    await stream.waitFor(1);
    // It goes on from here.
    stream.send({ data: "before" });
    await eventually(async () => expect(await heardBy(tab)).toHaveLength(1));
    for (const [index, path] of ["/no-content", "/download"].entries()) {
      const before = server.requests.length;
      await tab.page.evaluate(click(path));
      await eventually(() => expect(server.requests.slice(before).map(({ url }) => url)).toContain(path));
      stream.send({ data: String(index) });
      await eventually(async () => expect(await heardBy(tab)).toHaveLength(index + 2));
    }
    expect(await tab.page.evaluate("steps")).not.toContainEqual(expect.stringContaining("Error"));
    await tab.close();
  },
);

test("a link that really leaves raises no error on the way, however long it takes", async () => {
  const stream = server.stream("/leave", { replay: "missed" });
  server.handle("/slow", async (_, response) => {
    await new Promise((resolve) => setTimeout(resolve, 2500));
    response.end("there");
  });
  const told: string[] = [];
  server.handle("/told", ({ body }) => {
    told.push(body);
    return { status: 204 };
  });
  const tab = await open(browser, "/leave");
  await stream.waitFor(1);
  stream.send({ data: "1" });
  await eventually(async () => expect(await heardBy(tab)).toHaveLength(1));
  await tab.page.evaluate(
    `lease.onState(({ state, error }) => navigator.sendBeacon("/told", error ? error.message : state))`,
  );
  await tab.page.evaluate(click("/slow"));
  await eventually(async () => expect(await tab.page.evaluate("document.body.textContent")).toBe("there"));
  await stream.waitFor(0);
  expect(told.filter((each) => !/^(idle|waiting|connecting|open)$/.test(each))).toEqual([]);
  await tab.close();
});

test("without pause:hidden a hidden tab goes on hearing", needs("hiding"), async () => {
  const stream = server.stream("/hidden");
  const tab = await open(window, "/hidden");
  await stream.waitFor(1);
  await hide(tab);
  await eventually(async () => expect(await tab.page.evaluate("document.visibilityState")).toBe("hidden"));
  stream.send({ data: "1" });
  await eventually(async () => expect(await heardBy(tab)).toEqual(["1"]));
  expect(stream.attempts.length).toBe(1);
  await tab.close();
});

test("becoming visible cuts a wait short, but not one that the server asked for", needs("hiding"), async () => {
  const stream = server.stream("/visible");
  stream.respondNext(faults.status(503));
  const told = server.stream("/told");
  told.respondNext(faults.status(503, { retryAfter: "3600" }));
  const tab = await open(window, "/visible", `{ retry: { min: 3600000 } }`);
  await tab.page.evaluate(`registry.connect("/told").connection.state`);
  await eventually(async () => expect(await stateOf(tab)).toBe("waiting"));
  await told.waitForAttempts(1);
  await hide(tab);
  await eventually(async () => expect(await tab.page.evaluate("document.visibilityState")).toBe("hidden"));
  expect(stream.attempts.length).toBe(1);
  await show(tab);
  await stream.waitFor(1);
  expect(told.attempts.length).toBe(1);
  await tab.close();
});

test("coming online cuts a wait short", needs("offline"), async () => {
  const stream = server.stream("/online");
  stream.respondNext(faults.status(503));
  const tab = await open(browser, "/online", `{ retry: { min: 3600000 } }`);
  await eventually(async () => expect(await stateOf(tab)).toBe("waiting"));
  await setOffline(tab, true);
  await setOffline(tab, false);
  await stream.waitFor(1);
  await tab.close();
});

test("resume:session keeps the last event ID across page loads, per URL", async () => {
  const stream = server.stream("/session", { replay: "missed" });
  const tab = await open(browser, "/session", `{ resume: "session" }`);
  await stream.waitFor(1);
  stream.send({ data: "1" });
  await eventually(async () => expect(await heardBy(tab)).toEqual(["1"]));
  await tab.page.goto("about:blank");
  await stream.waitFor(0);
  stream.send({ data: "2" });
  await tab.page.goto(tab.url);
  await eventually(async () => expect(await heardBy(tab)).toEqual(["2"]));
  expect(stream.opened.map(({ lastEventId }) => lastEventId)).toEqual([undefined, "1"]);
  const other = server.stream("/session-other");
  await tab.page.evaluate(`registry.connect("/session-other", { resume: "session" }).connection.state`);
  await other.waitFor(1);
  expect(other.opened[0]?.lastEventId).toBeUndefined();
  await tab.close();
});

test("resume:page, the default, forgets with the page", async () => {
  const stream = server.stream("/page", { replay: "missed" });
  const tab = await open(browser, "/page");
  await stream.waitFor(1);
  stream.send({ data: "1" });
  await eventually(async () => expect(await heardBy(tab)).toEqual(["1"]));
  await tab.page.reload();
  await stream.waitForAttempts(2);
  expect(stream.attempts[1]?.lastEventId).toBeUndefined();
  await tab.close();
});

test("what is kept across page loads is bounded, and what another wrote there does no harm", async () => {
  const stream = server.stream("/bounded", { replay: "missed" });
  // Firefox runs it in about:blank, too, which has no storage.
  const before = `if (origin !== "null") sessionStorage["sse:resume"] = "{not JSON";`;
  const tab = await open(browser, "/bounded", `{ resume: "session" }`, before);
  await stream.waitFor(1);
  stream.send({ data: "1", id: "x".repeat(2000) });
  await eventually(async () => expect(await heardBy(tab)).toEqual(["1"]));
  const kept = await tab.page.evaluate<[string, string, number][]>(`(() => {
    sessionStorage["sse:resume"] = JSON.stringify([
      ...Array.from({ length: 80 }, (_, index) => ["http://host/" + index, "1", Date.now()]),
      ["http://host/old", "1", Date.now() - 2 * 864e5],
    ]);
    registry.connect("/other", { resume: "session" }).release();
    return new Promise((resolve) => setTimeout(() => resolve(JSON.parse(sessionStorage["sse:resume"]))));
  })()`);
  expect(kept.length).toBe(50);
  expect(kept.map(([url]) => url)).not.toContain("http://host/old");
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test("seven sources of one URL have one socket, and a plain fetch beside them is answered", async () => {
  const stream = server.stream("/seven");
  server.get("/plain", () => ({ body: "answered" }));
  const tab = await open(browser, "/seven");
  await tab.page.evaluate(`for (let index = 0; index < 6; index++) registry.connect("/seven")`);
  await stream.waitFor(1);
  expect(await tab.page.evaluate(`fetch("/plain").then((response) => response.text())`)).toBe("answered");
  expect(stream.attempts.length).toBe(1);
  await tab.close();
});

test("a closed connection leaves no listener on the page", needs("devtools"), async () => {
  const stream = server.stream("/listeners");
  const tab = await open(browser, "/listeners");
  await stream.waitFor(1);
  const listeners = async () => {
    const { result } = await tab.devtools.send("Runtime.evaluate", { expression: "window" });
    const found = await tab.devtools.send("DOMDebugger.getEventListeners", { objectId: result.objectId ?? "" });
    return found.listeners.length;
  };
  const open1 = await listeners();
  await tab.page.evaluate(`lease.release()`);
  await stream.waitFor(0);
  // What is left is the page's own `pageshow`.
  expect(await listeners()).toBe(1);
  expect(open1).toBeGreaterThan(1);
  await tab.close();
});
