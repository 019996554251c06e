/** Sources that share a stream make its requests together, and one that asks for something else has a stream of its own. */
import { type EventStream, eventually, faults } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, heard, modes, scriptTag, shows, site, tagsOf } from "./fixture.ts";

const { server, visit } = await site();
const quick = `<meta name="sse-config" content='{"retry": {"min": 1, "max": 20}}'>`;
const hosts = modes.map(([mode, sources]) => [mode, tagsOf(sources)] as const);

/** Two elements that ask for the same, with attributes of both. */
const pair = ({ path }: EventStream, attributes = ""): string =>
  ["a", "b"]
    .map((id) => `<p id="${id}" ${attributes} hx-sse="connect:${path} swap:x" hx-swap="beforeend"></p>`)
    .join("");
/** A listener of `htmx:sseConfigConnect` on the element of this ID. */
const listener = (id: string, body: string): string =>
  `<script>document.addEventListener("htmx:sseConfigConnect", ({ target, detail }) => { if (target.id === "${id}") { ${body} } });</script>`;

/** Breaks the stream, and waits until it is open again. */
async function again(stream: EventStream, attempts: number, connections = 1): Promise<void> {
  stream.drop();
  await stream.waitForAttempts(attempts);
  await stream.waitFor(connections);
}

test.each(hosts.flatMap(([host, scripts]) => ["a", "b"].map((id) => [host, id, scripts] as const)))(
  "%s: what a listener of %s alone writes is sent with every attempt",
  async (_, id, scripts) => {
    const stream = server.stream(fresh());
    const write = `detail.headers.Authorization = "T"; detail.url += "?tok=1"; detail.headers.Name = "5 €";`;
    const tab = await visit(pair(stream), { head: quick, scripts: listener(id, write) + scripts });
    await stream.waitFor(1);
    await again(stream, 2);
    await again(stream, 3);
    expect(stream.attempts.map(({ headers, url }) => [headers.authorization, url])).toEqual(
      [1, 2, 3].map(() => ["T", `${stream.path}?tok=1`]),
    );
    expect(new Set(stream.attempts.map(({ headers }) => headers["name"])).size).toBe(1);
    stream.send({ event: "x", data: "in" });
    await shows(tab, "#a", "in");
    await shows(tab, "#b", "in");
    expect(await tab.page.evaluate("sse.registry.connections.map(({ leases }) => leases)")).toEqual([2]);
    await tab.close();
  },
);

test("what each of two listeners writes after a wait is sent, whoever was faster, and whatever object it kept", async () => {
  const stream = server.stream(fresh());
  const later = (name: string, ms: number): string =>
    `const { headers } = detail;
    detail.waitUntil(new Promise((end) => setTimeout(end, ${ms})).then(() => { headers["X-${name}"] = "1"; }));`;
  for (const [first, second] of [
    [60, 20],
    [20, 60],
  ] as const) {
    const before = stream.attempts.length;
    const scripts = listener("a", later("A", first)) + listener("b", later("B", second)) + scriptTag;
    const tab = await visit(pair(stream), { head: quick, scripts });
    await stream.waitFor(1);
    await again(stream, before + 2);
    const sent = stream.attempts.slice(before).map(({ headers }) => [headers["x-a"], headers["x-b"]]);
    expect(sent).toEqual([
      ["1", "1"],
      ["1", "1"],
    ]);
    await tab.close();
    await stream.waitFor(0);
  }
});

test("the first 401 is asked again once for all, with what one of them writes", async () => {
  const stream = server.stream(fresh());
  stream.respondNext(faults.status(401));
  const write = `detail.headers.Authorization = detail.reason;`;
  const tab = await visit(pair(stream), { head: quick, scripts: listener("b", write) + scriptTag });
  await stream.waitFor(1);
  expect(stream.attempts.map(({ headers }) => headers.authorization)).toEqual(["first", "status 401"]);
  expect(await heard(tab, "htmx:sseError")).toEqual([]);
  await tab.close();
});

test.each(hosts)(
  "%s: one whose hx-headers changed has a stream of its own from the next attempt on",
  async (_, scripts) => {
    const stream = server.stream(fresh());
    const tab = await visit(pair(stream, `hx-headers='{"X-User": "1"}'`), { head: quick, scripts });
    await stream.waitFor(1);
    stream.send({ event: "x", data: "both", id: "1" });
    await shows(tab, "#b", "both");
    // Whoever comes first in the document is asked first.
    for (const [id, other] of [
      ["b", "a"],
      ["a", "b"],
    ] as const) {
      const before = stream.attempts.length;
      const user = id === "b" ? "2" : "3";
      await tab.page.evaluate(`document.getElementById("${id}").setAttribute("hx-headers", '{"X-User": "${user}"}')`);
      await again(stream, before + 2, 2);
      const users = stream.attempts.slice(before).map(({ headers }) => headers["x-user"]);
      expect(users.toSorted()).toEqual(id === "b" ? ["1", "2"] : ["2", "3"]);
      for (const each of [id, other]) await tab.page.locator(`#${each}[data-sse-state=open]`).waitFor();
    }
    expect(stream.attempts.slice(1).map(({ lastEventId }) => lastEventId)).toEqual(["1", "1", "1", "1"]);
    await tab.close();
  },
);

test("one that did not change is not taken along, and a new one does not join what asks for something else by now", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(pair(stream, `hx-headers='{"X-User": "1"}'`), { head: quick });
  await stream.waitFor(1);
  await tab.page.evaluate(`a.setAttribute("hx-headers", '{"X-User": "2"}')`);
  await again(stream, 3, 2);
  const users = () => stream.attempts.map(({ headers }) => headers["x-user"]);
  expect(users().slice(1).toSorted()).toEqual(["1", "2"]);
  await tab.page.evaluate(`b.remove(); document.body.insertAdjacentHTML("beforeend",
    '<p id="c" hx-headers=\\'{"X-User": "1"}\\' hx-sse="connect:${stream.path} swap:x"></p>')`);
  await stream.waitForAttempts(4);
  expect(users().at(-1)).toBe("1");
  await tab.close();
});

test("who inherits one and the same new value goes on together", async () => {
  const stream = server.stream(fresh());
  const body = `<main id="m" hx-headers='{"X-User": "1"}'>${pair(stream)}</main>`;
  const tab = await visit(body, { head: quick });
  await stream.waitFor(1);
  await tab.page.evaluate(`m.setAttribute("hx-headers", '{"X-User": "2"}')`);
  await again(stream, 2);
  expect(stream.attempts.map(({ headers }) => headers["x-user"])).toEqual(["1", "2"]);
  expect(await heard(tab, "htmx:sseClose")).toEqual([]);
  await tab.close();
});

test("positions in hx-headers make no other stream", async () => {
  const stream = server.stream(fresh());
  const one = (id: string): string =>
    `<p id="p${id}" hx-headers='{"Last-Event-ID": "${id}"}' hx-sse="connect:${stream.path} swap:x"></p>`;
  const tab = await visit(one("4") + one("7"), { head: quick });
  await stream.waitFor(1);
  await again(stream, 2);
  expect(stream.attempts.map(({ lastEventId }) => lastEventId)).toEqual(["4", "4"]);
  expect(await tab.page.evaluate("sse.registry.connections.map(({ leases }) => leases)")).toEqual([2]);
  await tab.close();
});

test.each([
  ["sse-connect", (url: string) => url],
  ["hx-sse", (url: string) => `connect:${url}`],
] as const)(
  "%s: of two that share a stream, a cursor that one moves on does not move the other's",
  async (name, write) => {
    const stream = server.stream(fresh());
    const at = (cursor: number): string => write(`${stream.path}?after=${cursor}`);
    const body = ["a", "b"].map((id) => `<div id="${id}" ${name}="${at(0)}"><p hx-sse="swap:x"></p></div>`).join("");
    const tab = await visit(body, { head: quick });
    await stream.waitFor(1);
    await tab.page.evaluate(`b.setAttribute("${name}", "${at(5)}")`);
    stream.send({ event: "x", data: "both" });
    await shows(tab, "#b p", "both");
    expect(stream.attempts).toHaveLength(1);
    await again(stream, 3, 2);
    const cursors = stream.attempts.slice(1).map(({ query }) => query.get("after"));
    expect(cursors.toSorted()).toEqual(["0", "5"]);
    await eventually(async () =>
      expect(await tab.page.evaluate("sse.registry.connections.map(({ leases }) => leases)")).toEqual([1, 1]),
    );
    await tab.close();
  },
);
