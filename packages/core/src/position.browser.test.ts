/** A position comes back to the server as the server wrote it, in every engine. */
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { connecting, heardBy, startTabs } from "../test/tabs.ts";

const { server, open } = await startTabs();

test.each(["plain-1", "a b;c,d", "grüße", "日本語", "😀"])("the id %j comes back as it was sent", async (id) => {
  const stream = server.stream(`/id-${encodeURIComponent(id)}`, { replay: "missed", positionIn: "lastEventId" });
  const tab = await open(connecting(stream.path, { options: "{ retry: { min: 1, max: 20 } }" }));
  await stream.waitFor(1);
  stream.send({ data: "1", id });
  await eventually(async () => expect(await heardBy(tab)).toEqual(["1"]));
  stream.drop();
  await stream.waitForAttempts(2);
  const again = stream.attempts[1];
  // Where no header of the engine carries it, the query does.
  expect(again?.lastEventId ?? again?.query.get("lastEventId")).toBe(id);
  stream.send({ data: "2" });
  await eventually(async () => expect(await heardBy(tab)).toEqual(["1", "2"]));
  await tab.close();
});
