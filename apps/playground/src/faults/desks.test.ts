import { expect, test, vi } from "vitest";
import { heardStream } from "../../test/heard-stream.ts";
import { createDesks } from "./desks.ts";

test("keys cannot be guessed, and what is no key opens no desk", () => {
  const desks = createDesks();
  expect(desks.newKey()).toMatch(/^[0-9a-f]{32}$/);
  expect(desks.newKey()).not.toBe(desks.newKey());
  for (const key of ["", "1", "../../etc", "g".repeat(32)]) expect(desks.desk(key)).toBeUndefined();
});

test("a fault touches the desk of its key and no other", () => {
  const desks = createDesks();
  const [mine, theirs] = [desks.desk(desks.newKey()), desks.desk(desks.newKey())];
  const [my, their] = [heardStream(), heardStream()];
  mine?.serve(my);
  theirs?.serve(their);
  expect(mine?.inflict("drop")).toBeUndefined();
  expect([mine?.readers, theirs?.readers]).toEqual([0, 1]);
  mine?.inflict("refuse");
  expect([mine?.greet(), theirs?.greet()]).toEqual(["unavailable", "stream"]);
});

test("a fault for a key that nobody uses makes no desk", () => {
  const desks = createDesks();
  expect(desks.known(desks.newKey())).toBeUndefined();
});

test("desks are bounded: an idle one makes way, one in use never does", () => {
  const desks = createDesks();
  const key = desks.newKey();
  const desk = desks.desk(key);
  desk?.serve(heardStream());
  for (let count = 0; count < 600; count++) desks.desk(desks.newKey());
  expect(desks.known(key)).toBe(desk);
  for (let count = 0; count < 600; count++) desks.desk(desks.newKey())?.serve(heardStream());
  expect(desks.desk(desks.newKey())).toBeUndefined();
});

test("a restart forgets all that the desk kept, answers nobody for a while, and goes on from the reader's id", () => {
  vi.useFakeTimers();
  try {
    const desks = createDesks();
    const key = desks.newKey();
    const before = heardStream();
    desks.desk(key)?.serve(before);
    desks.desk(key)?.inflict("half-open");
    expect(desks.restart(key)).toBeUndefined();
    expect(before.closed).toBe(true);
    expect(desks.known(key)?.greet()).toBe("unreachable");
    expect(desks.restart(key)).toContain("not connected");
    vi.advanceTimersByTime(3000);
    expect(desks.known(key)?.greet()).toBe("stream");
    const after = heardStream("4711");
    desks.known(key)?.serve(after);
    vi.advanceTimersByTime(250);
    desks.known(key)?.inflict("flood");
    expect(after.written).toMatch(/^event: number\nid: 4712\n/);
    expect(after.written).toContain("id: 14712\n");
  } finally {
    vi.useRealTimers();
  }
});

test("nobody restarts a desk that nobody uses, nor another's", () => {
  const desks = createDesks();
  const [mine, theirs] = [desks.newKey(), desks.newKey()];
  const their = heardStream();
  desks.desk(theirs)?.serve(their);
  expect(desks.restart(mine)).toContain("not connected");
  desks.desk(mine)?.serve(heardStream());
  expect(desks.restart(mine)).toBeUndefined();
  expect([their.closed, desks.known(theirs)?.greet()]).toEqual([false, "stream"]);
});

test("a second flood has to wait for the first to run off", () => {
  const desk = createDesks().desk("0".repeat(32));
  desk?.serve(heardStream());
  expect(desk?.inflict("flood")).toBeUndefined();
  expect(desk?.inflict("flood")).toContain("Wait");
});
