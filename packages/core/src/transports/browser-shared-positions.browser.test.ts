/** Positions and gaps of a stream that tabs share. */
import { eventually, faults, type OpenPage } from "@sse/testkit";
import { expect, test } from "vitest";
import { connecting, heardBy, startTabs, stateOf, stepsOf } from "../../test/tabs.ts";

const { browser, server, open } = await startTabs();

const SHARED = "{ browserShared: browserShared({ patience: 60000 }) }";

/** A module that shares the stream, and keeps the gaps that it hears of. */
const sharing = (path: string, options = ""): string =>
  `${connecting(path, { options: `{ share: "browser", retry: { min: 1, max: 20 }, ${options} }`, registry: SHARED })}
  globalThis.gaps = [];
  lease.onGap(({ code, reason, position, resumedAt, message }) => gaps.push([code, reason, position, resumedAt, /missing/.test(message)]));`;

const isOpen = (tab: OpenPage) => eventually(async () => expect(await stateOf(tab)).toBe("open"));
const hears = (tab: OpenPage, expected: readonly string[]) =>
  eventually(async () => expect(await heardBy(tab)).toEqual(expected));

test("tabs that start at different positions hear each what comes after its own, and share what comes then", async () => {
  const stream = server.stream("/positions", { replay: "missed" });
  for (const data of ["1", "2", "3", "4"]) stream.send({ data });
  const context = await browser.newContext();
  const first = await open(sharing("/positions", `lastEventId: "3"`), { where: context });
  await hears(first, ["4"]);
  const earlier = await open(sharing("/positions", `lastEventId: "1"`), { where: context });
  await hears(earlier, ["2", "3", "4"]);
  const fresh = await open(sharing("/positions"), { where: context });
  await isOpen(fresh);
  await stream.waitFor(1);
  stream.send({ data: "5" });
  await hears(first, ["4", "5"]);
  await hears(earlier, ["2", "3", "4", "5"]);
  await hears(fresh, ["5"]);
  await context.close();
});

test.each([403, 204])(
  "a tab that may not catch up (%i) tells of the gap, and goes on with the others",
  async (status) => {
    const path = `/refused-${status}`;
    const stream = server.stream(path, { replay: "missed" });
    for (const data of ["1", "2", "3", "4"]) stream.send({ data });
    const context = await browser.newContext();
    const first = await open(sharing(path, `lastEventId: "3"`), { where: context });
    await hears(first, ["4"]);
    stream.respondNext(faults.status(status));
    const earlier = await open(sharing(path, `lastEventId: "1"`), { where: context });
    await eventually(async () =>
      expect(await earlier.page.evaluate("gaps")).toEqual([["gap", "truncated", "1", "4", true]]),
    );
    await isOpen(earlier);
    stream.send({ data: "5" });
    for (const tab of [first, earlier]) await eventually(async () => expect((await heardBy(tab)).at(-1)).toBe("5"));
    await context.close();
  },
);

test("a tab that is refused for a while says so, and then hears all", async () => {
  const stream = server.stream("/busy", { replay: "missed" });
  for (const data of ["1", "2", "3", "4"]) stream.send({ data });
  const context = await browser.newContext();
  const first = await open(sharing("/busy", `lastEventId: "3"`), { where: context });
  await hears(first, ["4"]);
  stream.respondNext(faults.status(503), faults.status(503));
  const earlier = await open(sharing("/busy", `lastEventId: "1"`), { where: context });
  await hears(earlier, ["2", "3", "4"]);
  expect((await stepsOf(earlier)).filter((step) => step.startsWith("waiting"))).toHaveLength(2);
  await isOpen(earlier);
  await context.close();
});

test("sources of different positions in one tab hear each what comes after its own", async () => {
  const stream = server.stream("/one-tab", { replay: "missed" });
  for (const data of ["1", "2", "3", "4"]) stream.send({ data });
  const tab = await open(`${sharing("/one-tab", `lastEventId: "3"`)}
    globalThis.others = [];
    registry.connect("/one-tab", { share: "browser", retry: { min: 1, max: 20 }, lastEventId: "1" })
      .on("message", ({ data }) => others.push(data));`);
  await hears(tab, ["4"]);
  await eventually(async () => expect(await tab.page.evaluate("others")).toEqual(["2", "3", "4"]));
  stream.send({ data: "5" });
  await hears(tab, ["4", "5"]);
  await eventually(async () => expect(await tab.page.evaluate("others")).toEqual(["2", "3", "4", "5"]));
  await tab.close();
});

test("the first attempt of the tab that leads is the first, not another", async () => {
  const stream = server.stream("/reasons");
  const tab = await open(sharing("/reasons", "prepare: (_, reason) => void (globalThis.reasons ??= []).push(reason)"));
  await stream.waitFor(1);
  stream.drop();
  await stream.waitForAttempts(2);
  await eventually(async () => expect(await tab.page.evaluate("reasons")).toEqual(["first", "retry"]));
  await tab.close();
});

test("a step that a listener of the leader causes is posted after the events that its ID speaks of", async () => {
  const stream = server.stream("/steps", { replay: "missed" });
  const context = await browser.newContext();
  const leader = await open(
    `${sharing("/steps")}
    lease.on("message", ({ data }) => void (data === "2" && lease.connection.reconnect()));`,
    { where: context },
  );
  await isOpen(leader);
  const follower = await open(sharing("/steps"), { where: context });
  await isOpen(follower);
  await follower.page.evaluate(`navigator.locks.query().then(({ held }) => {
    globalThis.posts = [];
    new BroadcastChannel(held.find(({ name }) => name.startsWith("sse:")).name).addEventListener("message", ({ data }) => {
      const [, , said] = data;
      posts.push(...(Array.isArray(said) ? said.map((each) => "event " + each.data) : [said.state + " at " + said.id]));
    });
  })`);
  stream.write("id: 1\ndata: 1\n\nid: 2\ndata: 2\n\n");
  await hears(follower, ["1", "2"]);
  await eventually(async () =>
    expect(await follower.page.evaluate("posts")).toEqual(["event 1", "event 2", "connecting at 2", "open at 2"]),
  );
  await context.close();
});

test("a gap that the leader hears of is told in every tab", async () => {
  const stream = server.stream("/gaps");
  const context = await browser.newContext();
  const tabs = [await open(sharing("/gaps"), { where: context }), await open(sharing("/gaps"), { where: context })];
  for (const tab of tabs) await isOpen(tab);
  stream.send({ data: "1", id: "1" });
  for (const tab of tabs) await hears(tab, ["1"]);
  stream.respondNext(({ head, join }) => {
    head({ "Last-Event-ID": "9" });
    join();
  });
  stream.drop();
  for (const tab of tabs) {
    await eventually(async () =>
      expect(await tab.page.evaluate("gaps")).toEqual([["gap", "truncated", "1", "9", true]]),
    );
  }
  stream.send({ data: "10", id: "10" });
  for (const tab of tabs) await hears(tab, ["1", "10"]);
  await context.close();
});

/** Two leases of one shared stream, `a` and `b`; at the event `at`, a listener of `a` does `act`, and later `then`. */
const pair = (path: string, at: string, act: string): string => `${sharing(path)}
  globalThis.b = registry.connect("${path}", { share: "browser" });
  globalThis.other = [];
  const hears = (lease) => lease.on("message", ({ data }) => void other.push(data));
  globalThis.again = (position) => { b = registry.connect("${path}", { share: "browser", lastEventId: position }); hears(b); };
  lease.on("message", ({ data }) => { if (data === "${at}") { ${act} } });
  hears(b);`;

test("in the tab that leads, a lease that another one's listener releases stands before what it has not heard", async () => {
  const stream = server.stream("/released", { replay: "missed" });
  const tab = await open(pair("/released", "2", "b.release(); again(b.lastEventId);"));
  await isOpen(tab);
  await stream.waitFor(1);
  for (const data of ["1", "2", "3"]) stream.send({ data });
  await hears(tab, ["1", "2", "3"]);
  await eventually(async () => expect(await tab.page.evaluate("other")).toEqual(["1", "2", "3"]));
  // It has caught up, and shares the stream of all again.
  stream.send({ data: "4" });
  await eventually(async () => expect(await tab.page.evaluate("other")).toEqual(["1", "2", "3", "4"]));
  await stream.waitFor(1);
  stream.send({ data: "5" });
  await hears(tab, ["1", "2", "3", "4", "5"]);
  await eventually(async () => expect(await tab.page.evaluate("other")).toEqual(["1", "2", "3", "4", "5"]));
  await tab.close();
});

test("no post of a neighbour ends the stream of a tab", async () => {
  const stream = server.stream("/forged", { replay: "missed" });
  const tab = await open(sharing("/forged").replace("patience: 60000", "patience: 300"));
  await isOpen(tab);
  await tab.page.evaluate(`(async () => {
    const { held } = await navigator.locks.query();
    const forged = { id: "", state: "connecting", detail: { state: "closed", reason: "ended" } };
    const neighbour = new BroadcastChannel(held[0].name);
    neighbour.postMessage([Date.now() + 59000, 1, forged]);
    neighbour.close();
  })()`);
  await eventually(async () => expect(await stepsOf(tab)).toContain("connecting"));
  await eventually(async () => expect(await stateOf(tab)).toBe("open"));
  stream.send({ data: "on" });
  await hears(tab, ["on"]);
  await tab.close();
});
