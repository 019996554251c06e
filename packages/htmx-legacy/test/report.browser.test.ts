/** What a page is told: why a stream closed, and each mistake once. */
import { eventually, faults } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, heard, shows, site } from "./fixture.ts";

const { server, visit } = await site();

/** Records on the source itself: one that has left the document bubbles nowhere. */
const record = `globalThis.closes = []; addEventListener("DOMContentLoaded", () =>
  s.addEventListener("htmx:sseClose", ({ detail, target }) => closes.push([detail.type, target.id, detail.elt.id])), { capture: true });`;

const remove = `document.querySelector("#s").remove()`;
const endings: readonly [type: string, script: string][] = [
  ["nodeMissing", remove],
  ["script", `sse.close(document.querySelector("#s"))`],
  ["script", `document.querySelector("#s").removeAttribute("hx-sse")`],
  ["script", "sse.stop()"],
];

test.each(endings)("htmx:sseClose says %s after %s", async (type, script) => {
  const stream = server.stream(fresh());
  const tab = await visit(`<div id="s" hx-sse="connect:${stream.path}"></div>`, { before: record });
  await stream.waitFor(1);
  await tab.page.evaluate(script);
  await stream.waitFor(0);
  expect(await tab.page.evaluate("closes")).toEqual([[type, "s", "s"]]);
  await tab.close();
});

test("htmx:sseClose says message, ended, error, attempts, as it was", async () => {
  const [message, ended, error, attempts] = [fresh(), fresh(), fresh(), fresh()].map((path) => server.stream(path));
  ended?.respond(faults.status(204));
  error?.respond(faults.status(404));
  attempts?.respond(faults.status(503));
  const options = { message: "close:bye", ended: "", error: "", attempts: "attempts:2 retry:1ms" };
  const streams = [message, ended, error, attempts];
  const tab = await visit(
    Object.entries(options)
      .map(([id, option], i) => `<i id="${id}" hx-sse="connect:${streams[i]?.path} ${option}"></i>`)
      .join(""),
  );
  await message?.waitFor(1);
  message?.send({ event: "bye", data: "" });
  await eventually(async () =>
    expect((await heard(tab, "htmx:sseClose")).map(([, id, { type }]) => [id, type]).toSorted()).toEqual(
      Object.keys(options)
        .map((id) => [id, id])
        .toSorted(),
    ),
  );
  expect(tab.console.filter((text) => text.startsWith("warning"))).toHaveLength(2);
  await tab.close();
});

test("htmx:sseClose says nodeReplaced, while the source still stands", async () => {
  const [stream, inner] = [server.stream(fresh()), server.stream(fresh())];
  const tab = await visit(
    `<main hx-sse="connect:${stream.path}"><div id="w" hx-sse="swap:x"><i id="s" hx-sse="connect:${inner.path}"></i></div></main>`,
  );
  await inner.waitFor(1);
  stream.send({ event: "x", data: "replaced" });
  await inner.waitFor(0);
  expect(await heard(tab, "htmx:sseClose")).toEqual([["htmx:sseClose", "s", { type: "nodeReplaced" }]]);
  await shows(tab, "#w", "replaced");
  await tab.close();
});

test("a swap without a source says so, with an event, until it has one", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<div id="w"><p id="p" hx-sse="swap:x"></p></div>`);
  await eventually(async () => expect(await heard(tab, "htmx:noSSESourceError")).toHaveLength(1));
  await tab.page.evaluate(
    (path) => document.querySelector("#w")?.setAttribute("hx-sse", `connect:${path}`),
    stream.path,
  );
  await stream.waitFor(1);
  stream.send({ event: "x", data: "served" });
  await shows(tab, "#p", "served");
  expect(await heard(tab, "htmx:noSSESourceError")).toHaveLength(1);
  await tab.close();
});

test("the same mistake is said once, however often a stream brings it", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<main hx-sse="connect:${stream.path}"><p id="p" hx-sse="swap:x"></p><p id="t" hx-sse="swap:y" hx-target="#nowhere"></p><p id="end" hx-sse="swap:end"></p></main>`,
  );
  await stream.waitFor(1);
  for (let i = 0; i < 20; i++) {
    stream.send({ event: "x", data: `<b hx-sse="swop:x">${i}</b><i hx-get="/x" hx-trigger="sse:z dellay:1s"></i>` });
    stream.send({ event: "y", data: "lost" });
  }
  stream.send({ event: "end", data: "end" });
  await shows(tab, "#end", "end");
  const warnings = tab.console.filter((text) => text.startsWith("warning"));
  expect(warnings).toHaveLength(3);
  for (const what of ["swop", "dellay", "hx-target"]) expect(warnings.some((text) => text.includes(what))).toBe(true);
  await tab.close();
});

test("a function of window.sse that is given what it cannot work with says so, by its name", async () => {
  const tab = await visit(`<p id="p"></p>`);
  const calls = ["close(null)", "reconnect()", `process("#p")`, `close(document.querySelector("#no"))`];
  for (const call of calls) await tab.page.evaluate(`sse.${call}`);
  const said = tab.console.filter((line) => line.includes("(argument)"));
  expect(said.map((line) => line.replace(/^\w+: /, ""))).toEqual([
    "[sse] sse.close takes an element, not null (argument)",
    "[sse] sse.reconnect takes an element, not undefined (argument)",
    "[sse] sse.process takes an element, not #p (argument)",
  ]);
  for (const call of [`swap(null, "x")`, "swap(p)"])
    await expect(tab.page.evaluate(`sse.${call}`)).rejects.toThrow("sse.swap takes an element and a string of HTML");
  await tab.page.evaluate(
    `sse.swap(p, "<b>x</b>", "scroll:bottom beforeend"); sse.swap(p, "y", { swapStyle: "beforeend" })`,
  );
  await eventually(() =>
    expect(tab.console.join("\n")).toMatch(/\(misplaced\): <p id="p">[^]*such as "beforeend" \(argument\)/),
  );
  await tab.close();
});

test.each([
  ["sse.stop(); sse.start()", "sse.stop(); sse.start()"],
  ["sse.start()", "sse.start()"],
])("a page that a listener of its end starts anew by %s is at work once, and can be stopped", async (again, act) => {
  const stream = server.stream(fresh());
  const tab = await visit(`<ul id="l" hx-sse="connect:${stream.path} swap:x" hx-swap="beforeend"></ul>`);
  await stream.waitFor(1);
  await tab.page.evaluate(
    `let once; document.addEventListener("htmx:sseClose", () => { if (!once) { once = true; ${again} } }); ${act}`,
  );
  await eventually(() => expect([stream.attempts.length > 1, stream.opened.length > 1]).toEqual([true, true]));
  await stream.waitFor(1);
  stream.send({ event: "x", data: "<li>1</li>" });
  await shows(tab, "#l", "<li>1</li>");
  await tab.page.evaluate("sse.stop()");
  await stream.waitFor(0);
  await tab.close();
});
