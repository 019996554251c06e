/** A page whose scripts are modules, as a bundler puts them together: the package's exports are what `window.sse` is elsewhere. */
import { fileURLToPath } from "node:url";
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, scriptTag, shows, site } from "./fixture.ts";

const { server, visit } = await site();

/** What is built of the packages, and what they import, each at a path of its own. */
const folders = {
  "@sse/htmx-legacy": "htmx-legacy/dist",
  "@sse/parser": "parser/dist",
  "@sse/core": "core/dist",
  "@sse/dom": "dom/dist",
  "eventsource-parser": "core/node_modules/eventsource-parser/dist",
  idiomorph: "dom/node_modules/idiomorph/dist",
};
const imports: Record<string, string> = {};
for (const [name, folder] of Object.entries(folders)) {
  server.files(`/${name}`, fileURLToPath(new URL(`../../${folder}`, import.meta.url)));
  imports[name] = `/${name}/${name === "idiomorph" ? "idiomorph.esm" : "index"}.js`;
}
for (const entry of ["core/browser-shared", "dom/native", "dom/morph", "htmx-legacy/inspector.js"])
  imports[`@sse/${entry}`] = `/@sse/${entry.replace(/(?:\.js)?$/, ".js")}`;
const map = `<script type="importmap">${JSON.stringify({ imports })}</script>`;

test("everything that window.sse has is exported, and the inspector that is imported shows this page", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x"></p><p id="q"></p>`, {
    scripts: `${map}<script type="module">
      import "@sse/htmx-legacy/inspector.js";
      import * as all from "@sse/htmx-legacy";
      all.start({ addedClass: "one" });
      globalThis.all = all;
    </script>`,
  });
  await stream.waitFor(1);
  expect(await tab.page.evaluate("typeof sse")).toBe("undefined");
  const names = ["start", "stop", "process", "close", "reconnect", "swap", "inspect", "version"];
  expect(await tab.page.evaluate(`${JSON.stringify(names)}.filter((name) => all[name] !== all.sse[name])`)).toEqual([
    "inspect",
  ]);
  expect(await tab.page.evaluate("[all.sse.config.addedClass, all.sse.registry.connections.length]")).toEqual([
    "one",
    1,
  ]);
  await tab.page.evaluate(`all.swap(document.querySelector("#q"), "swapped")`);
  await shows(tab, "#q", "swapped");
  await tab.page.evaluate("all.inspect()");
  await eventually(async () =>
    expect(await tab.page.locator(".connections .card strong").allInnerTexts()).toEqual([stream.path]),
  );
  await tab.page.evaluate(`all.close(document.querySelector("#p"))`);
  await stream.waitFor(0);
  await tab.page.evaluate(`all.reconnect(document.querySelector("#p"))`);
  await stream.waitFor(1);
  await tab.page.evaluate("all.stop()");
  await stream.waitFor(0);
  expect(await tab.page.evaluate("all.sse.registry === undefined")).toBe(true);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

const copies = `${map}<script type="module">import { sse, start } from "@sse/htmx-legacy"; globalThis.copy = sse; start();</script>`;

test.each([
  ["a module behind a script tag", `${scriptTag}${copies}`],
  ["a script tag that comes when a module is at work", `${copies}`],
])("%s: one copy is at work, and the other says so", async (_, scripts) => {
  const stream = server.stream(fresh());
  const tab = await visit(`<ul id="l" hx-sse="connect:${stream.path} swap:x" hx-swap="beforeend"></ul>`, { scripts });
  await stream.waitFor(1);
  if (scripts === copies)
    await tab.page.evaluate(
      `document.head.append(Object.assign(document.createElement("script"), { src: "/dist/sse.min.js" }))`,
    );
  const said = (): string[] => tab.console.filter((line) => line.includes("(two-copies)"));
  await eventually(() => expect(said()).toHaveLength(1));
  expect(said()[0]).toMatch(/hx-sse \S+ is at work on this page already: load it once/);
  stream.send({ event: "x", data: "<li>1</li>" });
  stream.send({ event: "x", data: "<li>2</li>" });
  await shows(tab, "#l", "<li>1</li><li>2</li>");
  expect(stream.attempts.length).toBe(1);
  await tab.close();
});
