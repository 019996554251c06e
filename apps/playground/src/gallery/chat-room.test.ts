import { expect, test } from "vitest";
import { heardStream } from "../../test/heard-stream.ts";
import { type ChatRoom, createChatRooms, roomName } from "./chat-room.ts";

function open(name = "harbour"): ChatRoom {
  const room = createChatRooms().room(name);
  if (!room) throw new Error("No room");
  return room;
}

test("markup in a message and in a name stays text", () => {
  const room = open();
  const stream = heardStream();
  room.join(stream);
  room.say("<b>Eve</b>", "<img src=x onerror=alert(1)>");
  expect(stream.events[0]?.data).toContain("&lt;img src=x onerror=alert(1)&gt;");
  expect(stream.events[0]?.data).toContain("&lt;b&gt;Eve&lt;/b&gt;");
});

test("who comes back gets what was missed, who is new gets the history", () => {
  const room = open();
  for (const text of ["one", "two", "three"]) room.say("A", text);
  const back = heardStream("1");
  room.join(back);
  expect(back.events.map(({ id }) => id)).toEqual(["2", "3"]);
  const fresh = heardStream();
  room.join(fresh);
  expect(fresh.events.map(({ id }) => id)).toEqual(["1", "2", "3"]);
});

test("who read the history on the page gets what follows it, and an id of one's own goes first", () => {
  const room = open();
  for (const text of ["one", "two", "three"]) room.say("A", text);
  expect(room.history.last).toBe(3);
  expect(room.history.markup).toMatch(/one[^]*two[^]*three/);
  const reader = heardStream();
  room.join(reader, 2);
  expect(reader.events.map(({ id }) => id)).toEqual(["3"]);
  const back = heardStream("1");
  room.join(back, 2);
  expect(back.events.map(({ id }) => id)).toEqual(["2", "3"]);
});

test("looking at a room opens none", () => {
  const rooms = createChatRooms();
  expect(rooms.open("harbour")).toBeUndefined();
  const room = rooms.room("harbour");
  expect(rooms.open("harbour")).toBe(room);
});

test("an id from before the server was started brings the history, not silence", () => {
  const room = open();
  room.say("A", "one");
  const stream = heardStream("900");
  room.join(stream);
  expect(stream.events).toHaveLength(1);
});

test("a room that talks too fast is told to wait", () => {
  const room = open();
  const answers = Array.from({ length: 30 }, () => room.say("A", "hello"));
  expect(answers[0]).toBeUndefined();
  expect(answers.at(-1)).toContain("Wait a second");
});

test("names and messages are cut to size", () => {
  const room = open();
  const stream = heardStream();
  room.join(stream);
  room.say("n".repeat(500), "t".repeat(5000));
  expect(stream.events[0]?.data.length).toBeLessThan(700);
});

test("rooms are bounded: an empty one makes way, one with listeners never does", () => {
  const rooms = createChatRooms();
  rooms.room("kept")?.join(heardStream());
  for (let number = 0; number < 200; number++) rooms.room(`room-${number}`);
  rooms.room("kept")?.say("A", "still here");
  const late = heardStream();
  rooms.room("kept")?.join(late);
  expect(late.events).toHaveLength(1);
  const full = createChatRooms();
  for (let number = 0; number < 50; number++) full.room(`room-${number}`)?.join(heardStream());
  expect(full.room("one-more")).toBeUndefined();
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
