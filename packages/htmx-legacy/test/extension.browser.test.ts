/** Beside htmx 4's own hx-sse extension: `sse-connect` is ours, `hx-sse:connect` is the extension's, nothing is opened twice. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { fresh, scriptTag, shows, site } from "./fixture.ts";

const { server, visit } = await site();
server.files("/htmx4", fileURLToPath(new URL("../node_modules/htmx4/dist", import.meta.url)));

const theirs = `<script src="/htmx4/htmx.min.js"></script><script src="/htmx4/ext/hx-sse.min.js"></script>`;
const deferred = (scripts: string): string => scripts.replaceAll("<script", "<script defer");
const orders: Record<string, string> = {
  before: scriptTag + theirs,
  after: theirs + scriptTag,
  "as a module": scriptTag.replace("<script", `<script type="module"`) + theirs,
  "deferred, theirs not": theirs + deferred(scriptTag),
  "after it, both deferred": deferred(theirs + scriptTag),
};

test.each(Object.entries(orders))("ours %s: each stream is opened once, by whom it belongs to", async (_, scripts) => {
  const [ours, native, late] = [server.stream(fresh()), server.stream(fresh()), server.stream(fresh())];
  const tab = await visit(
    `<div id="o" sse-connect="${ours.path}"><p id="p" sse-swap="x">-</p><div id="w" sse-swap="more"></div></div>
     <div id="n" hx-sse:connect="${native.path}">-</div>`,
    { scripts },
  );
  await Promise.all([ours.waitFor(1), native.waitFor(1)]);
  native.send({ data: "theirs" });
  await shows(tab, "#n", "theirs");
  // What htmx processes later is no different. The extension asks for what it finds in document order.
  ours.send({
    event: "more",
    data: `<i id="l" sse-connect="${late.path}" sse-swap="x"></i><i id="m" hx-sse:connect="${native.path}"></i>`,
  });
  await Promise.all([late.waitFor(1), native.waitFor(2)]);
  native.send({ data: "theirs again" });
  await shows(tab, "#m", "theirs again");
  ours.send({ data: "unnamed" });
  for (const stream of [ours, late]) stream.send({ event: "x", data: "ours" });
  await shows(tab, "#p", "ours");
  await shows(tab, "#l", "ours");
  expect([ours.attempts.length, late.attempts.length]).toEqual([1, 1]);
  expect(tab.errors).toEqual([]);
  await tab.close();
});
