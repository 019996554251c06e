/** What the page's signals do to a stream, in Node with a page that is sent by hand. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createChaosPage, type ChaosPage } from "../scripts/chaos-page.ts";
import { supervised } from "../test/supervised.ts";
import { SseHttpError, SseNetworkError, SseTimeoutError } from "./errors.ts";
import type { ConnectOptions } from "./types.ts";

let page: ChaosPage;
let ended: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  page = createChaosPage();
});
afterEach(() => {
  for (const end of ended) end();
  ended = [];
  const left = { timers: vi.getTimerCount(), listeners: page.listeners };
  page.remove();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  if (left.timers + left.listeners) throw new Error(`Left behind: ${JSON.stringify(left)}`);
});

/** A stream that was opened, and heard at this moment. */
async function opened(options: ConnectOptions = {}, name?: string) {
  const one = supervised({ retry: { min: 10, max: 10 }, ...options }, name ? { name } : {});
  await one.feed.start();
  ended.push(one.feed.close);
  one.latest().opened();
  one.latest().arrived();
  one.latest().drained("");
  return one;
}

/** The clock goes on, and no timer runs. */
const sleepFor = (ms: number): void => void vi.setSystemTime(Date.now() + ms);
const stubVisibility = (visibilityState: string): void => {
  vi.stubGlobal("document", { visibilityState });
  page.fire("visibilitychange");
};
const stubOnline = (onLine: boolean): void => {
  vi.stubGlobal("navigator", { onLine });
  page.fire(onLine ? "online" : "offline");
};

test("after sleep, a stream that is not heard is opened again", async () => {
  const { streams } = await opened();
  vi.advanceTimersByTime(60_000);
  sleepFor(600_000);
  vi.advanceTimersByTime(30_000);
  vi.advanceTimersByTime(100);
  expect(streams).toHaveLength(2);
});

test("a wait that the server asked for outlives a pause of the page, and its leaving", async () => {
  const { streams, latest } = await opened({ pause: { hidden: 0 } });
  await latest().failed(new SseHttpError(503, "/", 60_000));
  for (const away of [() => stubVisibility("hidden"), () => page.fire("pagehide")]) {
    away();
    vi.advanceTimersByTime(1000);
    stubVisibility("visible");
    page.fire("pageshow");
    vi.advanceTimersByTime(1000);
    expect(streams).toHaveLength(1);
  }
  vi.advanceTimersByTime(57_000);
  expect(streams).toHaveLength(2);
});

test("that the page has loaded cuts no wait short; that it is back does", async () => {
  const { streams, latest } = await opened({ retry: { min: 8000, max: 8000 } });
  await latest().failed(new SseHttpError(503, "/"));
  page.fire("pageshow");
  expect(streams).toHaveLength(1);
  page.fire("pagehide");
  page.fire("pageshow");
  expect(streams).toHaveLength(2);
});

test("after sleep, an attempt that hangs is abandoned", async () => {
  const { streams, latest } = await opened({ connectTimeout: 3_600_000 });
  await latest().failed(new SseNetworkError("/"));
  vi.advanceTimersByTime(10);
  expect(streams).toHaveLength(2);
  sleepFor(600_000);
  vi.advanceTimersByTime(30_100);
  expect(streams).toHaveLength(3);
});

test("after sleep, a stream that is heard again is left alone", async () => {
  const { streams, latest } = await opened();
  sleepFor(600_000);
  vi.advanceTimersByTime(30_000);
  vi.advanceTimersByTime(50);
  latest().arrived();
  latest().drained("");
  vi.advanceTimersByTime(1000);
  expect(streams).toHaveLength(1);
});

test("a wait that the server asked for goes on after sleep, until its time has come", async () => {
  const { streams, latest } = await opened();
  await latest().failed(new SseHttpError(503, "/", 3_600_000));
  sleepFor(600_000);
  vi.advanceTimersByTime(31_000);
  expect(streams).toHaveLength(1);
  sleepFor(3_000_000);
  vi.advanceTimersByTime(31_000);
  expect(streams).toHaveLength(2);
});

test("a change of network opens a stream again that was not heard since", async () => {
  const { streams, latest } = await opened();
  sleepFor(10);
  stubOnline(false);
  sleepFor(10);
  stubOnline(true);
  vi.advanceTimersByTime(100);
  expect(streams).toHaveLength(2);
  latest().opened();
  stubOnline(false);
  sleepFor(10);
  latest().arrived();
  latest().drained("");
  stubOnline(true);
  vi.advanceTimersByTime(100);
  expect(streams).toHaveLength(2);
  // A browser may tell of a new network without the loss of the old one.
  sleepFor(10);
  page.fire("online");
  vi.advanceTimersByTime(100);
  expect(streams).toHaveLength(3);
});

test("time offline is no failure: attempts wait, and do not count", async () => {
  const { streams, states, sink, latest } = await opened({ attempts: 2 });
  stubOnline(false);
  await latest().failed(new SseNetworkError("/"));
  vi.advanceTimersByTime(29_000);
  expect(streams).toHaveLength(1);
  // The browser may be wrong about being offline, and never say otherwise.
  vi.advanceTimersByTime(1000);
  expect(streams).toHaveLength(2);
  await latest().failed(new SseTimeoutError("/", "connectTimeout", 1));
  vi.advanceTimersByTime(1000);
  expect(streams).toHaveLength(2);
  expect(sink.status.failures).toBe(0);
  stubOnline(true);
  expect(streams).toHaveLength(3);
  expect(states.at(-1)).toBe("connecting");
});

test("a wait that ends offline goes on until the page is online", async () => {
  const { streams, latest } = await opened();
  await latest().failed(new SseNetworkError("/"));
  stubOnline(false);
  vi.advanceTimersByTime(20_000);
  expect(streams).toHaveLength(1);
  stubOnline(true);
  expect(streams).toHaveLength(2);
});

test("hiding a page and showing it again leaves its streams alone, but for what `idle` says", async () => {
  const { streams } = await opened();
  const { streams: watched } = await opened({ idle: 60_000 });
  stubVisibility("hidden");
  sleepFor(70_000);
  stubVisibility("visible");
  vi.advanceTimersByTime(200);
  expect(streams).toHaveLength(1);
  expect(watched).toHaveLength(2);
});

test("on iOS, becoming visible is always a check", async () => {
  vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", maxTouchPoints: 5 });
  const { streams } = await opened();
  stubVisibility("hidden");
  sleepFor(1000);
  stubVisibility("visible");
  vi.advanceTimersByTime(100);
  expect(streams).toHaveLength(2);
});

test("pause:hidden waits for five seconds, or as long as it says, so that flipping through tabs costs nothing", async () => {
  const { states } = await opened({ pause: "hidden" });
  const { states: sooner } = await opened({ pause: { hidden: 1000 } });
  stubVisibility("hidden");
  vi.advanceTimersByTime(999);
  expect(sooner.at(-1)).toBe("open");
  vi.advanceTimersByTime(1);
  expect(sooner.at(-1)).toBe("idle");
  vi.advanceTimersByTime(3999);
  expect(states.at(-1)).toBe("open");
  stubVisibility("visible");
  expect(sooner.at(-1)).toBe("connecting");
  vi.advanceTimersByTime(60_000);
  expect(states.at(-1)).toBe("open");
  stubVisibility("hidden");
  vi.advanceTimersByTime(5000);
  expect(states.at(-1)).toBe("idle");
});

test.each(["focus", "pointerdown", "pointermove", "keydown", "click", "input", "online", "visibilitychange"])(
  "a `pagehide` that led nowhere ends at the next sign of life: %s",
  async (sign) => {
    const { streams, states } = await opened();
    page.fire("pagehide");
    expect(states.at(-1)).toBe("idle");
    vi.advanceTimersByTime(60_000);
    expect(streams).toHaveLength(1);
    page.fire(sign);
    expect(streams).toHaveLength(2);
  },
);

test("a `pagehide` that led nowhere ends with reconnect(), and with a new source", async () => {
  const { streams, feed } = await opened();
  page.fire("pagehide");
  feed.reconnect();
  expect(streams).toHaveLength(2);
  page.fire("pagehide");
  await opened();
  expect(streams).toHaveLength(3);
});

test("what a page that is being left does to its streams is no error, and one that stays opens them again", async () => {
  const { streams, states, sink, latest } = await opened({ attempts: 1 });
  page.fire("beforeunload");
  await latest().failed(new Error("cancelled"));
  expect(states.at(-1)).toBe("waiting");
  expect(sink.status.failures).toBe(0);
  vi.advanceTimersByTime(1000);
  expect(streams).toHaveLength(2);
  vi.advanceTimersByTime(10_000);
  await latest().failed(new Error("the server's own"));
  expect(states.at(-1)).toBe("attempts");
});

test("a native stream may die without an event when a page is not left after all", async () => {
  const { streams } = await opened({}, "eventsource");
  const { streams: others } = await opened();
  page.fire("beforeunload");
  vi.advanceTimersByTime(999);
  expect(streams).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(streams).toHaveLength(2);
  expect(others).toHaveLength(1);
});

test("a wait that the server asked for is over when the stream has opened all the same", async () => {
  const { states, feed, latest } = await opened();
  await latest().failed(new SseHttpError(503, "/", 600_000));
  feed.reconnect();
  latest().opened();
  page.fire("pagehide");
  page.fire("pageshow");
  expect(states.slice(-2)).toEqual(["idle", "connecting"]);
});
