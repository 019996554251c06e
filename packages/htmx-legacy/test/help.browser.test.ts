/** Why nothing happens: each cause is told once on the console, and nothing where there is no cause. */
import { eventually, faults, type OpenPage } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, shows, site } from "./fixture.ts";

const { server, visit } = await site();

const quiet = `<meta name="sse-config" content='{"quiet": true}'>`;

/** What the console says with this code. */
const saidOf = (tab: OpenPage, code: string): string[] => tab.console.filter((line) => line.includes(`(${code})`));

/** Waits until all that is told after a second would have been told: something else, which is told after the same time. */
async function settled(tab: OpenPage, stream: ReturnType<typeof server.stream>): Promise<void> {
  stream.send({ event: "nobody-hears-this", data: "" });
  await eventually(() => expect(tab.console.join("\n")).toContain("nobody-hears-this"));
}

test("an event with another name than the page waits for", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:news">Waiting…</p>`);
  await stream.waitFor(1);
  stream.send({ event: "tick", data: "1" });
  stream.send({ event: "tick", data: "2" });
  await eventually(() => expect(saidOf(tab, "unheard")).toHaveLength(1));
  expect(saidOf(tab, "unheard")[0]).toMatch(
    /^info: \[sse\] http.* sent "tick", which nothing listens for: the page waits for "news" \(unheard\): <p id="p"/,
  );
  stream.send({ event: "New", data: "" });
  await eventually(() =>
    expect(saidOf(tab, "unheard")[1]).toContain('sent "New", which nothing listens for: did you mean "news"?'),
  );
  stream.send({ data: "" });
  await eventually(() => expect(saidOf(tab, "unheard")[2]).toContain("sent an event without a name, which"));
  for (const name of ["a", "b", "c", "a"]) stream.send({ event: name, data: "" });
  await eventually(() => expect(saidOf(tab, "unheard")[3]).toContain("and 3 more names that nothing listens for"));
  expect(saidOf(tab, "unheard")).toHaveLength(4);
  await tab.close();
});

test("an event of a source for which the page has no swap at all", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p hx-sse="connect:${stream.path}">Waiting…</p>`);
  await stream.waitFor(1);
  stream.send({ event: "tick", data: "1" });
  await eventually(() => expect(saidOf(tab, "unheard")[0]).toContain("write swap:tick where it goes"));
  await tab.close();
});

test("events that somebody listens for are not told of: by a swap, a trigger, close:, a script, an observer", async () => {
  const [stream, observed] = [server.stream(fresh()), server.stream(fresh())];
  server.handle("/asked", () => "asked");
  const tab = await visit(`
    <div hx-sse="connect:${stream.path} close:end">
      <p id="p" hx-sse="swap:a"></p><p id="q" hx-get="/asked" hx-trigger="sse:b"></p>
    </div>
    <script>
      addEventListener("htmx:sseOpen", ({ detail }) => detail.source.addEventListener("c", () => console.log("c heard")));
    </script>`);
  await stream.waitFor(1);
  for (const event of ["a", "b", "c"]) stream.send({ event, data: event });
  await shows(tab, "#q", "asked");
  // Whoever comes a moment later is not too late.
  stream.send({ event: "late", data: "" });
  await tab.page.evaluate(
    `document.querySelector("div").insertAdjacentHTML("beforeend", '<i hx-sse="swap:late"></i>')`,
  );
  await settled(tab, stream);
  expect(saidOf(tab, "unheard")).toHaveLength(1);
  await tab.page.evaluate(
    `sse.registry.observe(() => {}); document.body.insertAdjacentHTML("beforeend", '<p hx-sse="connect:${observed.path}">')`,
  );
  await observed.waitFor(1);
  observed.send({ event: "seen", data: "" });
  stream.send({ event: "end", data: "" });
  await stream.waitFor(0);
  expect(saidOf(tab, "unheard")).toHaveLength(1);
  await tab.close();
});

test("an event without data", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:a close:done"></p>`);
  await stream.waitFor(1);
  stream.write(": a comment\n\nid: 1\n\n");
  stream.send({ event: "a", data: "1" });
  stream.write("event: done\n\n");
  await eventually(() => expect(saidOf(tab, "no-data")).toHaveLength(1));
  expect(saidOf(tab, "no-data")[0]).toMatch(
    /^info: \[sse\] .* sent "done" without a data: line, so that it is dropped, though close:done waits for it \(no-data\): <p id="p"/,
  );
  stream.write("event: other\n\n");
  stream.send({ event: "a", data: "2" });
  await shows(tab, "#p", "2");
  expect(saidOf(tab, "no-data")).toHaveLength(1);
  await tab.close();
});

test("an event whose data came in an earlier piece is whole", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:a"></p>`);
  await stream.waitFor(1);
  stream.write("data: 1\n");
  await tab.page.waitForFunction("sse.registry.connections[0].lastHeard > 0");
  stream.write("event: a\n\n");
  await shows(tab, "#p", "1");
  stream.write("data: x\r\nevent: a\r\n\r\nevent: a\r\ndata: 2\r\n\r\n");
  await shows(tab, "#p", "2");
  expect(tab.console).toEqual([]);
  await tab.close();
});

test.each([
  ['{"tick": 1}\n', "JSON: write data: before it"],
  ["<!doctype html><p>Log in</p>\n", "HTML: write data:"],
  ["event: a\ndata: 1\n", "no empty line"],
  ["tick 1\n\n", 'the line "tick 1": write data: before it'],
])("a stream that sends %j", async (text, says) => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:a"></p>`);
  await stream.waitFor(1);
  stream.write(text);
  await eventually(() => expect(saidOf(tab, "no-events")).toHaveLength(1));
  expect(saidOf(tab, "no-events")[0]).toMatch(/^info: \[sse\] .* sent no event in 10 s, but/);
  expect(saidOf(tab, "no-events")[0]).toContain(says);
  await tab.close();
});

test("a stream of comments is no cause, and neither is one that began with something else", async () => {
  const [comments, mixed, wrong] = [server.stream(fresh()), server.stream(fresh()), server.stream(fresh())];
  const tab = await visit(
    [comments, mixed, wrong].map(({ path }) => `<p hx-sse="connect:${path} swap:a">`).join("</p>") + "</p>",
  );
  await Promise.all([comments, mixed, wrong].map((stream) => stream.waitFor(1)));
  comments.write(":\n\nid: 7\nretry: 1000\n\n");
  mixed.write("something\n\n");
  mixed.send({ event: "a", data: "1" });
  wrong.write("something\n\n");
  await eventually(() => expect(saidOf(tab, "no-events")).toHaveLength(1));
  expect(saidOf(tab, "no-events")[0]).toContain(wrong.path);
  await tab.close();
});

test("a trigger on an element that sends no request", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<div hx-sse="connect:${stream.path}">
    <p hx-trigger="sse:a" hx-get="/x"></p><p hx-trigger="sse:a" hx-on:sse:a="1"></p><p hx-trigger="click"></p>
    <p id="p" hx-trigger="sse:a"></p><p hx-trigger="sse:b"></p>
  </div>`);
  await stream.waitFor(1);
  expect(saidOf(tab, "no-request")).toEqual([
    expect.stringMatching(/^info: .* write hx-get, .* \(no-request\): <p id="p"/),
  ]);
  await tab.close();
});

test("attributes whose names are misspelt", async () => {
  const tab = await visit(
    `<p id="p" hx-see="connect:/x"></p><p hx-see=""></p><p data-hx-sse-connect="/x" hx-select="a" hx-ext="x"></p>`,
  );
  await eventually(() => expect(saidOf(tab, "unknown-attribute")).toHaveLength(2));
  expect(saidOf(tab, "unknown-attribute")[0]).toMatch(
    /^info: .* nothing reads hx-see: did you mean hx-sse\? \(unknown-attribute\): <p id="p"/,
  );
  expect(saidOf(tab, "unknown-attribute")[1]).toContain("did you mean data-sse-connect?");
  await tab.close();
});

test("a stream that is over: what was asked, what answered, once for all who share it", async () => {
  const [ended, given, moved] = [server.stream(fresh()), server.stream(fresh()), server.stream(fresh())];
  ended.respond(faults.status(204));
  given.respond(faults.status(503));
  moved.respond(faults.redirect("/gone"));
  const tab = await visit(
    `<p hx-sse="connect:${ended.path}"></p><p hx-sse="connect:${given.path} attempts:2 retry:1ms..2ms"></p>
     <p hx-sse="connect:${moved.path}"></p><p hx-sse="connect:${moved.path}"></p>`,
    { head: quiet },
  );
  await eventually(() => expect(tab.console.filter((line) => line.includes("[sse]"))).toHaveLength(3));
  expect(saidOf(tab, "ended")).toEqual([expect.stringContaining(`${ended.path} was ended by the server`)]);
  expect(saidOf(tab, "attempts")).toEqual([expect.stringMatching(/gave up after 2 failures: .* responded with 503/)]);
  expect(saidOf(tab, "http")).toEqual([
    expect.stringMatching(`/gone responded with 404.* \\(asked for http.*${moved.path}\\)`),
  ]);
  await tab.close();
});

test("quiet turns off what only helps", async () => {
  const stream = server.stream(fresh());
  const body = `<div hx-sse="connect:${stream.path} swap:a" hx-see=""><p hx-trigger="sse:a"></p></div>`;
  const tab = await visit(body, { head: quiet });
  // Says it all, and later.
  const other = await visit(body);
  await stream.waitFor(2);
  stream.write("event: x\n\n");
  stream.send({ event: "nobody", data: "" });
  await eventually(() => {
    for (const code of ["unheard", "no-data", "unknown-attribute", "no-request"])
      expect(saidOf(other, code)).toHaveLength(1);
  });
  expect(tab.console).toEqual([]);
  await Promise.all([tab.close(), other.close()]);
});
