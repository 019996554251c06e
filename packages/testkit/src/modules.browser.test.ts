import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { eventually, openPage, serveModules, sharedBrowser, startServer } from "./index.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

test("a page imports the sources of a package and of its dependencies by name", async () => {
  const map = serveModules(server, join(import.meta.dirname, "../../core"));
  server.files("/testkit", import.meta.dirname);
  const tab = await openPage(
    browser,
    server,
    `${map}<script type="module">
      import { createParser } from "eventsource-parser";
      import { formatEvent } from "/testkit/wire.ts";
      const parser = createParser({ onEvent: (event) => console.log(event.data) });
      parser.feed(formatEvent({ data: "hello" }));
    </script>`,
  );
  await eventually(() => expect(tab.console).toEqual(["log: hello"]));
  expect(map).toContain("/modules/@sse/core/src/index.ts");
  await tab.close();
});
