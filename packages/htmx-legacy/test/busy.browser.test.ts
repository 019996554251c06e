/** Busy states of a source: its own `hx-indicator` and `hx-disabled-elt` are in force while it connects or waits. */
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, site } from "./fixture.ts";

const { server, visit } = await site();

const tag = (src: string): string => `<script src="${src}"></script>`;
const hosts: Record<string, string> = {
  alone: tag("/dist/sse.min.js"),
  "htmx 2": tag("/htmx2/htmx.min.js") + tag("/dist/sse-for-htmx.min.js"),
  "htmx 4": tag("/htmx4/htmx.min.js") + tag("/dist/sse-for-htmx.min.js"),
};
const dialects: Record<string, (path: string) => string> = {
  "hx-sse": (path) => `hx-sse="connect:${path} retry:1..1"`,
  "sse-connect": (path) => `sse-connect="${path}"`,
};
const matrix = Object.entries(hosts).flatMap(([host, scripts]) =>
  Object.entries(dialects).map(([dialect, source]) => [`${host}, ${dialect}`, scripts, source] as const),
);

test.each(matrix)("%s", async (_, scripts, source) => {
  const plain = server.stream(fresh());
  const waiting: (() => void)[] = [];
  const wait = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  const held = fresh();
  // Every connection waits until it is let in, and then until it is ended.
  server.handle(held, async (_request, response) => {
    await wait();
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write("retry: 1\n\n: hello\n\n");
    await wait();
    response.end();
  });
  /** The page says that it connects before its request is here. */
  const answer = (): Promise<void> =>
    eventually(() => {
      const go = waiting.shift();
      if (!go) throw new Error("nobody waits");
      go();
    });
  const tab = await visit(
    `<main id="m" ${source(held)} hx-indicator="#busy" hx-disabled-elt="#go"></main>
     <i id="busy"></i><button id="go">go</button>
     <div hx-indicator="#never"><p id="p" ${source(plain.path)}></p></div><i id="never"></i>`,
    {
      scripts,
      before: `addEventListener("DOMContentLoaded", () => {
      globalThis.seen = false;
      new MutationObserver(() => (globalThis.seen = true)).observe(document.querySelector("#never"), { attributes: true });
    });`,
    },
  );
  const shown = (): Promise<unknown> =>
    tab.page.evaluate(`[m.dataset.sseState, busy.classList.contains("htmx-request"), go.disabled]`);
  for (const round of [1, 2]) {
    await eventually(async () => expect(await shown(), `round ${round}`).toEqual(["connecting", true, true]));
    await answer();
    await eventually(async () => expect(await shown()).toEqual(["open", false, false]));
    await answer();
  }
  await eventually(async () => expect(await shown()).toEqual(["connecting", true, true]));
  await tab.page.evaluate("m.remove()");
  await eventually(async () =>
    expect(await tab.page.evaluate(`[busy.className, go.disabled, globalThis.seen]`)).toEqual(["", false, false]),
  );
  await tab.close();
  for (const go of waiting) go();
});
