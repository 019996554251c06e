import { expect, test } from "vitest";
import {
  SseContentTypeError,
  SseHttpError,
  SseLimitError,
  SseNetworkError,
  SseOriginError,
  SseTimeoutError,
} from "../errors.ts";
import { isNews, packDetail, unpackDetail } from "./browser-shared-post.ts";

test("news has a state; messages, and what makes no sense, have none", () => {
  expect(isNews({ id: "", state: "open", failures: 0, detail: {} })).toBe(true);
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
