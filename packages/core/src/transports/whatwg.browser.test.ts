import { type EngineName, engineName, faults, without } from "@sse/testkit";
import { expect, test } from "vitest";
import { startTabs } from "../../test/tabs.ts";

/** The name of a rule, the bytes that show it, and, where they matter, the pieces in which they arrive. */
type Rule = readonly [name: string, ...pieces: (string | Uint8Array)[]];

/** The last event of every rule, so that both readers know when they have heard all. */
const END = "event: end\ndata: end\n\n";

const utf8 = (text: string, from: number, to?: number): Uint8Array => new TextEncoder().encode(text).slice(from, to);

const RULES: readonly Rule[] = [
  ["line feeds end lines", "data: a\ndata: b\n\n"],
  ["carriage returns end lines", "data: a\rdata: b\r\r"],
  ["both together end one line", "data: a\r\ndata: b\r\n\r\n"],
  ["the three may be mixed", "data: a\rdata: b\ndata: c\r\n\ndata: d\n\r\ndata: e\r\n\r"],
  ["a line end may be cut in two", "data: a\r", "\ndata: b\r", "\n\r", "\ndata: c\n", "\n"],
  ["a carriage return at the end of a piece is a whole line end", "data: a\r", "data: b\r", "\r", "data: c\r\r"],
  ["a byte order mark at the start is taken away", "\uFEFFdata: a\n\n"],
  ["a byte order mark may come in pieces", utf8("\uFEFF", 0, 1), utf8("\uFEFF", 1), "data: a\n\n"],
  ["only one byte order mark is taken away", "\uFEFF\uFEFFdata: a\n\ndata: b\n\n"],
  ["a byte order mark elsewhere is text", "data: a\n\n\uFEFFdata: b\n\ndata: \uFEFFc\n\n"],
  ["a character may be cut in two", utf8("data: é\n\n", 0, 7), utf8("data: é\n\n", 7)],
  ["a pair of surrogates may be cut in four", ...[0, 1, 2, 3].map((at) => utf8("😀", at, at + 1)), "\ndata: 😀\n\n"],
  ["an emoji in data may be cut anywhere", "data: ", utf8("😀", 0, 1), utf8("😀", 1, 3), utf8("😀", 3), "\n\n"],
  ["bytes that are no UTF-8 become replacement characters", "data: ", Uint8Array.of(0xff, 0xc3, 0x28), "\n\n"],
  ["comments are ignored", ": hi\n\n:\n\n:data: x\n\ndata: a\n: in between\ndata: b\n\n"],
  ["data in several fields is joined by line feeds", "data: a\ndata:\ndata: b\n\n"],
  ["one leading space is taken away, and only one", "data:a\n\ndata: a\n\ndata:  a\n\ndata:\ta\n\n"],
  ["trailing spaces stay", "data: a \nevent: x \n\ndata: a\n\n"],
  ["a field without a colon has an empty value", "data\n\ndata\ndata\n\nevent\ndata: a\n\n"],
  ["later colons belong to the value", "data: a:b: c\nevent:a:b\n\ndata:: a\n\n"],
  ["field names are case-sensitive and not trimmed", "Data: a\n\nDATA: b\n\n data: c\n\ndata : d\n\ndata: e\n\n"],
  ["unknown fields are ignored", "foo: bar\ndata: a\nid2: 3\n\n"],
  ["an event without data is not dispatched", "event: x\n\nid: 7\n\ndata: a\n\n"],
  ["the name does not outlive an event without data", "event: x\n\ndata: a\n\n"],
  ["the name is that of the last event field", "event: x\nevent: y\ndata: a\n\nevent: x\nevent:\ndata: b\n\n"],
  ["an empty name is message", "event:\ndata: a\n\nevent: message\ndata: b\n\n"],
  ["the ID stays until another comes", "id: 1\ndata: a\n\ndata: b\n\nid: 2\ndata: c\n\n"],
  ["an empty ID takes the ID away", "id: 1\ndata: a\n\nid\ndata: b\n\nid: 2\ndata: c\n\nid:\ndata: d\n\n"],
  ["an ID with NUL is ignored", "id: 1\ndata: a\n\nid: 2\u00003\ndata: b\n\nid: \u0000\ndata: c\n\n"],
  ["the last of two IDs counts, unless it has a NUL", "id: 1\nid: 2\ndata: a\n\nid: 3\nid: \u0000\ndata: b\n\n"],
  ["an ID may be any text", "id:  é 😀 \ndata: a\n\nid: [object Object]\ndata: b\n\n"],
  ["NUL in data and names is text", "event: x\u0000\ndata: a\u0000b\n\n"],
  ["a retry of digits is no event", "retry: 5000\n\ndata: a\nretry: 5000\n\n"],
  ["a retry of anything else is ignored", "retry: -1\nretry: 1.5\nretry: 1e3\nretry: 5s\nretry: \nretry\ndata: a\n\n"],
  ["several empty lines are one", "\n\n\ndata: a\n\n\n\ndata: b\n\n\n"],
  ["names of object properties are names", "event: __proto__\ndata: a\n\nevent: constructor\ndata: b\n\n"],
  ["no line separators but the three", "data: a\u2028b\u0085c\u000bd\u000ce\n\n"],
  ["data may be long", `data: ${"x".repeat(200_000)}\n\n`],
  ["a field may come byte by byte", ...Array.from("id: 9\nevent: x\ndata: abc\n\n")],
];

/** What the end of a body, or the loss of it, leaves behind. */
const ENDINGS: readonly Rule[] = [
  ["an event that the body ends within is not dispatched", "data: a\n\ndata: b\n"],
  ["nor is one whose last line is not ended", "data: a\n\ndata: b"],
  ["nor one that ends with half a line end", "data: a\r\n\r\n", "data: b\r\n"],
  ["the ID of an event travels", "id: 1\ndata: a\n\n"],
  ["the ID of an event that never ended does not", "id: 1\ndata: a\n\nid: 2\ndata: b\n"],
  ["an ID without data travels", "id: 1\ndata: a\n\nid: 2\n\n"],
  ["an ID travels as UTF-8", "id: é😀\ndata: a\n\n"],
  ["an ID that was taken away does not travel", "id: 1\ndata: a\n\nid\ndata: b\n\n"],
];

/** Where an engine's own `EventSource` does otherwise than the standard says. */
const OTHERWISE: Readonly<Partial<Record<EngineName, readonly string[]>>> = {
  firefox: [
    "an event without data is not dispatched",
    "an ID with NUL is ignored",
    "the last of two IDs counts, unless it has a NUL",
    "NUL in data and names is text",
    "an ID without data travels",
  ],
  webkit: ["a byte order mark may come in pieces", "an ID without data travels"],
};
const deviating = (name: string) =>
  OTHERWISE[engineName()]?.includes(name)
    ? without(engineName(), "its own `EventSource`, with which we are compared, does not do as the standard says")
    : name === "an ID travels as UTF-8"
      ? without("webkit", "it encodes request headers of `fetch` once more: event IDs of ASCII travel as they are")
      : {};

const { server, open } = await startTabs();
const stream = server.stream("/events");
const { page } = await open(
  `import { createRegistry } from "@sse/core";
    const registry = createRegistry();
    const names = ["message", "end", "x", "y", "x ", "a:b", "x\\u0000", "__proto__", "constructor"];
    const plain = ({ type, data, lastEventId, origin }) => ({ type, data, lastEventId, origin });
    const hear = (begin) => new Promise((resolve) => {
      const events = [];
      const undo = begin(names, (event) => {
        events.push(plain(event));
        if (event.type === "end") setTimeout(() => resolve(events) ?? undo());
      });
    });
    globalThis.native = () => hear((names, heard) => {
      const source = new EventSource("/events");
      for (const name of names) source.addEventListener(name, heard);
      return () => source.close();
    });
    globalThis.ours = () => hear((names, heard) => {
      const lease = registry.connect("/events", { share: "none", transport: "fetch", retry: { min: 1, max: 1 } });
      for (const name of names) lease.on(name, heard);
      return () => lease.release();
    });
    globalThis.ready = true;`,
);
await page.waitForFunction("globalThis.ready");

const READERS = ["native()", "ours()"] as const;

for (const [name, ...pieces] of RULES) {
  test(`${name}`, deviating(name), async () => {
    stream.respond(faults.body([...pieces, END], { hold: true }));
    const [native, ours] = [await page.evaluate(READERS[0]), await page.evaluate(READERS[1])];
    expect(ours).toEqual(native);
  });
}

for (const [name, ...pieces] of ENDINGS) {
  test(`${name}`, deviating(name), async () => {
    const heard: unknown[] = [];
    for (const reader of READERS) {
      stream.respondNext(faults.body(["retry: 1\n", ...pieces]));
      stream.respond(faults.body([END], { hold: true }));
      const events = await page.evaluate(reader);
      heard.push({ events, resumedFrom: stream.attempts.at(-1)?.lastEventId });
    }
    expect(heard[1]).toEqual(heard[0]);
  });
}
