/** Requests of streams that are made anew for every attempt: tokens, the page's own listener, a second try after 401. */
import { eventually, faults, type LoggedRequest } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, heard, shows, site } from "./fixture.ts";

const { server, visit } = await site();
const quick = `<meta name="sse-config" content='{"retry": {"min": 1, "max": 20}}'>`;
const authorizations = (attempts: readonly LoggedRequest[]) => attempts.map(({ headers }) => headers.authorization);

test("`js:` values of hx-headers and hx-vals are evaluated for each attempt, once", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<script>let calls = 0;</script>
    <div hx-headers='js:{"Authorization": "Bearer " + ++calls}' hx-vals='js:{call: calls}'>
      <p id="p" hx-sse="connect:${stream.path} swap:x"></p>
    </div>`,
    { head: quick },
  );
  await stream.waitFor(1);
  for (const attempts of [2, 3]) {
    stream.drop();
    await stream.waitForAttempts(attempts);
    await stream.waitFor(1);
  }
  expect(authorizations(stream.attempts)).toEqual(["Bearer 1", "Bearer 2", "Bearer 3"]);
  expect(stream.attempts.map(({ query }) => query.getAll("call").length)).toEqual([1, 1, 1]);
  await tab.close();
});

test("with a `js:` value, the first 401 is asked again once, and nothing is told of it", async () => {
  const stream = server.stream(fresh());
  stream.respondNext(faults.status(401));
  const tab = await visit(
    `<script>let token = 0;</script>
    <p id="p" hx-headers='js:{"Authorization": "Bearer " + ++token}' hx-sse="connect:${stream.path} swap:x"></p>`,
    { head: quick },
  );
  await stream.waitFor(1);
  stream.send({ event: "x", data: "in" });
  await shows(tab, "#p", "in");
  expect(authorizations(stream.attempts)).toEqual(["Bearer 1", "Bearer 2"]);
  expect(await heard(tab, "htmx:sseError")).toEqual([]);
  stream.respond(faults.status(401));
  stream.drop();
  await eventually(async () => expect(await heard(tab, "htmx:sseClose")).toHaveLength(1));
  expect(stream.attempts).toHaveLength(4);
  await tab.close();
});

test("htmx:sseConfigConnect changes headers and URL of each attempt, and may wait", async () => {
  const stream = server.stream(fresh());
  server.get("/token", () => ({ body: "fetched" }));
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`, {
    head: quick,
    scripts: `<script>
      const reasons = [];
      document.addEventListener("htmx:sseConfigConnect", ({ detail, target }) => {
        reasons.push(detail.reason + " " + target.id + " " + (detail.elt === target));
        detail.url += "?attempt=" + reasons.length;
        detail.waitUntil(fetch("/token").then((response) => response.text()).then((text) => {
          detail.headers["Authorization"] = text;
        }));
      });
    </script><script src="/dist/sse.min.js"></script>`,
  });
  await stream.waitFor(1);
  stream.respondNext(faults.status(403));
  stream.drop();
  await stream.waitForAttempts(3);
  await stream.waitFor(1);
  expect(stream.attempts.map(({ url }) => url)).toEqual([1, 2, 3].map((each) => `${stream.path}?attempt=${each}`));
  expect(authorizations(stream.attempts)).toEqual(["fetched", "fetched", "fetched"]);
  expect(await tab.page.evaluate("reasons")).toEqual(["first p true", "retry p true", "status 403 p true"]);
  await tab.close();
});

test("a listener that cancels sends nothing and closes the stream; sse.reconnect() asks again", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`, {
    scripts: `<script>
      globalThis.signedIn = false;
      document.addEventListener("htmx:sseConfigConnect", (event) => signedIn || event.preventDefault());
    </script><script src="/dist/sse.min.js"></script>`,
  });
  await eventually(async () => expect(await heard(tab, "htmx:sseClose")).toHaveLength(1));
  expect(await tab.page.locator("#p").getAttribute("data-sse-state")).toBe("closed");
  expect(stream.attempts).toHaveLength(0);
  await tab.page.evaluate("signedIn = true; sse.reconnect(p)");
  await stream.waitFor(1);
  stream.send({ event: "x", data: "in" });
  await shows(tab, "#p", "in");
  await tab.close();
});

test("of two sources that share a stream, one may cancel for itself", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<p id="a" hx-sse="connect:${stream.path} swap:x"></p><p id="b" hx-sse="connect:${stream.path} swap:x"></p>`,
    { head: quick },
  );
  await stream.waitFor(1);
  await tab.page.evaluate(`a.addEventListener("htmx:sseConfigConnect", (event) => event.preventDefault())`);
  stream.drop();
  await stream.waitForAttempts(2);
  await eventually(async () => expect(await tab.page.locator("#a").getAttribute("data-sse-state")).toBe("closed"));
  stream.send({ event: "x", data: "b" });
  await shows(tab, "#b", "b");
  expect(await tab.page.locator("#a").innerHTML()).toBe("");
  await tab.close();
});

test("a URL of another origin is not asked, and a promise that rejects is a failure that is tried again", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`, {
    head: quick,
    scripts: `<script>
      let attempts = 0;
      document.addEventListener("htmx:sseConfigConnect", ({ detail }) => {
        attempts++;
        if (attempts === 1) detail.url = "https://elsewhere.example/";
        if (attempts === 2) detail.waitUntil(Promise.reject(new Error("no token")));
      });
    </script><script src="/dist/sse.min.js"></script>`,
  });
  await stream.waitFor(1);
  expect(await tab.page.evaluate("attempts")).toBe(3);
  expect(await heard(tab, "htmx:sseError")).toHaveLength(2);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test.each(["event.preventDefault()", "event.target.remove()", "sse.close(event.target)"])(
  "after %s, a promise that was to be waited for and rejects is no error of the page",
  async (end) => {
    const stream = server.stream(fresh());
    const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`, {
      head: quick,
      scripts: `<script>
        globalThis.unhandled = [];
        addEventListener("unhandledrejection", ({ reason }) => unhandled.push(reason.message));
        document.addEventListener("htmx:sseConfigConnect", (event) => {
          event.detail.waitUntil(Promise.reject(new Error("no token")));
          ${end};
          globalThis.isEnded = true;
        });
      </script><script src="/dist/sse.min.js"></script>`,
    });
    await eventually(async () => expect(await tab.page.evaluate("globalThis.isEnded")).toBe(true));
    // Rejections are told of after the task.
    await tab.page.evaluate("new Promise((done) => setTimeout(done, 50)).then(() => 0)");
    expect(await tab.page.evaluate("unhandled")).toEqual([]);
    expect(tab.errors).toEqual([]);
    expect(stream.attempts).toHaveLength(0);
    await tab.close();
  },
);

test("after a 401 that ended it, sse.reconnect() goes on from the last event ID", async () => {
  const stream = server.stream(fresh(), { replay: "missed" });
  const tab = await visit(`<ul id="p" hx-sse="connect:${stream.path} swap:x" hx-swap="beforeend"></ul>`, {
    head: quick,
  });
  await stream.waitFor(1);
  stream.send({ event: "x", data: "1" });
  await shows(tab, "#p", "1");
  stream.respondNext(faults.status(401));
  stream.drop();
  await eventually(async () => expect(await heard(tab, "htmx:sseClose")).toHaveLength(1));
  stream.send({ event: "x", data: "2" });
  await tab.page.evaluate("sse.reconnect(p)");
  await shows(tab, "#p", "12");
  expect(stream.attempts.map(({ lastEventId }) => lastEventId)).toEqual([undefined, "1", "1"]);
  await tab.close();
});

test.each(
  ["htmx2", "htmx4"].flatMap((htmx) =>
    ["sse.min.js", "sse-for-htmx.min.js"].flatMap((bundle) =>
      [`hx-sse="connect:URL swap:x"`, `sse-connect="URL" sse-swap="x"`].map((attributes) => [htmx, bundle, attributes]),
    ),
  ),
)(
  "beside %s, by %s, %s: each attempt is prepared anew, and the first 401 asked again",
  async (htmx, bundle, attributes) => {
    const stream = server.stream(fresh());
    stream.respondNext(faults.status(401));
    const tab = await visit(
      `<p id="p" hx-headers='js:{"Authorization": "Bearer " + ++token}' ${attributes?.replace("URL", stream.path)}></p>`,
      {
        head: quick,
        scripts: `<script src="/${htmx}/htmx.min.js"></script><script src="/dist/${bundle}"></script><script>
        let token = 0;
        document.addEventListener("htmx:sseConfigConnect", ({ detail }) => { detail.headers["X-Reason"] = detail.reason; });
      </script>`,
      },
    );
    await stream.waitFor(1);
    stream.send({ event: "x", data: "in" });
    await shows(tab, "#p", "in");
    stream.drop();
    await stream.waitForAttempts(3);
    expect(authorizations(stream.attempts)).toEqual(["Bearer 1", "Bearer 2", "Bearer 3"]);
    expect(stream.attempts.map(({ headers }) => headers["x-reason"])).toEqual(["first", "status 401", "retry"]);
    await tab.close();
  },
);
