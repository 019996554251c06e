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
/** Whether that one has said nothing yet. */
let isNew = false;
let sequence: Sequence;

beforeEach(begin);

function begin(): void {
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
      start() {
        own = ownSink;
        isNew = true;
      },
      reconnect() {},
      close: () => void (own = undefined),
    }),
    () => void refusals++,
  );
}

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

/** Numbers from 0 to 1, the same for the same seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 0x8000_0000) / 0x8000_0000;
}

test.each(["numbers", "opaque"])("however leaders, news and streams mix, every event is heard once: %s", (kind) => {
  const random = numbers(7);
  const upTo = (most: number): number => Math.floor(random() * most);
  const idOf = (each: number): string => (kind === "numbers" ? `${each}` : `u${(each * 7919) % 1009}`);
  const event = (each: number): Message => message(idOf(each), `${each}`);
  for (let round = 0; round < 3000; round++) {
    begin();
    let last = 1 + upTo(6);
    const start = 1 + upTo(last);
    status.lastEventId = idOf(start);
    /** Where the leader stands, and the own stream. */
    let relayed = 0;
    let said = 0;
    const lead = (): void => {
      // One that was not heard before has no position; it hears what comes from now on.
      const isBlank = random() < 0.1;
      relayed = isBlank ? last : Math.max(1, last - upTo(5));
      sequence.join(isBlank ? "" : idOf(relayed), true);
    };
    const relay = (count: number): void => {
      const events = Array.from({ length: Math.min(count, last - relayed) }, () => event(++relayed));
      if (events.length) sequence.relay(events);
    };
    const say = (): void => {
      if (!own) return;
      if (isNew) said = Number(heard.at(-1) ?? start);
      isNew = false;
      if (said < last) own.message(event(++said));
    };
    lead();
    for (let step = 0; step < 30; step++) {
      const which = random();
      if (which < 0.3) last++;
      else if (which < 0.55) relay(1 + upTo(3));
      else if (which < 0.63) sequence.join(idOf(relayed), false);
      else if (which < 0.7) lead();
      else say();
    }
    last += 3;
    for (let rest = last - relayed; rest > 0; rest--) relay(1);
    for (let step = 0; step < 99; step++) say();
    expect(heard).toEqual(Array.from({ length: last - start }, (_, index) => `${start + 1 + index}`));
  }
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
