/** Why nothing happens: each cause is told once on the console, and nothing where there is no cause. */
import { eventually, faults, type OpenPage } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, shows, site, tagsOf } from "./fixture.ts";

const { server, visit, visitSource } = await site();

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

test("names of thousands of letters: none is kept, and they are compared all the same", async () => {
  const stream = server.stream(fresh());
  const long = "a".repeat(20_000);
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:${long}b swap:news"></p>`);
  await stream.waitFor(1);
  stream.send({ event: `${long}c`, data: "" });
  stream.send({ event: "mews", data: "" });
  await eventually(() => expect(saidOf(tab, "unheard").join()).toContain('did you mean "news"?'));
  expect(saidOf(tab, "unheard")).toHaveLength(1);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test("an event of a source for which the page has no swap at all", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p hx-sse="connect:${stream.path}">Waiting…</p>`);
  await stream.waitFor(1);
  stream.send({ event: "tick", data: "1" });
  await eventually(() =>
    expect(saidOf(tab, "unheard")[0]).toContain('write swap:tick where it goes, or hx-trigger="sse:tick"'),
  );
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
    /^info: \[sse\] .* sent "done" without a data: line; browsers drop such events, though close:done waits for it: add a data: line \(no-data\): <p id="p"/,
  );
  stream.write("event: other\n\n");
  stream.send({ event: "a", data: "2" });
  await shows(tab, "#p", "2");
  expect(saidOf(tab, "no-data")).toHaveLength(1);
  await tab.close();
});

test("an event that a trigger waits for elsewhere, and one that nearly ends the stream", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<p id="p" hx-sse="connect:${stream.path} swap:news close:Done"><b hx-get="/x" hx-trigger="sse:tick from:#nope"></b></p>`,
  );
  await stream.waitFor(1);
  for (const event of ["tick", "done"]) stream.send({ event, data: "1" });
  await eventually(() => expect(saidOf(tab, "unheard")).toHaveLength(2));
  expect(saidOf(tab, "unheard")[0]).toContain('does the from: of hx-trigger="sse:tick" name an element?');
  expect(saidOf(tab, "unheard")[1]).toContain('did you mean "Done"?');
  await tab.close();
});

test("elements that send no request, by whatever is no attribute of ours", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<p hx-sse="connect:${stream.path}"><b id="b" hx-trigger="sse:a" hx-gett="/a"></b><i id="i" hx-trigger="sse:a" hx-posts="/a"></i></p>`,
  );
  await eventually(() => expect(saidOf(tab, "no-request")).toHaveLength(2));
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

// Side by side: each waits ten seconds.
test.concurrent.each([
  ['{"tick": 1}\n', "JSON: write data: before it"],
  ["<!doctype html><p>Log in</p>\n", "HTML: write data:"],
  [': hello\n\n{"tick": 1}\n', "JSON: write data: before it"],
  ["retry: 1000\n\n<p>1</p>\n", "HTML: write data:"],
  ["event: a\ndata: 1\n", "the empty line that ends each event is missing"],
  ["tick 1\n\n", 'the line "tick 1": write data: before it'],
  ["Event: a\nData: 1\n\n", 'the line "Event: a": write field names in lower case'],
  ["event: a\\ndata: 1\\n\\n", 'a backslash and an n, not a line feed: write "\\n" in double quotes'],
  ["id: 1\\ndata: 1\\n\\n", "a backslash and an n"],
  ["data: 1\\n\\n\n", "a backslash and an n"],
  ["data : 1\n\n", 'the line "data : 1": write data:'],
  ["data - 1\n\n", 'the line "data - 1": write data:'],
  ["database: 1\n\n", 'the line "database: 1": write data: before it'],
  ["event=news\n\n", 'the line "event=news": write event:'],
  ["  event: a\n  data: 1\n\n", "remove the spaces or byte order mark before event"],
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

test.each([
  ["name: news\ndata: 1\n\n", 'sent "name: news", which is ignored: write event:'],
  ["evnet: news\ndata: 1\n\n", "write event:"],
  ["data: 1\nname: news\n\n", "write data: before every line"],
  ["data: 1\n\n\uFEFFevent: a\ndata: 2\n\n", "remove the spaces or byte order mark before event"],
  ["data: 1\n\n  event: a\ndata: 2\n\n", "remove the spaces or byte order mark before event"],
  ["event: a\nData: 1\n\n", "write field names in lower case"],
  ["event: a\ndata - 1\n\n", "write data:"],
  ["event: a\n\ndata: 1\n\n", "remove the empty line before its data:"],
  ["event: a\n\nevent: a\ndata: 1\n\n", "add a data: line"],
])("a stream that sends %j, told at once", async (text, says) => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:a swap:message"></p>`);
  await stream.waitFor(1);
  stream.write(text);
  const said = () => [...saidOf(tab, "ignored-line"), ...saidOf(tab, "no-data")];
  await eventually(() => expect(said()).toHaveLength(1));
  expect(said()[0]).toContain(`${says} (`);
  await tab.close();
});

test("an event that only other tabs may want, and one after the end", async () => {
  const [shared, ended] = [server.stream(fresh()), server.stream(fresh())];
  const tab = await visit(
    `<p hx-sse="connect:${shared.path} swap:news share:browser"></p><p id="e" hx-sse="connect:${ended.path} swap:a close:bye"></p>`,
  );
  await Promise.all([shared.waitFor(1), ended.waitFor(1)]);
  ended.write("id: 3\nevent: bye\ndata: x\n\nid: 4\ndata: four\n\n");
  shared.send({ event: "tick", data: "" });
  shared.send({ event: "New", data: "" });
  await eventually(() => expect(saidOf(tab, "unheard")).toHaveLength(1));
  expect(saidOf(tab, "unheard")[0]).toContain('which nothing in this tab listens for: did you mean "news"?');
  await tab.close();
});

test("an event below sse-connect, and sse-swap without a source", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p sse-connect="${stream.path}"></p><p sse-swap="news"></p>`);
  await stream.waitFor(1);
  stream.send({ event: "tick", data: "" });
  await eventually(() => expect(saidOf(tab, "unheard")[0]).toContain('write sse-swap="tick" where it goes'));
  expect(saidOf(tab, "no-source")[0]).toContain('sse-swap="news" has no source: put sse-connect="<url>" here or above');
  await tab.close();
});

test("a target that is not there, and an id without its #", async () => {
  server.handle("/asked", () => "asked");
  const { tab, send } = await visitSource(
    ["/dist/sse.min.js"],
    `<i hx-sse="swap:a" hx-target="#nope"></i><i hx-sse="swap:a" hx-target="list"></i>
     <i hx-get="/asked" hx-trigger="sse:a" hx-target="list"></i><ul id="list"></ul>`,
  );
  send("a", "1");
  await eventually(() => expect(saidOf(tab, "target-missing")).toHaveLength(1));
  const missing = 'hx-target="list" names no element of the page; did you mean "#list"?';
  expect(saidOf(tab, "target-missing")[0]).toContain(missing);
  expect(saidOf(tab, "target")).toEqual([
    expect.stringContaining('hx-target="#nope" names no element of the page ('),
    expect.stringContaining(missing),
  ]);
  await tab.close();
});

test.concurrent("a stream of comments is no cause, and neither is one that began with something else", async () => {
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

test("triggers on elements that send no request, three of them", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<div hx-sse="connect:${stream.path}">
    <p hx-trigger="sse:a" hx-get="/x"></p><p hx-trigger="sse:a" hx-on:sse:a="1"></p><p hx-trigger="click"></p>
    <p id="p" hx-trigger="sse:a"></p><p hx-trigger="sse:b"></p><p hx-trigger="sse:c"></p><p hx-trigger="sse:d"></p>
  </div>`);
  await stream.waitFor(1);
  expect(saidOf(tab, "no-request")).toEqual([
    expect.stringMatching(/^info: .* write hx-get, .* \(no-request\): <p id="p"/),
    expect.stringContaining("sse:b"),
    expect.stringContaining("sse:c"),
  ]);
  await tab.close();
});

test("elements that can hold no content, unless they are replaced", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<div hx-sse="connect:${stream.path}">
    <input id="i" hx-sse="swap:a"><p hx-sse="swap:a" hx-target="#g" hx-swap="beforeend"></p><img id="g" alt="">
    <input id="j" hx-sse="swap:b" hx-swap="outerHTML"><hr hx-sse="swap:a" hx-swap="afterend">
  </div>`);
  await stream.waitFor(1);
  for (let n = 0; n < 20; n++) stream.send({ event: "a", data: "<b>text</b>" });
  stream.send({ event: "b", data: `<input id="j" value="last">` });
  await eventually(async () => expect(await tab.page.evaluate("j.value")).toBe("last"));
  expect(saidOf(tab, "target")).toEqual([
    expect.stringMatching(/<input> can hold no content: write hx-swap="outerHTML" \(target\): <input id="i"/),
    expect.stringMatching(/<img> can hold no content: .*: <p /),
  ]);
  await tab.close();
});

test.each([
  ["/htmx2/htmx.min.js", false],
  ["/htmx4/htmx.min.js", true],
  ["/htmx4/htmx.min.js,/htmx4/ext/hx-sse.min.js", false],
])("hx-sse:connect, beside %s", async (sources, isTold) => {
  const [stream, other] = [server.stream(fresh()), server.stream(fresh())];
  const tab = await visit(`<p hx-sse:connect="${other.path}"></p><p hx-sse="connect:${stream.path} swap:x"></p>`, {
    scripts: tagsOf([...sources.split(","), "/dist/sse.min.js"]),
  });
  await stream.waitFor(1);
  stream.send({ event: "nobody", data: "" });
  await eventually(() => expect(saidOf(tab, "unheard")).toHaveLength(1));
  expect(saidOf(tab, "unknown-attribute").join().includes("load the extension hx-sse of htmx 4")).toBe(isTold);
  await tab.close();
});

test.each([
  ["sse-swap", "e;f", "e"],
  ["hx-sse", "swap:sse:e", "e"],
])('%s="%s" and an event "%s"', async (attribute, value, event) => {
  const stream = server.stream(fresh());
  const tab = await visit(`<main hx-sse="connect:${stream.path}"><p ${attribute}="${value}"></p></main>`);
  await stream.waitFor(1);
  stream.send({ event, data: "1" });
  await eventually(() =>
    expect(saidOf(tab, "unheard").join()).toContain(`the page waits for "${value.replace("swap:", "")}"`),
  );
  await tab.close();
});

test("a field name in upper case, on a stream that has sent events", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:e"></p>`);
  await stream.waitFor(1);
  stream.send({ event: "e", data: "1" });
  await shows(tab, "#p", "1");
  stream.write("Event: e\nData: 2\n\n");
  await eventually(() => expect(saidOf(tab, "ignored-line").join()).toContain("write field names in lower case"));
  await tab.close();
});

test.each([
  ["alone", [], 'does nothing without htmx: write hx-sse="connect:/e"'],
  ["beside htmx 2", ["/htmx2/htmx.min.js"], 'nothing reads hx-sse:connect: write hx-sse="connect:/e" ('],
])("hx-sse:connect says what to write, %s", async (_, sources, says) => {
  const tab = await visit(`<p hx-sse:connect="/e"></p>`, { scripts: tagsOf([...sources, "/dist/sse.min.js"]) });
  await eventually(() => expect(tab.console.join()).toContain(says));
  await tab.close();
});

test("beside htmx 4 and its extension, what that one reads is not told of, whether it streams or not", async () => {
  const stream = server.stream(fresh());
  server.handle("/over", (_, response) => void response.writeHead(204).end());
  const tab = await visit(
    `<p hx-sse:connect="/over"></p><p hx-sse:connect="/later" hx-trigger="click"></p>
     <p sse-connect="${stream.path}"></p><p id="n" hx-see="connect:/x"></p>`,
    { scripts: tagsOf(["/htmx4/htmx.min.js", "/htmx4/ext/hx-sse.min.js", "/dist/sse.min.js"]) },
  );
  await eventually(() => expect(saidOf(tab, "unknown-attribute")).toHaveLength(1));
  expect(saidOf(tab, "unknown-attribute")[0]).toContain("hx-see");
  await tab.close();
});

test.each([
  ["sse_connect", "sse-connect"],
  ["sse:swap", "sse-swap"],
  ["sseConnect", "sse-connect"],
  ["hx-gte", "hx-get"],
  ["hx-vlas", "hx-vals"],
  ["hx-swap-obb", "hx-swap-oob"],
])("alone, %s is told of", async (name, meant) => {
  const tab = await visit(`<p ${name}="x" hx-vars="x" hx-targets="x" hx-put="/x" hx-push-url="true"></p>`);
  await eventually(() => expect(saidOf(tab, "unknown-attribute")).toHaveLength(1));
  expect(saidOf(tab, "unknown-attribute")[0]).toContain(`did you mean ${meant}?`);
  await tab.close();
});

test("beside htmx, names of htmx are htmx's own", async () => {
  const tab = await visit(`<p hx-gte="/x"></p><p hx-see="x"></p>`, {
    scripts: tagsOf(["/htmx2/htmx.min.js", "/dist/sse.min.js"]),
  });
  await eventually(() => expect(saidOf(tab, "unknown-attribute")).toHaveLength(1));
  expect(saidOf(tab, "unknown-attribute")[0]).toContain("hx-see");
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

test("markup of several lines with data: only before the first", async () => {
  const [stream, slow] = [server.stream(fresh()), server.stream(fresh())];
  const body = `<ul id="p" hx-sse="connect:${stream.path} swap:a"></ul>`;
  const tab = await visit(body);
  await stream.waitFor(1);
  for (let count = 0; count < 3; count++) stream.write("event: a\ndata: <li>1</li>\n<li>2</li>\n<li>3</li>\n\n");
  await eventually(() => expect(saidOf(tab, "ignored-line")).toHaveLength(1));
  expect(saidOf(tab, "ignored-line")[0]).toMatch(
    /^info: .* sent "<li>2<\/li>", which is ignored: write data: before every line \(ignored-line\): <ul id="p"/,
  );
  await shows(tab, "#p", "<li>1</li>");
  // An empty line in the markup ends the event; what is longer than a look, and lines that come one by one.
  const other = await visit(body.replace(stream.path, slow.path));
  await slow.waitFor(1);
  slow.send({ event: "a", data: "x".repeat(2000) });
  await shows(other, "#p", "x".repeat(2000));
  slow.write("event: a\r\ndata: <li>1</li>\r\n\r\n");
  slow.write("<li>2</li>\r\n");
  await eventually(() => expect(saidOf(other, "ignored-line")).toHaveLength(1));
  await Promise.all([tab.close(), other.close()]);
});

test("what is in pieces is whole: lines that go on, fields of every kind, comments", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:a"></p>`);
  await stream.waitFor(1);
  const arrival = async (text: string) => {
    const before = await tab.page.evaluate("sse.registry.connections[0].lastHeard");
    stream.write(text);
    await tab.page.waitForFunction(`sse.registry.connections[0].lastHeard > ${String(before)}`);
  };
  await arrival("event: a\ndata: 1\n\n:\n");
  await arrival("id: 7\nretry: 1000\ndata\nevent: a\ndata: <b>");
  await arrival("2\nevent: a\n\n");
  await arrival(": said\ndata:3\r");
  await arrival("\nevent:a\r\n\r\n");
  await shows(tab, "#p", "3");
  await settled(tab, stream);
  expect(saidOf(tab, "ignored-line")).toEqual([]);
  await tab.close();
});

test("a stream that fails three times in a row, in whichever way", async () => {
  const ways = {
    "responded with 500: see the server's log": faults.status(500),
    "silent for 50 ms: flush the headers or raise idle": faults.silent(),
    "ended its response: keep it open": faults.body(["event: a\ndata: 1\n\n"]),
    "broke off: check server, CORS, CSP": faults.refuse(),
  };
  const streams = Object.values(ways).map((fault) => {
    const stream = server.stream(fresh());
    stream.respond(fault);
    return stream;
  });
  const tab = await visit(
    streams
      .map(({ path }, at) => `<p hx-sse="connect:${path} swap:a retry:1ms..2ms ${at === 1 ? "idle:50ms" : ""}"></p>`)
      .join(""),
    { head: quiet },
  );
  const said = () => tab.console.filter((line) => line.startsWith("warning: [sse]"));
  await eventually(() => expect(said()).toHaveLength(4));
  expect(said().toSorted()).toEqual(
    Object.keys(ways).map(
      (what, at) => expect.stringContaining(`${streams[at]?.path} ${what} (failed 3 times in a row)`) as string,
    ),
  );
  await Promise.all(streams.map((stream) => stream.waitForAttempts(8)));
  expect(said()).toHaveLength(4);
  await tab.close();
});

test.concurrent("a response that does not begin, once for all streams of the page", async () => {
  const [one, other] = [server.stream(fresh()), server.stream(fresh())];
  one.respond(faults.silent());
  other.respond(faults.silent());
  const tab = await visit(`<p id="p" hx-sse="connect:${one.path} swap:a"></p><p hx-sse="connect:${other.path}"></p>`);
  await eventually(() => expect(saidOf(tab, "no-response")).toHaveLength(1));
  expect(saidOf(tab, "no-response")[0]).toMatch(
    /^info: .* has not responded for 10 s: let the server send its headers at once \(no-response\): <p id="p"/,
  );
  await tab.close();
});

test("a service worker that reads the whole body first", async () => {
  const stream = server.stream(fresh());
  server.handle("/worker.js", (_, response) => {
    response.writeHead(200, { "Content-Type": "text/javascript" }).end(`
      addEventListener("install", () => skipWaiting());
      addEventListener("activate", (event) => event.waitUntil(clients.claim()));
      addEventListener("fetch", (event) => {
        if (event.request.url.includes("/events")) event.respondWith(fetch(event.request).then(async (r) => new Response(await r.text(), r)));
      });`);
  });
  const tab = await visit(`<main></main>`);
  await tab.page.evaluate(`navigator.serviceWorker.register("/worker.js")`);
  await tab.page.waitForFunction("navigator.serviceWorker.controller");
  await tab.page.evaluate(
    `document.querySelector("main").innerHTML = '<p hx-sse="connect:${stream.path} swap:a"></p>'`,
  );
  await eventually(() =>
    expect(saidOf(tab, "no-response")[0]).toContain("does the page's service worker wait for the whole body?"),
  );
  await tab.page.evaluate("navigator.serviceWorker.getRegistration().then((worker) => worker.unregister())");
  await tab.close();
});
