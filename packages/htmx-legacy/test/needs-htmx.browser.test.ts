/** Without htmx, what needs htmx says so: each attribute once, by name, with what to do. */
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, scriptTag, site } from "./fixture.ts";

const { server, visit, visitSource } = await site();
server.files("/htmx2", new URL("../node_modules/htmx2/dist", import.meta.url).pathname);

const body = `<main hx-boost="true"><a href="#x" hx-boost="true">x</a></main>
  <p hx-on:click="this.remove()" data-hx-on-mouseover="1"></p><p hx-on::after-request="1"></p>
  <p hx-prompt="?" hx-vars="a:1"></p><p _="on click log 1"></p><p hx-ws="connect:/ws"></p>
  <p hx-action="/x" hx-method="get" hx-query="/y" hx-config="timeout:1"></p><p hx-status:404="swap:none"></p>
  <p hx-ext="sse"></p><p hx-ext="sse, morph"></p><p hx-ext="response-targets"></p><p hx-sse:connect="/e"></p>`;

const named = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => /\[sse\] (\S+) does nothing .*\(needs-htmx\)/.exec(line)?.[1] ?? []);

test("each attribute is named once, in content that comes later, too", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`${body}<div id="late" hx-sse="connect:${stream.path} swap:x"></div>`);
  const all = [
    "hx-boost hx-on:click hx-prompt hx-vars _ hx-ws hx-action hx-method hx-query hx-config hx-status:404 hx-ext",
    "hx-sse:connect",
  ].flatMap((names) => names.split(" "));
  await eventually(() => expect(named(tab.console).toSorted()).toEqual(all.toSorted()));
  await stream.waitFor(1);
  stream.send({ event: "x", data: `<p id="n" hx-get="/x" hx-inherit="*" hx-boost="true"></p>` });
  await eventually(() => expect(named(tab.console).toSorted()).toEqual([...all, "hx-inherit"].toSorted()));
  await tab.close();
});

test.each([
  ["alone", ["/dist/sse.min.js"]],
  ["beside htmx 2", ["/htmx2/htmx.min.js", "/dist/sse.min.js"]],
])("ignore:sse takes triggers back, too, and is not told of (%s)", async (_, sources) => {
  let asked = 0;
  server.handle("/ignored", () => `${++asked}`);
  const { tab, send } = await visitSource(
    sources,
    `<div hx-ext="sse, ignore:sse"><b hx-get="/ignored" hx-trigger="sse:a"></b><i sse-swap="a">old</i></div>
     <div hx-ext="ignore:sse"><b hx-get="/ignored" hx-trigger="sse:a"></b></div><p id="p" hx-get="/ignored" hx-trigger="sse:a"></p>`,
  );
  send("a", "new");
  await eventually(async () => expect(await tab.page.textContent("#p")).toBe("1"));
  expect(await tab.page.textContent("i")).toBe("old");
  expect(asked).toBe(1);
  expect(named(tab.console)).toEqual([]);
  await tab.close();
});

test("after a hundred pieces of new content, nobody looks any more", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`);
  await stream.waitFor(1);
  const piece = (n: number): string => `<i hx-get="/x" hx-trigger="click">${n}</i>`;
  for (let n = 1; n < 100; n++) stream.send({ event: "x", data: piece(n) });
  stream.send({ event: "x", data: `<i hx-inherit="*">100</i>` });
  stream.send({ event: "x", data: `<i hx-prompt="?">101</i>` });
  await eventually(async () => expect(await tab.page.textContent("#p")).toBe("101"));
  await eventually(() => expect(named(tab.console)).toEqual(["hx-inherit"]));
  await tab.close();
});

test("beside htmx, nothing is said", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`${body}<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`, {
    scripts: `${scriptTag}<script defer src="/htmx2/htmx.min.js"></script>`,
  });
  await stream.waitFor(1);
  stream.send({ event: "x", data: `<i hx-inherit="*"></i>` });
  await eventually(async () => expect(await tab.page.locator("#p i").count()).toBe(1));
  expect(named(tab.console)).toEqual([]);
  await tab.close();
});
