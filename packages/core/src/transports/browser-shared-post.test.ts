import { expect, test } from "vitest";
import { SseHttpError, SseNetworkError } from "../errors.ts";
import { packDetail, readPost, unpackDetail } from "./browser-shared-post.ts";

const event = { type: "tick", data: "1", lastEventId: "", origin: "https://a.test" };
const news = { term: 1, id: "", state: "open", failures: 0, detail: {} };

test("what tabs say to each other is read as it is", () => {
  for (const post of [{ ask: "news" }, { ask: "reconnect" }, { term: 1, events: [event] }, news]) {
    expect(readPost(post)).toBe(post);
  }
});

test("what makes no sense is not read", () => {
  const nonsense = [undefined, null, 1, "term", [], {}, { ask: 1 }, { term: "1", events: [] }, { events: [event] }];
  const halves = [{ term: 1 }, { ...news, state: 1 }, { ...news, id: null }, { ...news, detail: undefined }];
  const events = [null, {}, { ...event, data: 1 }, { ...event, type: undefined }].map((one) => ({
    term: 1,
    events: [one],
  }));
  for (const post of [...nonsense, ...halves, ...events]) expect(readPost(post), JSON.stringify(post)).toBeUndefined();
});

test("an error keeps its class, and what it knows, on its way to another tab", () => {
  const sent = structuredClone(packDetail({ error: new SseHttpError(503, "https://a.test/", 5000), retryIn: 7 }));
  const { error, retryIn } = unpackDetail(sent);
  expect(error).toBeInstanceOf(SseHttpError);
  expect(error).toMatchObject({ status: 503, url: "https://a.test/", code: "http", retryAfter: 5000 });
  expect(error?.message).toContain("503");
  expect(retryIn).toBe(7);
  expect(unpackDetail(structuredClone(packDetail({ error: new SseNetworkError("https://a.test/") }))).error?.code).toBe(
    "network",
  );
  expect(unpackDetail(packDetail({ reason: "ended" }))).toEqual({ reason: "ended" });
});
