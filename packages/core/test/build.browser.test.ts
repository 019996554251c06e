/** What is published: the build in Chromium, where it holds a lean parser, beside the sources, which take the whole one. */
import { fileURLToPath } from "node:url";
import { openPage, sharedBrowser, startServer } from "@sse/testkit";
import { afterAll, expect, test } from "vitest";
import type * as core from "../src/index.ts";
import { readEvents } from "../src/index.ts";
import { randomStreams } from "./random-stream.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

/** All that can be told of each of these streams, up to what ended it. Runs in a page, too, and takes nothing from here. */
function told(read: typeof core.readEvents, streams: readonly (readonly string[])[]): Promise<unknown[][]> {
  return Promise.all(
    streams.map(async (pieces) => {
      const all: unknown[] = [];
      const tell = (value: unknown): void => void all.push(value);
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
          controller.close();
        },
      });
      const sink = { message: tell, drained: tell, retry: tell };
      await read(body, sink, { origin: "o", lastEventId: "0", maxEventSize: 90 }).then(tell, ({ code }) => tell(code));
      return all;
    }),
  );
}

test("the build tells of 500 streams in random pieces what the sources tell", async () => {
  server.files("/dist", fileURLToPath(new URL("../dist", import.meta.url)));
  const streams = randomStreams(500, 7);
  const tab = await openPage(browser, server, "");
  const [fromBuild, fromSources] = await Promise.all([
    tab.page.evaluate<unknown[][]>(`import("/dist/index.js").then(({ readEvents }) =>
      (${told})(readEvents, ${JSON.stringify(streams)}))`),
    told(readEvents, streams),
  ]);
  expect(fromSources.flat()).toContain("limit");
  expect(fromBuild).toEqual(fromSources);
  await tab.close();
});
