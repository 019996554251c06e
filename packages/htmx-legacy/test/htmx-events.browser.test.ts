/** Events by the names of htmx may come from anybody: of a script that swaps, and of the page's own making. */
import { expect, test } from "vitest";
import { modes, shows, site } from "./fixture.ts";

const { visitSource } = await site();
const beside = modes.filter(([mode]) => mode !== "alone");

const names = [
  ..."confirm beforeRequest beforeSend beforeSwap afterSwap afterRequest configRequest afterSettle load".split(" "),
  ..."oobBeforeSwap partialBeforeSwap afterProcessNode".split(" "),
  ..."config:request before:request before:response before:swap after:request finally:request".split(" "),
  ..."before:settle after:settle after:init sse:before:connection after:swap".split(" "),
];

test.each(beside)("%s: events of the page's own making break nothing", async (_, sources) => {
  const { tab, send } = await visitSource(sources, `<p id="p" hx-sse="swap:x"></p>`);
  await tab.page.evaluate(
    ([names]) => {
      const made = [null, undefined, "text", 7, {}, { ctx: {} }, { ctx: { target: document.body } }, { tasks: [] }];
      for (const name of names ?? []) {
        for (const detail of made) {
          for (const target of [document.body, document, document.getElementById("p")]) {
            target?.dispatchEvent(new CustomEvent(`htmx:${name}`, { bubbles: true, cancelable: true, detail }));
          }
        }
      }
    },
    [names] as const,
  );
  send("x", "<b>in</b>");
  await shows(tab, "#p", "<b>in</b>");
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test.each(beside)("%s: a script swaps by `htmx.swap`", async (mode, sources) => {
  const { tab, send } = await visitSource(sources, `<p id="p" hx-sse="swap:x"></p><p id="by-script"></p>`);
  await tab.page.evaluate(
    mode.includes("htmx 4")
      ? `htmx.swap({ target: "#by-script", text: "<i>1</i>", swap: "innerHTML" })`
      : `htmx.swap("#by-script", "<i>1</i>", { swapStyle: "innerHTML" })`,
  );
  await shows(tab, "#by-script", "<i>1</i>");
  send("x", "<b>in</b>");
  await shows(tab, "#p", "<b>in</b>");
  expect(tab.errors).toEqual([]);
  await tab.close();
});
