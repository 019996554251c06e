import { type EventStream, faults, startServer, type TestServer } from "@sse/testkit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PASSING } from "./held-back.ts";
import { createRegistry } from "./registry.ts";
import type { ConnectOptions, Registry } from "./types.ts";

vi.setConfig({ testTimeout: 30_000 });

let server: TestServer;
let registry: Registry;
let reported: string[] = [];

beforeEach(async () => {
  server = await startServer();
  reported = [];
  registry = createRegistry({ defaults: { retry: { min: 1, max: 20 } }, report: (error) => reported.push(`${error}`) });
});
afterEach(async () => {
  registry.dispose();
  await server.close();
});

/** A lease and the data it hears. */
function connect(path: string, options?: ConnectOptions) {
  const lease = registry.connect(server.url(path), options);
  const heard: string[] = [];
  lease.on("message", ({ data }) => void heard.push(data));
  return { lease, heard };
}
const until = (met: () => unknown) => vi.waitUntil(met, { timeout: 30_000, interval: 5 });

/** A stream that has sent so many events already. */
function history(path: string, count: number) {
  const stream = server.stream(path, { replay: "missed" });
  for (let number = 1; number <= count; number++) stream.send({ data: String(number) });
  return stream;
}

test("a stream starts from the position it is given, and later from the one it has heard", async () => {
  const stream = history("/events", 5);
  const { heard, lease } = connect("/events", { lastEventId: "3" });
  await until(() => heard.length === 2);
  expect(heard).toEqual(["4", "5"]);
  expect(lease.lastEventId).toBe("5");
  stream.drop();
  await stream.waitForAttempts(2);
  expect(stream.attempts.map(({ lastEventId }) => lastEventId)).toEqual(["3", "5"]);
});

test("sources of different positions share one request, from the earliest, and hear what is after their own", async () => {
  const stream = history("/events", 8);
  const leases = ["6", "3", "5", "", "8"].map((lastEventId) => connect("/events", lastEventId ? { lastEventId } : {}));
  await stream.waitFor(1);
  stream.send({ data: "9" });
  await until(() => leases.every(({ heard }) => heard.includes("9")));
  expect(stream.attempts.map(({ lastEventId }) => lastEventId)).toEqual(["3"]);
  expect(leases.map(({ heard }) => heard.join(""))).toEqual(["789", "456789", "6789", "456789", "9"]);
});

test("a source without a position, first, does not keep one with a position from what it asks for", async () => {
  const stream = history("/events", 4);
  const first = connect("/events");
  const second = connect("/events", { lastEventId: "2" });
  await until(() => second.heard.length === 2);
  expect(stream.attempts.map(({ lastEventId }) => lastEventId)).toEqual(["2"]);
  expect(first.lease.connection).toBe(second.lease.connection);
});

test("one that comes later and starts earlier takes the stream back; the others hear nothing twice", async () => {
  const stream = history("/events", 4);
  const first = connect("/events", { lastEventId: "2" });
  await until(() => first.heard.length === 2);
  const second = connect("/events", { lastEventId: "1" });
  await until(() => second.heard.length === 3);
  stream.send({ data: "5" });
  await until(() => second.heard.length === 4 && first.heard.length === 3);
  expect([first.heard, second.heard]).toEqual([
    ["3", "4", "5"],
    ["2", "3", "4", "5"],
  ]);
  expect(stream.opened.map(({ lastEventId }) => lastEventId)).toEqual(["2", "1"]);
  expect(stream.connections).toBe(1);
});

test("one that comes while the stream is behind hears nothing of what was heard before", async () => {
  const stream = server.stream("/events");
  const say = (...ids: number[]): void => ids.forEach((id) => stream.send({ id: `${id}`, data: `${id}` }));
  const first = connect("/events");
  await stream.waitFor(1);
  say(1, 2, 3, 4);
  await until(() => first.heard.length === 4);
  const second = connect("/events", { lastEventId: "1" });
  await until(() => stream.attempts.length === 2);
  await stream.waitFor(1);
  say(2);
  await until(() => second.heard.length === 1);
  const third = connect("/events");
  say(3, 4, 5, 6);
  await until(() => [first, second, third].every(({ heard }) => heard.at(-1) === "6"));
  expect([first, second, third].map(({ heard }) => heard.join())).toEqual(["1,2,3,4,5,6", "2,3,4,5,6", "5,6"]);
  // When it has come there again, whoever comes hears everything.
  const fourth = connect("/events");
  say(7);
  await until(() => fourth.heard.length === 1);
});

test("one that starts earlier and comes while a message is heard takes it from nobody", async () => {
  const stream = history("/events", 4);
  let late: ReturnType<typeof connect> | undefined;
  const first = connect("/events", { lastEventId: "2" });
  first.lease.on("message", ({ data }) => {
    if (data === "4") late ??= connect("/events", { lastEventId: "1" });
  });
  const others = [connect("/events", { lastEventId: "2" }), connect("/events", { lastEventId: "2" })];
  await until(() => late?.heard.includes("4"));
  stream.send({ data: "5" });
  await until(() => [first, ...others, late].every((each) => each?.heard.at(-1) === "5"));
  expect([first, ...others].map(({ heard }) => heard.join())).toEqual(["3,4,5", "3,4,5", "3,4,5"]);
  expect(late?.heard.join()).toBe("2,3,4,5");
});

test("one that is given back where another sends the stream back stands before what it has not heard", async () => {
  const stream = history("/events", 4);
  const first = connect("/events", { lastEventId: "2" });
  const stood: string[] = [];
  first.lease.on("message", ({ data }) => {
    if (data !== "4" || stood.length) return;
    connect("/events", { lastEventId: "1" });
    // Comes with a position ahead, and is not to hear this message.
    const ahead = connect("/events", { lastEventId: "9" });
    stood.push(first.lease.lastEventId, second.lease.lastEventId, ahead.lease.lastEventId);
    for (const { lease } of [second, ahead]) lease.release();
  });
  const second = connect("/events", { lastEventId: "2" });
  await until(() => stood.length);
  expect(stood).toEqual(["4", "3", "9"]);
  expect(second.lease.lastEventId).toBe("3");
  await until(() => stream.attempts.length === 2);
});

test("where a lease stands is before the message that it has not heard; what was before the message is known meanwhile", async () => {
  const stream = history("/events", 0);
  const first = connect("/events");
  const said: string[] = [];
  first.lease.on("message", ({ data }) => {
    if (data !== "2") return;
    said.push(first.lease.lastEventId, second.lease.lastEventId, first.lease.previousEventId);
    second.lease.release();
  });
  const second = connect("/events");
  await stream.waitFor(1);
  for (const data of ["1", "2", "3"]) stream.send({ data });
  await until(() => first.heard.length === 3);
  expect(said).toEqual(["2", "1", "1"]);
  expect([first, second].map(({ lease }) => lease.lastEventId)).toEqual(["3", "1"]);
  expect([first, second].map(({ lease }) => lease.previousEventId)).toEqual(["3", "1"]);
});

test("what comes when the last lease is given back while a message is heard, is not heard", async () => {
  const stream = server.stream("/events");
  const { heard, lease } = connect("/events");
  const { connection } = lease;
  lease.on("message", ({ data }) => {
    if (data === "2") lease.release();
  });
  await stream.waitFor(1);
  stream.write("id: 1\ndata: 1\n\nid: 2\ndata: 2\n\nid: 3\ndata: 3\n\n");
  await until(() => connection.state === "closed");
  expect([heard.join(), lease.lastEventId, connection.lastEventId]).toEqual(["1,2", "2", "2"]);
});

test("a stream that is taken back twice while nothing new comes tells nobody twice", async () => {
  const stream = history("/events", 10);
  const first = connect("/events", { lastEventId: "8" });
  await until(() => first.heard.length === 2);
  const second = connect("/events", { lastEventId: "5" });
  await until(() => second.heard.length === 5);
  const third = connect("/events", { lastEventId: "3" });
  await until(() => third.heard.length === 7);
  stream.send({ data: "11" });
  await until(() => [first, second, third].every(({ heard }) => heard.at(-1) === "11"));
  expect([first, second, third].map(({ heard }) => heard.join())).toEqual([
    "9,10,11",
    "6,7,8,9,10,11",
    "4,5,6,7,8,9,10,11",
  ]);
});

test("where the server has begun to count anew, nobody is held back, then or later", async () => {
  const stream = server.stream("/events");
  const first = connect("/events", { lastEventId: "50" });
  const second = connect("/events", { lastEventId: "100" });
  await stream.waitFor(1);
  for (const id of ["1", "2"]) stream.send({ data: id, id });
  await until(() => first.heard.length === 2 && second.heard.length === 2);
  // Like an element that is put back, with what it heard before the server was restarted.
  const third = connect("/events", { lastEventId: "30" });
  await stream.waitFor(2);
  stream.send({ data: "3", id: "3" });
  await until(() => [first, second, third].every(({ heard }) => heard.at(-1) === "3"));
  expect(second.heard).toEqual(["1", "2", "3"]);
});

test("what a server says before its first ID, and of one without IDs everything, all hear", async () => {
  const stream = server.stream("/events");
  const [first, second] = ["50", "100"].map((lastEventId) => connect("/events", { lastEventId }));
  await stream.waitFor(1);
  stream.write("data: hello\n\ndata: again\n\nid: 51\ndata: 51\n\ndata: after 51\n\nid: 101\ndata: 101\n\n");
  await until(() => second?.heard.at(-1) === "101");
  expect(first?.heard).toEqual(["hello", "again", "51", "after 51", "101"]);
  expect(second?.heard).toEqual(["hello", "again", "101"]);
});

test("a lease whose number the stream does not come by in time gets a stream of its own", async () => {
  const stream = server.stream("/events");
  const [first, second] = ["50", "100"].map((lastEventId) => connect("/events", { lastEventId }));
  await stream.waitFor(1);
  stream.send({ data: "60", id: "60" });
  await until(() => first?.heard.length === 1);
  await stream.waitFor(2);
  expect(stream.attempts.map(({ lastEventId }) => lastEventId)).toEqual(["50", "100"]);
  stream.send({ data: "61", id: "61" });
  await until(() => second?.heard.length === 1);
  expect(first?.heard).toEqual(["60", "61"]);
});

test("a gap lets everybody hear what comes", async () => {
  const stream = server.stream("/events", { headers: { "Last-Event-ID": "70" } });
  const [first, second] = ["50", "100"].map((lastEventId) => connect("/events", { lastEventId }));
  await stream.waitFor(1);
  stream.send({ data: "71", id: "71" });
  await until(() => first?.heard.length === 1 && second?.heard.length === 1);
});

test("one that is ahead of the stream hears nothing that it has rendered", async () => {
  const stream = history("/events", 1);
  const first = connect("/events", { lastEventId: "1" });
  await stream.waitFor(1);
  const second = connect("/events", { lastEventId: "3" });
  for (const data of ["2", "3", "4"]) stream.send({ data });
  await until(() => first.heard.length === 3 && second.heard.length === 1);
  expect(second.heard).toEqual(["4"]);
  expect(stream.attempts.length).toBe(1);
});

test("what has no ID and follows the position is heard", async () => {
  const stream = server.stream("/events");
  const first = connect("/events", { lastEventId: "1" });
  const second = connect("/events", { lastEventId: "2" });
  await stream.waitFor(1);
  stream.write("id: 2\ndata: two\n\ndata: after two\n\n");
  await until(() => first.heard.length === 2 && second.heard.length === 1);
  expect(second.heard).toEqual(["after two"]);
});

/** A stream that has sent events of these IDs, with data like them. */
function opaque(ids: readonly string[]) {
  const stream = server.stream("/events", { replay: "missed" });
  for (const id of ids) stream.send({ data: id, id });
  return stream;
}

test("of positions that cannot be compared, the first opens the stream; the others hear what comes after their own", async () => {
  const stream = opaque(["f0", "9c", "a7", "e1"]);
  const sources = ["f0", "a7", "a7", "9c"].map((lastEventId) => connect("/events", { lastEventId }));
  await until(() => sources[0]?.heard.length === 3);
  stream.send({ data: "00", id: "00" });
  await until(() => sources.every(({ heard }) => heard.at(-1) === "00"));
  expect(sources.map(({ heard }) => heard.join())).toEqual(["9c,a7,e1,00", "e1,00", "e1,00", "a7,e1,00"]);
  expect(stream.attempts.map(({ lastEventId }) => lastEventId)).toEqual(["f0"]);
  expect(registry.connections).toHaveLength(1);
});

test("a position that the stream does not come by, since it is an earlier one, gets a stream of its own", async () => {
  const stream = opaque(["f0", "9c", "a7"]);
  const [later, earlier, same] = ["9c", "f0", "f0"].map((lastEventId) => connect("/events", { lastEventId }));
  const states: string[] = [];
  earlier?.lease.onState(({ state }) => states.push(state));
  await until(() => later?.heard.length === 1);
  stream.send({ data: "00", id: "00" });
  await until(() => same?.heard.length === 3 && earlier?.heard.length === 3);
  expect([later, earlier, same].map((source) => source?.heard.join())).toEqual(["a7,00", "9c,a7,00", "9c,a7,00"]);
  expect(stream.attempts.map(({ lastEventId }) => lastEventId)).toEqual(["9c", "f0"]);
  expect(states).toEqual(["open", "connecting", "open"]);
  expect([earlier?.lease.connection.id, same?.lease.connection.id]).toEqual([2, 2]);
  for (const source of [later, earlier, same]) source?.lease.release();
  await stream.waitFor(0);
});

test("a lease that waits for its position and is given back, or closed, opens nothing and leaves no timer", async () => {
  const stream = opaque(["f0", "9c"]);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const [first, second, third] = ["9c", "f0", "f0"].map((lastEventId) => connect("/events", { lastEventId }));
    await vi.waitFor(() => expect(first?.lease.connection.state).toBe("open"));
    const before = vi.getTimerCount();
    second?.lease.release();
    expect(vi.getTimerCount()).toBe(before - 1);
    first?.lease.connection.close();
    expect(vi.getTimerCount()).toBe(0);
    expect([second?.lease.lastEventId, third?.lease.lastEventId]).toEqual(["f0", "f0"]);
  } finally {
    vi.useRealTimers();
  }
  await stream.waitFor(0);
  expect(registry.connections).toEqual([]);
});

test("where the stream stands already, a position that cannot be compared has a stream of its own", async () => {
  const stream = opaque(["f0", "9c"]);
  const { heard, lease } = connect("/events", { lastEventId: "f0" });
  await until(() => heard.length === 1);
  const late = ["9c", "f0", "f0"].map((lastEventId) => connect("/events", { lastEventId }).lease.connection.id);
  expect([lease.connection.id, ...late]).toEqual([1, 1, 2, 2]);
  await stream.waitFor(2);
});

test.each(["Last-Event-ID", "last-event-id"])("a header %s means the same, and is replaced later on", async (name) => {
  const stream = history("/events", 4);
  const headers = { [name]: "2", "X-More": "1" };
  const { heard, lease } = connect("/events", { headers });
  const other = connect("/events", { lastEventId: "3", headers: { "X-More": "1" } });
  await until(() => heard.length === 2 && other.heard.length === 1);
  expect(lease.connection).toBe(other.lease.connection);
  stream.drop();
  await stream.waitForAttempts(2);
  expect(stream.attempts.map(({ headers: sent }) => [sent["last-event-id"], sent["x-more"]])).toEqual([
    ["2", "1"],
    ["4", "1"],
  ]);
});

test("a lease that was given back says where it stood", async () => {
  const stream = history("/events", 3);
  const first = connect("/events", { lastEventId: "1" });
  const second = connect("/events", { lastEventId: "9" });
  await until(() => first.heard.length === 2);
  first.lease.release();
  second.lease.release();
  await stream.waitFor(0);
  expect([first.lease.lastEventId, second.lease.lastEventId]).toEqual(["3", "9"]);
});

test("a listener that releases its lease takes the message from none of its others, and the position is behind it", async () => {
  const stream = server.stream("/events", { replay: "missed" });
  const { lease, heard } = connect("/events");
  const others: string[] = [];
  lease.on("message", ({ data }) => {
    if (data === "2") lease.release();
  });
  lease.on("message", ({ data }) => {
    others.push(data);
    if (data === "2") throw new Error("one that throws");
  });
  lease.on("message", async ({ data }) => {
    if (data === "2") throw new Error("one that rejects");
  });
  lease.on("message", ({ data }) => void others.push(data));
  await stream.waitFor(1);
  for (const data of ["1", "2", "3"]) stream.send({ data });
  await stream.waitFor(0);
  expect(heard).toEqual(["1", "2"]);
  expect(others).toEqual(["1", "1", "2", "2"]);
  expect(lease.lastEventId).toBe("2");
  expect(reported).toEqual(["Error: one that throws", "Error: one that rejects"]);
});

test("who comes while all who were asked refuse an attempt is asked, too", async () => {
  const stream = server.stream("/events");
  const asked: string[] = [];
  let decide = (): void => {};
  const first = registry.connect(server.url("/events"), {
    prepare: async () => {
      asked.push("first");
      await new Promise<void>((done) => (decide = done));
      return "cancel" as const;
    },
  });
  await until(() => asked.length === 1);
  const second = registry.connect(server.url("/events"), { prepare: () => void asked.push("second") });
  decide();
  await until(() => asked.length === 3);
  decide();
  await stream.waitFor(1);
  expect([asked, second.connection.state, first.connection === second.connection]).toEqual([
    ["first", "first", "second"],
    expect.stringMatching(/connecting|open/),
    true,
  ]);
});

test("a lease that waited for its position stays where the stream has come to it by an ID alone", async () => {
  const stream = server.stream("/events");
  const [first, second] = ["5", "9"].map((lastEventId) => connect("/events", { lastEventId }));
  const states: string[] = [];
  second?.lease.onState(({ state, reason }) => states.push(`${state} ${reason ?? ""}`.trim()));
  await stream.waitFor(1);
  stream.write("id: 6\ndata: 6\n\nid: 9\n\n");
  await until(() => first?.heard.length === 1);
  // How long it is held back, and a little more.
  await new Promise((done) => setTimeout(done, PASSING + 200));
  expect([registry.connections.length, second?.lease.connection.leases]).toEqual([1, 2]);
  first?.lease.release();
  stream.drop();
  await stream.waitForAttempts(2);
  await stream.waitFor(1);
  stream.send({ data: "10", id: "10" });
  await until(() => second?.heard.length === 1);
  expect(second?.heard).toEqual(["10"]);
  expect(states.filter((state) => state.startsWith("closed"))).toEqual([]);
  second?.lease.release();
  await stream.waitFor(0);
});

test.each([
  ["registry.dispose()", () => registry.dispose()],
  ["connection.close()", () => registry.connections[0]?.close()],
  ["an answer that ends it (204)", (stream: EventStream) => (stream.respondNext(faults.status(204)), stream.drop())],
])("a lease that waited for its position opens nothing after %s", async (_, end) => {
  const stream = server.stream("/events");
  const [first, second] = ["50", "100"].map((lastEventId) => connect("/events", { lastEventId }));
  await stream.waitFor(1);
  stream.send({ data: "60", id: "60" });
  await until(() => first?.heard.length === 1);
  end(stream);
  await until(() => !registry.connections.length);
  const attempts = stream.attempts.length;
  await new Promise((done) => setTimeout(done, PASSING + 200));
  expect([registry.connections, stream.attempts.length]).toEqual([[], attempts]);
  expect(second?.lease.lastEventId).toBe("100");
});

test.each([
  ["3", "456789", 2],
  ["6", "789", 2],
  ["7", "89", 1],
  ["8", "9", 1],
  ["12", "", 1],
])(
  "one that comes just before a message is routed, and stands at %s, hears what comes after that, once",
  async (position, expected, attempts) => {
    registry.dispose();
    let come: (() => void) | undefined;
    registry = createRegistry({ defaults: { retry: { min: 1, max: 20 } }, beforeMessage: () => come?.() });
    const stream = history("/events", 2);
    const first = connect("/events", { lastEventId: "2" });
    let second: ReturnType<typeof connect> | undefined;
    await stream.waitFor(1);
    for (let number = 3; number < 8; number++) stream.send({ data: `${number}` });
    await until(() => first.heard.length === 5);
    come = () => {
      come = undefined;
      second = connect("/events", { lastEventId: position });
    };
    stream.send({ data: "8" });
    await stream.waitForAttempts(attempts);
    stream.send({ data: "9" });
    await until(() => first.heard.length === 7 && second?.heard.length === expected.length);
    expect([first.heard.join(""), second?.heard.join("")]).toEqual(["3456789", expected]);
    expect(stream.attempts).toHaveLength(attempts);
  },
);

test("one that comes just before a message is routed, and goes again at once, has not heard it", async () => {
  registry.dispose();
  let come: (() => void) | undefined;
  registry = createRegistry({ defaults: { retry: { min: 1, max: 20 } }, beforeMessage: () => come?.() });
  const stream = history("/events", 2);
  const first = connect("/events", { lastEventId: "2" });
  await stream.waitFor(1);
  stream.send({ data: "3" });
  await until(() => first.heard.length === 1);
  const positions: string[] = [];
  const heard: string[] = [];
  come = () => {
    come = undefined;
    let position = "3";
    for (let times = 0; times < 2; times++) {
      const { lease } = connect("/events", { lastEventId: position });
      lease.release();
      positions.push((position = lease.lastEventId));
    }
    const lease = registry.connect(server.url("/events"), { lastEventId: position });
    lease.on("message", () => lease.release());
    lease.on("message", ({ data }) => void heard.push(data));
  };
  stream.send({ data: "4" });
  stream.send({ data: "5" });
  await until(() => first.heard.length === 3);
  expect([positions.join(), first.heard.join(""), heard.join("")]).toEqual(["3,3", "345", "4"]);
  expect(stream.attempts).toHaveLength(1);
});

test("one that comes just before a message is routed, where positions cannot be compared, shares the stream", async () => {
  registry.dispose();
  let come: (() => void) | undefined;
  registry = createRegistry({ defaults: { retry: { min: 1, max: 20 } }, beforeMessage: () => come?.() });
  const stream = server.stream("/opaque", { replay: "missed" });
  const first = connect("/opaque");
  await stream.waitFor(1);
  stream.send({ id: "a", data: "1" });
  await until(() => first.heard.length === 1);
  let second: ReturnType<typeof connect> | undefined;
  come = () => {
    come = undefined;
    first.lease.release();
    second = connect("/opaque", { lastEventId: first.lease.lastEventId });
  };
  stream.send({ id: "b", data: "2" });
  stream.send({ id: "c", data: "3" });
  await until(() => second?.heard.length === 2);
  expect([first.heard.join(""), second?.heard.join(""), stream.attempts.length]).toEqual(["1", "23", 1]);
});

test("whoever is asked before a message, and throws, costs no event and no stream, and is reported", async () => {
  registry.dispose();
  let isBroken = false;
  registry = createRegistry({
    defaults: { retry: { min: 1, max: 20 } },
    report: (error) => reported.push(`${error}`),
    beforeMessage() {
      if (isBroken) throw new Error("before");
    },
  });
  const stream = history("/events", 0);
  const { heard } = connect("/events");
  await stream.waitFor(1);
  isBroken = true;
  stream.send({ data: "1" });
  stream.send({ data: "2" });
  await until(() => heard.includes("2"));
  expect([heard.join(""), reported.join(), stream.attempts.length]).toEqual(["12", "Error: before,Error: before", 1]);
});
