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
