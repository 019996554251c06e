/** The attribute on a real page: connect, swap, names, spellings, inheritance, sharing. */
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, heard, shows, site } from "./fixture.ts";

const { server, visit } = await site();

test("connect and swap on one element", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<div id="a" hx-sse="connect:${stream.path} swap:news">before</div>`);
  await stream.waitFor(1);
  stream.send({ event: "news", data: "<b>hello</b>" });
  await shows(tab, "#a", "<b>hello</b>");
  await tab.close();
  await stream.waitFor(0);
});

test("one source serves descendants at any depth, with the same and other events", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`
    <main hx-sse="connect:${stream.path}">
      <p id="one" hx-sse="swap:x"></p>
      <section><ul><li><i id="deep" hx-sse="swap:x"></i></li></ul></section>
      <p id="other" hx-sse="swap:y">untouched</p>
    </main>`);
  await stream.waitFor(1);
  stream.send({ event: "x", data: "X" });
  await shows(tab, "#one", "X");
  await shows(tab, "#deep", "X");
  await shows(tab, "#other", "untouched");
  stream.send({ event: "y", data: "Y" });
  await shows(tab, "#other", "Y");
  expect(stream.opened).toHaveLength(1);
  await tab.close();
});

test("several swaps, any white space, any order, colons in names and URLs, data-hx-sse", async () => {
  const stream = server.stream(fresh());
  const url = `${server.origin}${stream.path}?a=1&amp;b=x:y`;
  const tab = await visit(`<div id="a" data-hx-sse="swap:room:1\n\tswap:two\n connect:${url}\tswap:message"></div>`);
  await stream.waitFor(1);
  expect(stream.opened[0]?.query.get("b")).toBe("x:y");
  for (const event of ["room:1", "two"]) {
    stream.send({ event, data: `from ${event}` });
    await shows(tab, "#a", `from ${event}`);
  }
  stream.send({ data: "unnamed" });
  await shows(tab, "#a", "unnamed");
  await tab.close();
});

test("names are matched exactly, whatever they are", async () => {
  const stream = server.stream(fresh());
  const names = ["__proto__", "constructor", "Case", "case", "toString"];
  const tab = await visit(
    `<div hx-sse="connect:${stream.path}">${names.map((name, i) => `<i id="n${i}" hx-sse="swap:${name}">-</i>`).join("")}</div>`,
  );
  await stream.waitFor(1);
  stream.send({ event: "CASE", data: "nobody" });
  for (const name of names) stream.send({ event: name, data: `is ${name}` });
  for (const [i, name] of names.entries()) await shows(tab, `#n${i}`, `is ${name}`);
  await tab.close();
});

test("the nearest source above serves an element", async () => {
  const [outer, inner] = [server.stream(fresh()), server.stream(fresh())];
  const tab = await visit(`
    <div hx-sse="connect:${outer.path}">
      <p id="o" hx-sse="swap:x"></p>
      <div hx-sse="connect:${inner.path}"><p id="i" hx-sse="swap:x"></p></div>
    </div>`);
  await Promise.all([outer.waitFor(1), inner.waitFor(1)]);
  outer.send({ event: "x", data: "outer" });
  inner.send({ event: "x", data: "inner" });
  await shows(tab, "#o", "outer");
  await shows(tab, "#i", "inner");
  await tab.close();
});

test("a swap or a trigger without a source says so, and the rest of the page works", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`
    <div id="lost" hx-sse="swap:x"></div>
    <div id="mute" hx-get="/x" hx-trigger="sse:x"></div>
    <div id="a" hx-sse="connect:${stream.path} swap:x"></div>`);
  await stream.waitFor(1);
  const lost = (await heard(tab, "htmx:noSSESourceError")).map(([, id]) => id);
  expect(lost).toEqual(["lost", "mute"]);
  const warnings = tab.console.filter((text) => text.includes("no source"));
  expect(warnings).toHaveLength(2);
  expect(warnings[0]).toContain('id="lost"');
  expect(warnings[0]).toContain("connect:");
  stream.send({ event: "x", data: "fine" });
  await shows(tab, "#a", "fine");
  await tab.close();
});

test("hx-sse is not inherited, hx-target and hx-swap are", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`
    <div hx-target="#list" hx-swap="beforeend">
      <div id="source" hx-sse="connect:${stream.path} swap:x"><p id="child">child</p></div>
    </div>
    <ul id="list"></ul>`);
  await stream.waitFor(1);
  stream.send({ event: "x", data: "<li>1</li>" });
  stream.send({ event: "x", data: "<li>2</li>" });
  await shows(tab, "#list", "<li>1</li><li>2</li>");
  await shows(tab, "#child", "child");
  await tab.close();
});

test("what htmx 4 marks as inherited is, and a change of it counts from the next event on", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`
    <div id="over" hx-target:inherited="#one" hx-swap:inherited="beforeend">
      <div hx-sse="connect:${stream.path}"><p hx-sse="swap:x"></p></div>
    </div>
    <ul id="one"></ul><ul id="two"></ul>`);
  await stream.waitFor(1);
  for (const n of [1, 2]) stream.send({ event: "x", data: `<li>${n}</li>` });
  await shows(tab, "#one", "<li>1</li><li>2</li>");
  await tab.page.evaluate(`document.querySelector("#over").setAttribute("hx-target:inherited", "#two")`);
  stream.send({ event: "x", data: "<li>3</li>" });
  await shows(tab, "#two", "<li>3</li>");
  await tab.close();
});

test("all sources of one URL share a connection, and other requests get through", async () => {
  const stream = server.stream(fresh());
  server.get("/plain", () => "answered");
  const sources = Array.from({ length: 7 }, (_, i) => `<div id="s${i}" hx-sse="connect:${stream.path} swap:x"></div>`);
  const tab = await visit(sources.join(""));
  await stream.waitFor(1);
  stream.send({ event: "x", data: "all" });
  for (let i = 0; i < 7; i++) await shows(tab, `#s${i}`, "all");
  expect(stream.opened).toHaveLength(1);
  expect(await tab.page.evaluate(`fetch("/plain").then((response) => response.text())`)).toBe("answered");
  expect((await heard(tab, "htmx:sseOpen")).length).toBe(7);
  await tab.close();
});

test("the three attributes of htmx 2's extension mean what they mean there", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`
    <div id="src" hx-ext="sse" sse-connect="${stream.path}" sse-close="bye">
      <p id="a" sse-swap="one, two"></p>
      <p id="b" hx-sse="swap:two"></p>
    </div>`);
  await stream.waitFor(1);
  stream.send({ event: "one", data: "1" });
  await shows(tab, "#a", "1");
  stream.send({ event: "two", data: "2" });
  await shows(tab, "#a", "2");
  await shows(tab, "#b", "2");
  stream.send({ event: "bye", data: "" });
  await stream.waitFor(0);
  await eventually(async () => expect((await heard(tab, "htmx:sseClose"))[0]?.[2]["type"]).toBe("message"));
  await tab.close();
});

test("sse-close may name several events, with commas between them: any of them ends the stream", async () => {
  for (const event of ["bye", "over"]) {
    const stream = server.stream(fresh());
    const tab = await visit(`<div sse-connect="${stream.path}" sse-close="bye, over"></div>`);
    await stream.waitFor(1);
    stream.send({ event, data: "" });
    await stream.waitFor(0);
    expect((await heard(tab, "htmx:sseClose")).map(([, , detail]) => detail["type"])).toEqual(["message"]);
    await tab.close();
  }
});
