/** A server that is killed while it speaks, again and again: nothing is lost or doubled, however the stream is read. */
import { eventually, startServer } from "@sse/testkit";
import { afterAll, expect, test } from "vitest";
import { connecting, heardBy, startTabs } from "../../test/tabs.ts";

const { server, open } = await startTabs();
const elsewhere = await startServer();
elsewhere.cors(true);
afterAll(() => elsewhere.close());

const KILLS = 4;

test.each([
  ["fetch", "{}"],
  ["transport: eventsource", `{ transport: "eventsource" }`],
  ["share: browser", `{ share: "browser" }`],
  ["a parameter of the query", `{ resumeBy: { query: "since" } }`],
  ["eventsource and a parameter", `{ transport: "eventsource", resumeBy: { query: "since" } }`],
])("of another origin, by %s", async (_, options) => {
  const path = `/killed-${Math.random()}`;
  const stream = elsewhere.stream(path, { replay: "missed", positionIn: "since" });
  const tab = await open(
    connecting(elsewhere.url(path), {
      options: `{ retry: { min: 1, max: 20 }, ...${options} }`,
      registry: "{ browserShared: browserShared() }",
    }),
  );
  await stream.waitFor(1);
  stream.write("retry: 10\n\n");
  const sent: string[] = [];
  const speak = (): void => {
    for (let count = 0; count < 5; count++) sent.push(stream.send({ data: String(sent.length + 1) }));
  };
  const caughtUp = () => eventually(async () => expect(await heardBy(tab)).toEqual(sent));
  speak();
  await caughtUp();
  for (let kill = 0; kill < KILLS; kill++) {
    speak();
    await elsewhere.down();
    speak();
    await elsewhere.up();
    await stream.waitFor(1);
    speak();
    await caughtUp();
  }
  await tab.close();
  expect(server.requests.some(({ path: asked }) => asked === path)).toBe(false);
});
