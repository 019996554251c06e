/** `Content-Type` in front of Chromium: what its own `EventSource` accepts, and what a stream by `fetch` does. */
import { engineName, eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { startTabs } from "../test/tabs.ts";

const { server, open } = await startTabs();

type Values = string | readonly string[];

/** Accepted by both. A list of values is a header that comes as often. */
const ACCEPTED: readonly Values[] = [
  "text/event-stream",
  "Text/Event-Stream",
  "text/event-stream; charset=utf-8",
  "text/event-stream;charset=UTF-8",
  'text/event-stream; charset="utf-8"',
  "text/event-stream\t;\tcharset=utf-8",
  "text/event-stream;",
  "text/event-stream; foo=bar; charset=utf-8",
  "text/event-stream; charset",
  "text/event-stream; charset=utf-8; charset=latin1",
  "text/event-stream charset=utf-8",
  "text/event-stream(comment)",
  "text/event-stream, text/event-stream",
  "text/html, text/event-stream",
  "nonsense, text/event-stream",
  "text/event-stream, nonsense",
  "text/event-stream, */*",
  "text/event-stream,",
  ["text/event-stream", "text/event-stream"],
  ["text/event-stream", "nonsense"],
  ["text/event-stream", "*/*"],
  ["text/event-stream", ""],
  ["text/html", "text/event-stream"],
  ["text/event-stream; charset=utf-8", "text/event-stream"],
];

/** Refused by both. */
const REFUSED: readonly Values[] = [
  "text/html",
  "text/event-streams",
  "application/json",
  "text/event-stream, text/html",
  ["text/event-stream", "text/html"],
];

/** The standard takes these, and so do we; Chromium wants UTF-8 where a charset is named, which is read as UTF-8 all the same. */
const OURS_ALONE: readonly Values[] = ["text/event-stream; charset=iso-8859-1", "text/event-stream; charset=utf8"];

const verdicts = async (table: readonly Values[]): Promise<readonly (readonly [Values, string, string])[]> => {
  const paths = table.map((values, index) => {
    const path = `/type-${JSON.stringify(values).length}-${index}`;
    server.handle(path, (_, response) => {
      response.setHeader("Content-Type", typeof values === "string" ? values : [...values]);
      response.write("data: 1\n\n");
    });
    return path;
  });
  const tab = await open(`
    import { createRegistry } from "@sse/core";
    const registry = createRegistry();
    const judge = async (path) => {
      const native = new EventSource(path);
      const first = await new Promise((resolve) => {
        native.onopen = () => resolve("accepted");
        native.onerror = () => resolve("refused");
      });
      native.close();
      const lease = registry.connect(path, { transport: "fetch" });
      const second = await new Promise((resolve) => lease.onState(({ state, error }) => {
        if (state === "open") resolve("accepted");
        if (error) resolve(error.code === "type" ? "refused" : error.message);
      }));
      lease.release();
      return [first, second];
    };
    globalThis.found = [];
    for (const path of ${JSON.stringify(paths)}) found.push(await judge(path));
    globalThis.done = true;`);
  await eventually(async () => expect(await tab.page.evaluate("globalThis.done")).toBe(true));
  const found = await tab.page.evaluate<[string, string][]>("found");
  await tab.close();
  return table.map((values, index) => [values, found[index]?.[0] ?? "", found[index]?.[1] ?? ""]);
};

test("everything that the native one of Chromium accepts is accepted, and what it refuses is refused", async () => {
  for (const [table, native, ours] of [
    [ACCEPTED, "accepted", "accepted"],
    [REFUSED, "refused", "refused"],
    [OURS_ALONE, "refused", "accepted"],
  ] as const) {
    const found = await verdicts(table);
    expect(found.map(([values, , own]) => [values, own])).toEqual(table.map((values) => [values, ours]));
    // The native ones of other engines differ from it and from each other.
    const others = engineName() === "chromium" ? found.map(([, other]) => other) : table.map(() => native);
    expect(others).toEqual(table.map(() => native));
  }
});
