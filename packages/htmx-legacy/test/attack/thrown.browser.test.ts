/** Attack table: what code of the page throws × where it is called × hosts. A report never throws, and nothing stops. */
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh } from "../fixture.ts";
import { ground, hosts, open, sample } from "./ground.ts";

const field = await ground();

/** Expressions of what is thrown: each refuses to become text by `${…}`. */
const thrown: readonly string[] = [
  "{ toString() { throw 1 } }",
  "{ toString: () => ({}), valueOf: () => ({}) }",
  "{ [Symbol.toPrimitive]() { throw 1 } }",
  "Object.create(null)",
  "Symbol('thrown')",
  "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()",
  "new Proxy(function () {}, { get() { throw 1 }, getPrototypeOf() { throw 1 }, has() { throw 1 } })",
  "Object.defineProperty(new Error('x'), 'message', { get() { throw 1 } })",
  "Object.assign(new Error('x'), { name: Symbol('name') })",
  "frame.Object.create(null)",
  "frame.eval('({ toString() { throw 1 } })')",
  "frame.Symbol('of another realm')",
];

/** Where the page's own code is called: `boom()` throws. */
const places: Readonly<Record<string, string>> = {
  "sanitize of an event": "sse.config.sanitize = boom",
  "sanitize of sse.swap": "sse.config.sanitize = boom; try { sse.swap(canary, 'stolen') } catch {}",
  "sanitize of a frame": "sse.config.sanitize = boom; target.setAttribute('hx-swap', 'innerHTML frame')",
  "sanitize of a delay": "sse.config.sanitize = boom; target.setAttribute('hx-swap', 'innerHTML swap:1ms')",
  "sanitize of a transition": "sse.config.sanitize = boom; target.setAttribute('hx-swap', 'innerHTML transition:true')",
  "sanitize of a response": "sse.config.sanitize = boom; asks.click()",
  "a [filter]":
    "target.setAttribute('hx-trigger', 'sse:x[boom()]'); target.setAttribute('hx-get', '/x'); (globalThis.htmx ?? sse).process(target)",
  "js: values": "asks.setAttribute('hx-vals', 'js:{a: boom()}'); asks.click()",
  "js: headers of a source": "other.setAttribute('hx-headers', 'js:{a: boom()}'); sse.reconnect(other)",
  "a console": "console.warn = boom; target.setAttribute('hx-swap', 'nonsense')",
};

// What htmx evaluates itself, it fails by itself.
const rows = Object.keys(hosts).flatMap((host) =>
  Object.keys(places).flatMap((place) => (place === "js: values" && host !== "alone" ? [] : [[host, place] as const])),
);

test.each(sample(rows, 12))("%s, %s: whatever is thrown, everything else goes on", async (host, place) => {
  const path = fresh();
  const other = field.server.stream(fresh());
  field.server.get(path, () => "<b>answer</b>");
  const { tab, attack } = await open(field, host, "innerHTML", {
    around: `<button id="asks" hx-get="${path}" hx-target="#answer"></button><p id="answer"></p><iframe></iframe><i id="other" hx-sse="connect:${other.path}"></i>`,
  });
  await tab.page.evaluate(`globalThis.frame = document.querySelector("iframe").contentWindow; globalThis.turn = 0;
    globalThis.thrown = [${thrown.map((each) => `() => (${each})`).join()}];
    globalThis.boom = (html) => { if (\`\${html}\`.startsWith("alive")) return html; throw thrown[turn++ % thrown.length]() };`);
  for (const _ of thrown) {
    await tab.page.evaluate(places[place] ?? "");
    await attack("<i>x</i>");
  }
  await tab.page.evaluate(`sse.config.sanitize = (html) => html; for (const each of [target, asks])
    for (const name of ["hx-swap", "hx-vals", "hx-trigger"]) each.removeAttribute(name); asks.click()`);
  await attack("<i>last</i>");
  expect(await tab.page.locator("#target").innerHTML()).toBe("<i>last</i>");
  await eventually(async () => expect(await tab.page.locator("#answer").innerHTML()).toBe("<b>answer</b>"));
  expect(await tab.page.evaluate("turn")).toBeGreaterThan(0);
  await tab.close();
});
