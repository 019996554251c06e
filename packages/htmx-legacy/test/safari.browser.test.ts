/**
 * What Safari is known for, as far as any browser can be made to do the same; in WebKitGTK it is there by itself.
 * docs/browsers.md has the whole list, and where each item is tested.
 */
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, shows, site } from "./fixture.ts";

const { server, visit } = await site();

const refusing = (name: string): string => `Object.defineProperty(globalThis, "${name}", {
  get() { throw new DOMException("refused", "SecurityError"); },
});`;

test("without Trusted Types content is swapped as ever", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`, {
    before: `Object.defineProperty(globalThis, "trustedTypes", { value: undefined });`,
  });
  await stream.waitFor(1);
  stream.send({ event: "x", data: `<i id="n">1</i><i hx-swap-oob="beforeend:body" id="o">2</i>` });
  await shows(tab, "#n", "1");
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test("a clock of 100 ms steps loses no event of a burst, and keeps their order", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<ul id="l" hx-sse="connect:${stream.path} swap:x" hx-swap="beforeend"></ul>`, {
    before: `{
      const { performance: { now }, Date: { now: today } } = globalThis;
      performance.now = () => Math.floor(now.call(performance) / 100) * 100;
      Date.now = () => Math.floor(today() / 100) * 100;
    }`,
  });
  await stream.waitFor(1);
  const numbers = Array.from({ length: 500 }, (_, index) => String(index));
  for (const number of numbers) stream.send({ event: "x", data: `<li>${number}</li>` });
  await eventually(async () => expect(await tab.page.locator("#l li").allTextContents()).toEqual(numbers));
  await tab.close();
});

test("a comment of 2 KB that comes first, for what holds short beginnings back, is no event", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:message"></p>`);
  await stream.waitFor(1);
  stream.write(`:${" ".repeat(2048)}\n\n`);
  stream.send({ data: "1" });
  await shows(tab, "#p", "1");
  expect(tab.console).toEqual([]);
  await tab.close();
});

test("where storage is refused, resume:session keeps the position as long as the page lives", async () => {
  const stream = server.stream(fresh(), { replay: "missed" });
  const tab = await visit(
    `<ul id="l" hx-sse="connect:${stream.path} swap:message resume:session retry:1ms..20ms" hx-swap="beforeend"></ul>`,
    { before: refusing("sessionStorage") + refusing("localStorage") },
  );
  await stream.waitFor(1);
  stream.send({ data: "1" });
  await shows(tab, "#l", "1");
  stream.drop();
  stream.send({ data: "2" });
  await shows(tab, "#l", "12");
  expect(stream.opened.map(({ lastEventId }) => lastEventId)).toEqual([undefined, "1"]);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test("the last event before a long silence is heard: nothing waits for what comes after it", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:message"></p>`);
  await stream.waitFor(1);
  // Many at once, then one alone: the last chunk is read when all before it has been worked off.
  for (let number = 1; number <= 300; number++) stream.send({ data: `<b>${number}</b>` });
  await shows(tab, "#p", "<b>300</b>");
  stream.send({ data: "alone" });
  await shows(tab, "#p", "alone");
  await tab.close();
});
