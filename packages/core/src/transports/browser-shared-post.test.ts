import { expect, test } from "vitest";
import {
  SseContentTypeError,
  SseHttpError,
  SseLimitError,
  SseNetworkError,
  SseOriginError,
  SseTimeoutError,
} from "../errors.ts";
import { isPost, packDetail, unpackDetail } from "./browser-shared-post.ts";

const event = { type: "tick", data: "1", lastEventId: "", origin: "https://a.test" };
const news = { id: "", state: "open", failures: 0 };

test("what tabs say to each other is a post", () => {
  for (const said of [[], [event], news, { ...news, detail: {} }]) expect(isPost([1, 1, said])).toBe(true);
});

test("what makes no sense is no post", () => {
  const nonsense = [
    undefined,
    null,
    1,
    "term",
    {},
    [],
    [1],
    [1, null],
    [1, 1],
    ["1", news],
    [undefined, [event]],
    [1, {}],
  ];
  const halves = [
    { ...news, state: 1 },
    { ...news, id: null },
  ].map((said) => [1, 1, said]);
  const events = [null, {}, { ...event, data: 1 }, { ...event, type: undefined }].map((one) => [1, 1, [one]]);
  for (const data of [...nonsense, ...halves, ...events]) expect(isPost(data), JSON.stringify(data)).toBe(false);
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
    new SseContentTypeError("https://a.test/", null),
    new SseOriginError("https://a.test"),
  ]) {
    const come = unpackDetail(structuredClone(packDetail({ error: gone }))).error;
    expect(come).toBeInstanceOf(gone.constructor);
    expect(come?.message).toBe(gone.message);
  }
  expect(unpackDetail(packDetail({ reason: "ended" }))).toEqual({ reason: "ended" });
});
