import { beforeEach, expect, test } from "vitest";
import type { EventLog } from "../log/event-log.ts";
import { createMemoryLog } from "../log/memory-log.ts";
import { bounds } from "../playground.ts";
import { channelOf, createSpeech, historyEvent, historyMarkup, messageMarkup, roomName } from "./chat-room.ts";

let log: EventLog;
let say: ReturnType<typeof createSpeech>;
beforeEach(() => {
  log = createMemoryLog(bounds);
  say = createSpeech({ log, pace: 1 });
});

const said = async () => (await log.since(channelOf("harbour"))).entries;

test("markup in a message and in a name stays text", async () => {
  await say("harbour", "<b>Eve</b>", "<img src=x onerror=alert(1)>");
  const markup = historyMarkup(await said());
  expect(markup).toContain("&lt;img src=x onerror=alert(1)&gt;");
  expect(markup).toContain("&lt;b&gt;Eve&lt;/b&gt;");
});

test("each message has an id of its own on the page, and they are in order", async () => {
  for (const text of ["one", "two", "three"]) await say("harbour", "A", text);
  expect((await said()).map(messageMarkup).map((markup) => /id="([^"]*)"/.exec(markup)?.[1])).toEqual([
    "said-1",
    "said-2",
    "said-3",
  ]);
  expect(historyMarkup(await said())).toMatch(/one[^]*two[^]*three/);
});

test("a message that is sent twice with one key is said once", async () => {
  await say("harbour", "A", "once", "key");
  await say("harbour", "A", "once", "key");
  expect(await said()).toHaveLength(1);
});

test("a room that talks too fast is told to wait, and others are not", async () => {
  const answers = [];
  for (let count = 0; count < 30; count++) answers.push(await say("harbour", "A", "hello"));
  expect(answers[0]).toBeUndefined();
  expect(answers.at(-1)).toContain("Wait a second");
  expect(await say("lighthouse", "A", "hello")).toBeUndefined();
});

test("names and messages are cut to size, and nothing is said without a text", async () => {
  expect(await say("harbour", "A", " ")).toContain("nothing");
  await say("harbour", "n".repeat(500), "t".repeat(5000));
  expect(historyMarkup(await said()).length).toBeLessThan(700);
});

test("a history that is gone is replaced by what is left, be it nothing", async () => {
  await say("harbour", "A", "left");
  expect(historyEvent(await log.since(channelOf("harbour"), "1-1"))).toEqual({
    event: "reset",
    data: expect.stringContaining("left"),
  });
  expect(historyEvent({ entries: [], gap: true, position: "" }).data).not.toBe("");
});

test.each([
  ["Light House!", "light-house"],
  [undefined, "harbour"],
  ["<script>", "script"],
  ["--", "harbour"],
  ["x".repeat(99), "x".repeat(32)],
])("the room name %s becomes %s", (text, name) => {
  expect(roomName(text)).toBe(name);
});
