import {
  type BrowserContext,
  eventually,
  type EventStream,
  faults,
  freeze,
  hide,
  needs,
  type OpenPage,
  sharedWholeBrowser,
  sharedWindow,
  show,
  thaw,
  without,
} from "@sse/testkit";
import { beforeEach, expect, test } from "vitest";
import { connecting, heardBy, startTabs, stateOf, stepsOf } from "../../test/tabs.ts";

const { browser, server, open } = await startTabs();
const [window, whole] = [await sharedWindow(), await sharedWholeBrowser()];

let streams = 0;
let stream: EventStream;
beforeEach(() => {
  stream = server.stream(`/events-${++streams}`, { replay: "missed" });
});

interface TabOptions {
  readonly options?: string;
  /** ms; tests that have to wait for it make it short. */
  readonly patience?: number;
  readonly headers?: Record<string, string>;
  /** Runs first. */
  readonly first?: string;
  /** Runs before any script of the page. */
  readonly before?: string;
}

function openTab(
  where: BrowserContext,
  { options = "", patience = 60_000, headers = {}, first = "", before = "" }: TabOptions = {},
): Promise<OpenPage> {
  const registry = `{ browserShared: browserShared({ patience: ${patience} }) }`;
  const module = connecting(stream.path, { options: `{ share: "browser", ${options} }`, registry, first });
  return open(module, { where, headers, before });
}

async function openTabs(where: BrowserContext, count: number, options: TabOptions = {}): Promise<OpenPage[]> {
  const tabs: OpenPage[] = [];
  for (let index = 0; index < count; index++) {
    const tab = await openTab(where, options);
    await eventually(async () => expect(await stateOf(tab)).toBe("open"));
    tabs.push(tab);
  }
  return tabs;
}

function send(from: number, to: number): string[] {
  const sent: string[] = [];
  for (let index = from; index <= to; index++) {
    stream.send({ data: String(index) });
    sent.push(String(index));
  }
  return sent;
}

async function allHeard(tabs: readonly OpenPage[], expected: readonly string[]): Promise<void> {
  for (const tab of tabs) await eventually(async () => expect(await heardBy(tab)).toEqual(expected));
}

test("eight tabs have one stream, and when its leader goes, none notices", async () => {
  const context = await browser.newContext();
  const tabs = await openTabs(context, 8);
  expect(stream.connections).toBe(1);
  const sent = send(1, 50);
  await allHeard(tabs, sent);
  for (let from = 51; tabs.length > 5; from += 50) {
    // Half of them while the leader is leaving.
    sent.push(...send(from, from + 24));
    await tabs.shift()?.close();
    sent.push(...send(from + 25, from + 49));
    await stream.waitFor(1);
    await allHeard(tabs, sent);
  }
  expect(stream.opened).toHaveLength(4);
  await context.close();
  await stream.waitFor(0);
});

test("a leader that crashes is replaced", needs("devtools"), async () => {
  const context = await browser.newContext();
  const [leader, ...others] = await openTabs(context, 3);
  const sent = send(1, 10);
  await allHeard(others, sent);
  sent.push(...send(11, 20));
  leader?.devtools.send("Page.crash").catch(() => {});
  sent.push(...send(21, 30));
  await allHeard(others, sent);
  await stream.waitFor(1);
  await context.close();
});

test("a leader that is frozen is replaced, and hears all when it thaws", needs("freezing"), async () => {
  const tabs = await openTabs(window, 3);
  const [leader, ...others] = tabs;
  const sent = send(1, 10);
  await allHeard(tabs, sent);
  if (leader) await freeze(leader);
  sent.push(...send(11, 20));
  await allHeard(others, sent);
  expect(stream.opened).toHaveLength(2);
  expect(stream.connections).toBe(1);
  if (leader) await thaw(leader);
  sent.push(...send(21, 30));
  await allHeard(tabs, sent);
  expect(stream.opened).toHaveLength(2);
  for (const tab of tabs) await tab.close();
  await stream.waitFor(0);
});

test("with pause:hidden, the tab in view leads, and nobody does when none is", needs("freezing"), async () => {
  const tabs = await openTabs(window, 2, { options: 'pause: "hidden"' });
  const [hidden, visible] = tabs;
  // Not at once: flipping through tabs is to cost no reconnects.
  await stream.waitForAttempts(2);
  const sent = send(1, 5);
  await allHeard(tabs, sent);
  if (visible) await hide(visible);
  await stream.waitFor(0);
  sent.push(...send(6, 10));
  if (visible) await show(visible);
  await allHeard(tabs, sent);
  await visible?.close();
  if (hidden) await show(hidden);
  sent.push(...send(11, 15));
  if (hidden) await allHeard([hidden], sent);
  await stream.waitFor(1);
  await hidden?.close();
});

test(
  "a leader that is stuck is replaced without a farewell, and steps back when it comes to",
  needs("devtools"),
  async () => {
    const context = await browser.newContext();
    const tabs = await openTabs(context, 3, { patience: 2000 });
    const [leader, ...others] = tabs;
    const sent = send(1, 10);
    await allHeard(tabs, sent);
    await leader?.devtools.send("Debugger.enable");
    await leader?.devtools.send("Debugger.pause");
    leader?.page.evaluate("1 + 1").catch(() => {});
    sent.push(...send(11, 20));
    await allHeard(others, sent);
    await leader?.devtools.send("Debugger.disable");
    sent.push(...send(21, 30));
    await allHeard(tabs, sent);
    await stream.waitFor(1);
    await context.close();
  },
);

test("a tab that was deaf for a while hears what it missed", needs("devtools"), async () => {
  const context = await browser.newContext();
  const tabs = await openTabs(context, 2, { patience: 2000 });
  const follower = tabs[1];
  const sent = send(1, 5);
  await allHeard(tabs, sent);
  await follower?.devtools.send("Debugger.enable");
  await follower?.devtools.send("Debugger.pause");
  follower?.page.evaluate("1 + 1").catch(() => {});
  sent.push(...send(6, 10));
  await allHeard(tabs.slice(0, 1), sent);
  await follower?.devtools.send("Debugger.disable");
  sent.push(...send(11, 15));
  await allHeard(tabs, sent);
  await stream.waitFor(1);
  await context.close();
});

test("a leader with nothing to say is asked, answers, and stays", async () => {
  const context = await browser.newContext();
  const [, follower] = await openTabs(context, 2, { patience: 1500 });
  await follower?.page.evaluate(`navigator.locks.query().then(({ held }) => {
    globalThis.answered = 0;
    new BroadcastChannel(held[0].name).addEventListener("message", ({ data }) => { if (data[2]?.state === "open") answered++; });
  })`);
  await eventually(async () => {
    expect(await follower?.page.evaluate("answered")).toBeGreaterThan(1);
  });
  expect(stream.attempts).toHaveLength(1);
  await context.close();
});

test("who joins late hears of the state, and of what comes from then on", async () => {
  const context = await browser.newContext();
  const early = await openTabs(context, 2);
  send(1, 3);
  await allHeard(early, ["1", "2", "3"]);
  const [late] = await openTabs(context, 1);
  send(4, 5);
  if (late) await allHeard([late], ["4", "5"]);
  expect(await late?.page.evaluate("lease.connection.lastEventId")).toBe("5");
  expect(await late?.page.evaluate("lease.connection.transport")).toBe("browser");
  expect(stream.opened).toHaveLength(1);
  await context.close();
});

test(
  "who goes to another page and comes back from the cache hears what was missed",
  without("firefox", "it keeps no page in the back/forward cache that was left with a stream open"),
  async () => {
    const context = await whole.newContext();
    const tabs = await openTabs(context, 2);
    const [first] = tabs;
    const sent = send(1, 5);
    await allHeard(tabs, sent);
    await first?.page.goto(server.url("/elsewhere"));
    await stream.waitFor(1);
    sent.push(...send(6, 10));
    await allHeard(tabs.slice(1), sent);
    await first?.page.goBack({ waitUntil: "commit" });
    await allHeard(tabs, sent);
    expect(await first?.page.evaluate("persisted")).toBe(true);
    sent.push(...send(11, 15));
    await allHeard(tabs, sent);
    await stream.waitFor(1);
    await context.close();
  },
);

test("when the stream ends for good, it ends for all, with the reason, however late they hear of it", async () => {
  const context = await browser.newContext();
  const first = `BroadcastChannel.prototype.addEventListener = function (type, listener) {
    EventTarget.prototype.addEventListener.call(this, type, (event) => setTimeout(listener, 200, event));
  };`;
  const tabs = await openTabs(context, 3, { options: "retry: { min: 1, max: 1 }", first });
  stream.respondNext(faults.status(403));
  stream.drop();
  for (const tab of tabs) {
    await eventually(async () => {
      const steps = await stepsOf(tab);
      expect(steps.at(-1)).toBe("closed error SseHttpError 403");
    });
  }
  expect(stream.attempts).toHaveLength(2);
  await context.close();
});

test("a stream that has ended can be begun anew", async () => {
  const context = await browser.newContext();
  stream.respondNext(faults.status(204));
  const tab = await openTab(context);
  await eventually(async () => expect(await stateOf(tab)).toBe("closed"));
  await tab.page.evaluate("connect()");
  await eventually(async () => expect(await stateOf(tab)).toBe("open"));
  await context.close();
});

test("retries of the leader are seen by all, and anyone may cut the wait short", async () => {
  const context = await browser.newContext();
  const tabs = await openTabs(context, 2, { options: "retry: { min: 600_000, max: 600_000 }" });
  stream.drop();
  for (const tab of tabs) await eventually(async () => expect(await stateOf(tab)).toBe("waiting"));
  await tabs[1]?.page.evaluate("lease.connection.reconnect()");
  for (const tab of tabs) await eventually(async () => expect(await stateOf(tab)).toBe("open"));
  await context.close();
});

test("the last lease given back leaves the lead to another tab", async () => {
  const context = await browser.newContext();
  const tabs = await openTabs(context, 2);
  await tabs[0]?.page.evaluate("lease.release()");
  await eventually(() => expect(stream.opened).toHaveLength(2));
  const sent = send(1, 3);
  await allHeard(tabs.slice(1), sent);
  await tabs[1]?.page.evaluate("lease.release()");
  await stream.waitFor(0);
  await context.close();
});

test("what makes no sense on the channel harms nobody", async () => {
  const context = await browser.newContext();
  const tabs = await openTabs(context, 2);
  await tabs[1]?.page.evaluate(`
    navigator.locks.query().then(({ held }) => {
      const channel = new BroadcastChannel(held[0].name);
      for (const post of [null, 1, "x", [], {}, [9e15], [9e15, 1], [9e15, 1, null], [9e15, 1, [null]], [9e15, 1, [{ type: 1 }]],
        [9e15, 1, {}], [9e15, 1, { id: 1, state: {} }], ["9", 1, []], [9e15, "1", []], new Map()])
        channel.postMessage(post);
    })`);
  const sent = send(1, 3);
  await allHeard(tabs, sent);
  for (const tab of tabs) expect(tab.errors).toEqual([]);
  await context.close();
});

/** Posts what a script of the origin may make up: as the leader of a later term, or of the present one. */
const forge = (posts: string): string => `
  navigator.locks.query().then(({ held }) => {
    const channel = new BroadcastChannel(held.find(({ name }) => name.startsWith("sse:")).name);
    const [now, later] = [Date.now(), Date.now() + 50_000];
    for (const post of [${posts}]) channel.postMessage(post);
  })`;
const news = (term: string, serial: number, fields: string): string =>
  `[${term}, ${serial}, { id: "", detail: {}, ${fields} }]`;
const closings = [
  news("now", 1, `state: "closed"`),
  news("later", 1, `state: "closed"`),
  news("later", 2, `state: "closed", detail: { reason: "ended" }`),
  news(
    "later",
    3,
    `state: "closed", detail: { reason: "error", error: { code: "http", status: 403, message: "forged" } }`,
  ),
];

const failures = Array.from({ length: 5 }, (_, index) =>
  news(
    "later + 1",
    index + 1,
    `state: "${index % 2 ? "connecting" : "waiting"}", failures: 1e9, detail: { error: { code: "network", message: "forged" } }`,
  ),
);

test("a leader that posts the highest number of all ends nothing for good", async () => {
  const context = await browser.newContext();
  const tabs = await openTabs(context, 3, { patience: 300 });
  const sent = send(1, 1);
  await allHeard(tabs, sent);
  const highest = news("later", Number.MAX_SAFE_INTEGER, `state: "open"`);
  await tabs[0]?.page.evaluate(forge(highest));
  // The tabs miss the leader of that post, and one of them leads.
  await eventually(async () => {
    const steps = await Promise.all(tabs.map(stepsOf));
    expect(steps.every((each) => each.at(-1)?.startsWith("open"))).toBe(true);
    expect(stream.connections).toBe(1);
  });
  sent.push(...send(2, 30));
  await allHeard(tabs, sent);
  sent.push(...send(31, 40));
  await allHeard(tabs, sent);
  await context.close();
});

test("events whose IDs are too long for anybody are heard by all tabs", async () => {
  const context = await browser.newContext();
  const tabs = await openTabs(context, 3);
  for (const data of ["1", "2"]) stream.send({ data, id: data.repeat(5000) });
  stream.send({ data: "3", id: "3" });
  await allHeard(tabs, ["1", "2", "3"]);
  expect(stream.connections).toBe(1);
  await context.close();
});

test("a forged end of the stream, or of its attempts, ends it for no tab", async () => {
  const context = await browser.newContext();
  const tabs = await openTabs(context, 4, { patience: 1000, options: "attempts: 3" });
  const sent = send(1, 1);
  await allHeard(tabs, sent);
  // Whoever can post can also hold a lock of that name.
  await tabs[1]?.page.evaluate(`
    navigator.locks.query().then(({ held }) => {
      const { name } = held.find(({ name }) => name.startsWith("sse:"));
      void navigator.locks.request(name + ":over", () => new Promise(() => {}));
    })`);
  for (const tab of tabs) await tab.page.evaluate(forge([...closings, ...failures].join()));
  sent.push(...send(2, 3));
  await allHeard(tabs, sent);
  // Longer than it takes to prove an end.
  await tabs[0]?.page.evaluate("new Promise((done) => setTimeout(done, 300)).then(() => 0)");
  for (const tab of tabs) {
    expect((await stepsOf(tab)).filter((step) => step.startsWith("closed"))).toEqual([]);
    expect(tab.errors).toEqual([]);
  }
  sent.push(...send(4, 6));
  await allHeard(tabs, sent);
  await context.close();
});

test("a page in a sandbox, which has nobody to share with, has its own stream", async () => {
  const context = await browser.newContext();
  server.cors(true);
  const tabs = await openTabs(context, 2, { headers: { "Content-Security-Policy": "sandbox allow-scripts" } });
  await stream.waitFor(2);
  const sent = send(1, 3);
  await allHeard(tabs, sent);
  server.cors(false);
  await context.close();
});

const refuse = (what: string): string => `
  const refuse = () => { throw new DOMException("refused", "SecurityError"); };
  ${what}`;

test.each([
  ["without Web Locks", "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })"],
  ["where locks are refused", refuse("Object.defineProperty(Navigator.prototype, 'locks', { get: refuse })")],
  // Firefox with cookies blocked.
  ["where channels are refused", refuse("globalThis.BroadcastChannel = class { constructor() { refuse(); } }")],
])("%s every tab has its own stream, and says so once", async (_, script) => {
  const context = await browser.newContext();
  const tabs = await openTabs(context, 2, { before: script });
  expect(stream.connections).toBe(2);
  const sent = send(1, 3);
  await allHeard(tabs, sent);
  for (const tab of tabs) {
    expect(tab.console).toEqual([
      "warning: share:browser needs HTTPS, storage that is not blocked, browserShared, and no functions in the request",
    ]);
  }
  await context.close();
});
