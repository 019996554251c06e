import { expect, test, vi } from "vitest";
import {
  SseContentTypeError,
  SseHttpError,
  SseLimitError,
  SseNetworkError,
  SseOriginError,
  SseTimeoutError,
} from "../errors.ts";
import { isNews, isPost, packDetail, unpackDetail } from "./browser-shared-post.ts";

test("news has a state; messages, and what makes no sense, have none", () => {
  expect(isNews({ id: "", state: "open", detail: {} })).toBe(true);
  for (const said of [undefined, null, [], {}, [{ state: "open" }], { state: 1 }, { state: {} }]) {
    expect(isNews(said as never), JSON.stringify(said)).toBe(false);
  }
});

test("an error keeps its class, and what it knows, on its way to another tab", () => {
  const sent = structuredClone(packDetail({ error: new SseHttpError(503, "https://a.test/", 5000), retryIn: 7 }));
  const { error, retryIn } = unpackDetail(sent);
  expect(error).toBeInstanceOf(SseHttpError);
  expect(error).toMatchObject({ status: 503, url: "https://a.test/", code: "http", retryAfter: 5000 });
  expect(error?.message).toContain("503");
  expect(retryIn).toBe(7);
  for (const gone of [
    new SseNetworkError("https://a.test/", () => "a cause that cannot be cloned"),
    new SseTimeoutError("https://a.test/", "idle", 5),
    new SseLimitError(5),
    new SseContentTypeError("https://a.test/", ""),
    new SseOriginError("https://a.test"),
  ]) {
    const come = unpackDetail(structuredClone(packDetail({ error: gone }))).error;
    expect(come).toBeInstanceOf(gone.constructor);
    expect(come?.message).toBe(gone.message);
  }
  expect(unpackDetail(packDetail({ reason: "ended" }))).toEqual({ reason: "ended" });
  // News of another make may have none.
  expect(unpackDetail(undefined)).toEqual({});
});

test("a post has a term of about now, a serial, and messages, news or a gap of the right types; all else is none", () => {
  const now = Date.now();
  const message = { type: "x", data: "1", lastEventId: "7", origin: "https://a.test" };
  const news = { id: "7", state: "open", detail: {} };
  for (const said of [[], [message], news]) expect(isPost([now, 1, said]), JSON.stringify(said)).toBe(true);
  for (const term of [NaN, Infinity, 1e300, now + 1e9, "1", null])
    expect(isPost([term, 1, [message]]), `${term}`).toBe(false);
  for (const serial of [NaN, 1.5, Infinity, "1"]) expect(isPost([now, serial, [message]]), `${serial}`).toBe(false);
  const bad = [
    { state: "happy" },
    { state: "__proto__" },
    { id: "a\nb" },
    { id: "a\0b" },
    { id: "x".repeat(5000) },
    { id: 7 },
  ];
  for (const part of bad) expect(isPost([now, 1, { ...news, ...part }]), JSON.stringify(part)).toBe(false);
  for (const part of [
    { type: 1 },
    { data: {} },
    { lastEventId: "\r" },
    { lastEventId: "x".repeat(5000) },
    { origin: null },
  ])
    expect(isPost([now, 1, [message, { ...message, ...part }]]), JSON.stringify(part)).toBe(false);
  for (const data of [null, 1, "x", {}, [], [now], [now, 1], [now, 1, null], [now, 1, "news"], new Map()])
    expect(isPost(data)).toBe(false);
});

test("of a step, a post tells what a step has, and nothing else", () => {
  const forged = { state: "closed", previous: "open", attempt: 5, retryIn: "long", reason: {}, error: { code: "?" } };
  expect(unpackDetail(forged as never)).toEqual({});
});

test("a clock that is set back makes no known post one of the far future", () => {
  const now = Date.now();
  expect(isPost([now, 1, []])).toBe(true);
  vi.setSystemTime(now - 3_600_000);
  expect(isPost([now + 1, 2, []])).toBe(true);
  vi.useRealTimers();
});
