/** What the page and the console are told of a stream that fails, and what a page may call temporary. */
import { eventually, faults } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, heard, scriptTag, shows, site, tagsOf } from "./fixture.ts";

const { server, visit } = await site();
const quick = `<meta name="sse-config" content='{"retry": {"min": 1, "max": 20}}'>`;

test("the third network failure in a row is on the console, with the count", async () => {
  const stream = server.stream(fresh());
  stream.respond(faults.refuse());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`, { head: quick });
  const lines = () => tab.console.filter((line) => line.includes("(network)"));
  await eventually(() => expect(lines()).toHaveLength(1));
  expect(lines()[0]).toContain("failed 3 times in a row");
  stream.respond(undefined);
  await stream.waitFor(1);
  expect(lines()).toHaveLength(1);
  await tab.close();
});

test.each([
  ["fetch", [scriptTag], `window.fetch = () => Promise.reject(new Error("no token"))`],
  ["htmx.createEventSource", ["/htmx2/htmx.min.js"], `htmx.createEventSource = () => { throw new Error("no token") }`],
])("what a page's own %s throws is on the console", async (_, [first = ""], script) => {
  const stream = server.stream(fresh());
  const scripts =
    first === scriptTag
      ? `<script>${script}</script>${first}`
      : `${tagsOf([first])}<script>${script}</script>${scriptTag}`;
  const tab = await visit(`<p hx-sse="connect:${stream.path} swap:x"></p>`, { head: quick, scripts });
  await eventually(() => expect(tab.console.join()).toContain("failed 3 times in a row: no token"));
  await tab.close();
});

test("one failure and another are no news", async () => {
  const stream = server.stream(fresh());
  stream.respondNext(faults.refuse(), faults.status(503));
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`, { head: quick });
  await stream.waitFor(1);
  expect(tab.console.filter((line) => line.includes("[sse]"))).toEqual([]);
  await tab.close();
});

test.each([
  ["attribute", "retry-on:404,text/html", ""],
  [
    "configuration",
    "",
    `<meta name="sse-config" content='{"retry": {"min": 1, "max": 20}, "retryOn": [404, "text/html"]}'>`,
  ],
])("the %s calls responses temporary", async (_, word, head) => {
  const stream = server.stream(fresh());
  stream.respondNext(faults.status(404), faults.wrongType("text/html"));
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x ${word}"></p>`, { head: head || quick });
  await stream.waitFor(1);
  stream.send({ event: "x", data: "back" });
  await shows(tab, "#p", "back");
  expect(stream.attempts).toHaveLength(3);
  await tab.close();
});

test("a redirect to a login page ends the stream and says so", async () => {
  const stream = server.stream(fresh());
  server.page("/login", "<h1>Login</h1>");
  stream.respond(faults.redirect("/login"));
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`, { head: quick });
  await eventually(async () => expect(await heard(tab, "htmx:sseClose")).toHaveLength(1));
  await eventually(() =>
    expect(tab.console.join()).toMatch(/\/login sent text\/html: a redirect leads there, sign in/),
  );
  await tab.close();
});

test("a stream that gets no connection names the browser's pool of six on the console", async () => {
  const streams = Array.from({ length: 6 }, () => server.stream(fresh()));
  const tab = await visit(streams.map(({ path }) => `<p hx-sse="connect:${path} swap:x"></p>`).join(""), {
    head: `<meta name="sse-config" content='{"connectTimeout": 400}'>`,
  });
  for (const stream of streams) await stream.waitFor(1);
  await tab.page.evaluate(
    `document.body.insertAdjacentHTML("beforeend", '<p hx-sse="connect:${server.stream(fresh()).path}"></p>')`,
  );
  await eventually(() => expect(tab.console.join()).toMatch(/6 streams are open there, HTTP\/1.1 allows 6/));
  await tab.close();
});

test("a server that sends one event and dies, again and again, is given up after `attempts:`", async () => {
  const stream = server.stream(fresh());
  stream.respond(faults.body(["event: x\ndata: hello\n\n"]));
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x attempts:3"></p>`, { head: quick });
  await eventually(async () => expect(await heard(tab, "htmx:sseClose")).toHaveLength(1));
  expect((await heard(tab, "htmx:sseClose"))[0]?.[2]).toMatchObject({ type: "attempts" });
  expect(stream.attempts).toHaveLength(3);
  await tab.close();
});
