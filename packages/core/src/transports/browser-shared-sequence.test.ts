import { beforeEach, expect, test } from "vitest";
import { SseHttpError } from "../errors.ts";
import type { ConnectionState, Message } from "../types.ts";
import { createSequence, type Sequence } from "./browser-shared-sequence.ts";
import type { FeedSink, FeedStatus } from "./feed.ts";

const message = (id: string, data = id): Message => ({ type: "message", data, lastEventId: id, origin: "" });
const messages = (...ids: string[]): Message[] => ids.map((id) => message(id));

let heard: string[];
let states: string[];
let gaps: string[];
let refusals: number;
let status: FeedStatus;
/** The tab's own stream, while it has one. */
let own: FeedSink | undefined;
let sequence: Sequence;

beforeEach(() => {
  heard = [];
  states = [];
  gaps = [];
  refusals = 0;
  own = undefined;
  status = {
    url: "",
    state: "idle" as ConnectionState,
    lastEventId: "",
    failures: 0,
    transport: "browser",
    lastHeard: 0,
  };
  const sink: FeedSink = {
    status,
    state: (state, detail) => void states.push(`${state} ${detail?.error?.code ?? ""}`.trim()),
    message: ({ data }) => void heard.push(data),
    batch: (deliver) => deliver(),
    gap: (gap) => void gaps.push(`${gap.position} ${gap.resumedAt}`),
    isObserved: () => false,
    notice() {},
    attempts: () => Infinity,
    request: () => undefined,
    names() {},
  };
  sequence = createSequence(
    sink,
    (ownSink) => ({
      start: () => void (own = ownSink),
      reconnect() {},
      close: () => void (own = undefined),
    }),
    () => void refusals++,
  );
});

test("who is new begins where the leader stands", () => {
  sequence.join("5", true);
  sequence.relay(messages("6", "7"));
  expect(heard).toEqual(["6", "7"]);
  expect(status.lastEventId).toBe("7");
});

test("what a new leader repeats is not heard again", () => {
  sequence.join("", true);
  sequence.relay(messages("1", "2", "3"));
  sequence.join("1", true);
  sequence.relay(messages("2"));
  sequence.join("2", false);
  sequence.relay(messages("3", "4"));
  expect(heard).toEqual(["1", "2", "3", "4"]);
  expect(own).toBeUndefined();
});

test("an ID that a server uses again later is a new event", () => {
  sequence.join("", true);
  sequence.relay(messages("1", "2"));
  sequence.join("1", true);
  sequence.relay(messages("2", "3"));
  sequence.relay(messages("1"));
  expect(heard).toEqual(["1", "2", "3", "1"]);
});

test("who is behind the leader catches up on a stream of its own, and falls in where both have come", () => {
  status.lastEventId = "3";
  sequence.join("6", true);
  expect(own?.status).toMatchObject({ lastEventId: "3", state: "idle" });
  sequence.relay(messages("7"));
  for (const next of messages("4", "5", "6")) own?.message(next);
  expect(own).toBeUndefined();
  sequence.relay(messages("8"));
  expect(heard).toEqual(["4", "5", "6", "7", "8"]);
});

test("it does not matter which of the two streams is first", () => {
  status.lastEventId = "3";
  sequence.join("4", true);
  for (const next of messages("5", "6")) own?.message(next);
  sequence.relay(messages("5"));
  expect(own).toBeDefined();
  sequence.relay(messages("6", "7"));
  expect(own).toBeUndefined();
  expect(heard).toEqual(["5", "6", "7"]);
});

test("who catches up hears of a change of leaders, and still misses nothing", () => {
  status.lastEventId = "1";
  sequence.join("5", true);
  sequence.relay(messages("6"));
  sequence.join("4", true);
  sequence.relay(messages("5", "6", "7"));
  for (const next of messages("2", "3", "4")) own?.message(next);
  sequence.relay(messages("8"));
  expect(heard).toEqual(["2", "3", "4", "5", "6", "7", "8"]);
});

test("news of the same leader during a catch-up is no event", () => {
  status.lastEventId = "3";
  sequence.join("", true);
  sequence.relay(messages("6"));
  sequence.join("6", false);
  sequence.relay(messages("7"));
  for (const next of messages("4", "5", "6")) own?.message(next);
  expect(own).toBeUndefined();
  expect(heard).toEqual(["4", "5", "6", "7"]);
});

test("news of a leader that has said no event yet moves the point where both meet", () => {
  status.lastEventId = "3";
  sequence.join("", true);
  sequence.join("5", false);
  for (const next of messages("4", "5")) own?.message(next);
  expect(own).toBeUndefined();
});

test.each([
  ["ahead of the one before", "8", messages("9")],
  ["behind the one before", "6", messages("7", "8", "9")],
  ["behind this tab", "1", messages("2", "3", "4", "5", "6", "7", "8", "9")],
  ["without a position", "", messages("8", "9")],
])("a leader that begins %s during a catch-up loses and doubles nothing", (_, begins, relayed) => {
  status.lastEventId = "3";
  sequence.join("5", true);
  sequence.relay(messages("6", "7"));
  sequence.join(begins, true);
  sequence.relay(relayed);
  for (const next of messages("4", "5", "6", "7", "8", "9")) own?.message(next);
  sequence.relay(messages("10"));
  expect(own).toBeUndefined();
  expect(heard).toEqual(["4", "5", "6", "7", "8", "9", "10"]);
  expect(gaps).toEqual([]);
});

test("of a leader that was not heard for a while, only what comes after is one sequence", () => {
  status.lastEventId = "3";
  sequence.join("5", true);
  sequence.relay(messages("6"));
  sequence.join("8", true);
  for (const next of messages("4", "5", "6", "7", "8")) own?.message(next);
  expect(heard).toEqual(["4", "5", "6", "7", "8"]);
  expect(own).toBeUndefined();
});

test("events without an ID of their own are heard once, whichever stream is first", () => {
  status.lastEventId = "3";
  sequence.join("4", true);
  for (const data of ["5a", "5b"]) own?.message(message("5", data));
  sequence.relay([message("5", "5a")]);
  expect(own).toBeDefined();
  sequence.relay([message("5", "5b"), message("5", "5c"), message("6")]);
  expect(own).toBeUndefined();
  expect(heard).toEqual(["5a", "5b", "5c", "6"]);
});

test("what is too much to wait for comes by the own stream", () => {
  const ids = Array.from({ length: 1500 }, (_, index) => String(index + 6));
  status.lastEventId = "3";
  sequence.join("5", true);
  sequence.relay(messages(...ids.slice(0, 700)));
  sequence.relay(messages(...ids.slice(700)));
  for (const next of messages("4", "5", ...ids)) own?.message(next);
  expect(own).toBeUndefined();
  expect(heard).toEqual(["4", "5", ...ids]);
});

test("a new leader without a position is behind nobody: what was missed meanwhile is caught up with", () => {
  sequence.join("", true);
  sequence.relay([message("", "hello"), ...messages("1", "2")]);
  sequence.join("", true);
  sequence.relay(messages("4"));
  for (const next of messages("3", "4")) own?.message(next);
  expect(heard).toEqual(["hello", "1", "2", "3", "4"]);
});

test("when the own stream is refused, and the leader is behind, nothing is missing and nothing comes twice", () => {
  status.lastEventId = "3";
  sequence.join("8", true);
  for (const next of messages("4", "5")) own?.message(next);
  sequence.join("4", true);
  own?.state("closed");
  sequence.relay(messages("5", "6"));
  expect(gaps).toEqual([]);
  expect(heard).toEqual(["4", "5", "6"]);
});

test("when the own stream is refused, what was relayed goes on, with a gap", () => {
  status.lastEventId = "1";
  sequence.join("5", true);
  expect(sequence.isBehind()).toBe(true);
  sequence.relay(messages("6", "7"));
  own?.state("waiting", { error: new SseHttpError(503, "/") });
  own?.state("closed");
  expect([own, sequence.isBehind(), refusals]).toEqual([undefined, false, 1]);
  expect(states).toEqual(["waiting http"]);
  expect(gaps).toEqual(["1 5"]);
  expect(heard).toEqual(["6", "7"]);
});

test("a stream without IDs is heard as it comes, whoever leads", () => {
  const plain = (data: string): Message => message("", data);
  sequence.join("", true);
  sequence.relay([plain("a")]);
  sequence.join("", true);
  sequence.relay([plain("b"), plain("b")]);
  expect(heard).toEqual(["a", "b", "b"]);
});
