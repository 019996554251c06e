import { expect, test, vi } from "vitest";
import { SseOriginError, SseRequestError } from "./errors.ts";
import { type Prepare, prepareRequest, type RequestParts } from "./request.ts";

const { signal } = new AbortController();
const made = (parts: Partial<RequestParts>, ...prepares: Prepare[]) =>
  prepareRequest({ url: "http://host/a", ...parts }, prepares, "retry", signal);

test("plain parts make a request at once, without a fragment", () => {
  expect(made({ url: "http://host/a#b", headers: { X: "1" } })).toEqual({
    url: "http://host/a",
    headers: { X: "1" },
    body: undefined,
    isFresh: false,
  });
});

test("functions are called for each attempt, with its reason and its signal", () => {
  let calls = 0;
  const headers = vi.fn<(reason: string, given: AbortSignal) => Record<string, string>>(() => ({
    Authorization: `Bearer ${++calls}`,
  }));
  expect(made({ headers })).toMatchObject({ headers: { Authorization: "Bearer 1" }, isFresh: true });
  expect(made({ headers, url: () => new URL("http://host/b") })).toMatchObject({
    url: "http://host/b",
    headers: { Authorization: "Bearer 2" },
  });
  expect(headers).toHaveBeenLastCalledWith("retry", signal);
});

test("functions may be async", async () => {
  const request = made({ method: "POST", body: async () => "q", headers: async () => ({ X: "1" }) });
  expect(request).toBeInstanceOf(Promise);
  expect(await request).toMatchObject({ body: "q", headers: { X: "1" }, isFresh: true });
});

test("who prepares a request may change it, wait, and say that the next one may differ", async () => {
  const add: Prepare = ({ headers }) => {
    headers["X"] = "1";
  };
  const move: Prepare = async (request) => {
    request.url = "http://host/moved";
  };
  expect(made({}, add)).toMatchObject({ headers: { X: "1" }, isFresh: true });
  expect(await made({}, add, move)).toMatchObject({ url: "http://host/moved", headers: { X: "1" }, isFresh: true });
  expect(made({}, () => {})).toMatchObject({ isFresh: false });
  expect(made({}, () => "fresh")).toMatchObject({ isFresh: true });
});

test("an attempt that nobody wants is not made", async () => {
  expect(
    made(
      {},
      () => "cancel",
      () => "cancel",
    ),
  ).toBeUndefined();
  expect(await made({}, () => Promise.resolve("cancel" as const))).toBeUndefined();
  expect(
    made(
      {},
      () => "cancel",
      () => {},
    ),
  ).toBeDefined();
});

test("where one throws, what another promised is rejected unheard", async () => {
  const rejected = async () => {
    throw new Error("async");
  };
  const throwing = () => {
    throw new Error("sync");
  };
  // An unhandled rejection ends the run.
  await expect(made({ url: rejected, headers: throwing })).rejects.toMatchObject({ cause: { message: "sync" } });
  await expect(made({}, rejected, throwing)).rejects.toMatchObject({ cause: { message: "sync" } });
  await new Promise((resolve) => setTimeout(resolve));
});

test("the headers that were given stay as they are", () => {
  const headers = { X: "1" };
  void made({ headers }, (request) => {
    request.headers["X"] = "2";
  });
  expect(headers).toEqual({ X: "1" });
});

test.each<[string, Partial<RequestParts>, Prepare[]]>([
  ["a function that throws", { headers: () => Promise.reject(new Error("no token")) }, []],
  [
    "a function that throws at once",
    {
      headers: () => {
        throw new Error("no token");
      },
    },
    [],
  ],
  ["a header that does not exist", { headers: () => ({ "no header": "1" }) }, []],
  ["a URL that does not parse", { url: () => "http://" }, []],
  ["a URL that is not http", { url: () => "data:text/event-stream," }, []],
  ["a listener that throws", {}, [() => Promise.reject(new Error("no"))]],
])("%s is an error that says so, and never throws", async (_, parts, prepares) => {
  await expect(made(parts, ...prepares)).rejects.toBeInstanceOf(SseRequestError);
});

test("no request goes to an origin that is not allowed", async () => {
  const allowOrigins = ["http://host"];
  await expect(made({ url: () => "http://other/", allowOrigins })).rejects.toBeInstanceOf(SseOriginError);
  expect(made({ url: () => "http://host/", allowOrigins })).toMatchObject({ url: "http://host/" });
});
