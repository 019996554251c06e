/** `sse.inspect()`: the inspector on pages that did not load it. */
import { eventually, type OpenPage } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, scriptTag, site } from "./fixture.ts";

const { server, visit } = await site();

/** Calls from the console, which is where people do: `evaluate` of a page is refused where it may evaluate nothing. */
async function told(tab: OpenPage, expression: string): Promise<unknown> {
  const { result } = await tab.devtools.send("Runtime.evaluate", {
    expression: `Promise.resolve(${expression}).catch((error) => error.message)`,
    awaitPromise: true,
    returnByValue: true,
  });
  return result.value;
}

const loads = (): number => server.requests.filter(({ path }) => path === "/dist/inspector.js").length;
const panels = (tab: OpenPage): Promise<number> => tab.page.getByRole("region", { name: "Inspector" }).count();

async function shown(tab: OpenPage, url: string): Promise<void> {
  await eventually(async () =>
    expect(await tab.page.locator(".connections .card strong").allInnerTexts()).toEqual([url]),
  );
}

test("the panel opens with the page's connection, and again without loading twice", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p hx-sse="connect:${stream.path} swap:x"></p>`);
  await stream.waitFor(1);
  const before = loads();
  expect(await tab.page.locator("[data-sse-inspector]").count()).toBe(0);
  expect(await told(tab, "Promise.all([sse.inspect(), sse.inspect()]).then(() => 2)")).toBe(2);
  await shown(tab, stream.path);
  await tab.page.keyboard.press("Escape");
  expect(await panels(tab)).toBe(0);
  await told(tab, "sse.inspect()");
  expect(await panels(tab)).toBe(1);
  expect(loads() - before).toBe(1);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

const nonce = `<script nonce="n0nce" src="/dist/sse.min.js"></script>`;
test.each([
  ["Trusted Types", "require-trusted-types-for 'script'; trusted-types sse; script-src 'self'", scriptTag],
  ["a nonce", "script-src 'nonce-n0nce'", nonce],
])("%s: no violation, with swaps under the same policy", async (_, policy, tag) => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`, {
    scripts: tag,
    headers: { "Content-Security-Policy": policy },
  });
  await stream.waitFor(1);
  stream.send({ event: "x", data: "<b>in</b>" });
  await eventually(async () => expect(await tab.page.locator("#p > b").count()).toBe(1));
  expect(await told(tab, "sse.inspect()")).toBeUndefined();
  await shown(tab, stream.path);
  stream.send({ event: "x", data: "<i>in</i>" });
  await eventually(async () => expect(await tab.page.locator("#p > i").count()).toBe(1));
  expect(tab.violations).toEqual([]);
  await tab.close();
});

test("asked before the page is there, it opens when the first stream does", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p hx-sse="connect:${stream.path} swap:x"></p>`, {
    scripts: `${scriptTag}<script>sse.inspect()</script>`,
  });
  await shown(tab, stream.path);
  expect(await panels(tab)).toBe(1);
  await tab.close();
});

test("a bundle that came as a module looks beside the page, says where, and takes an address", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<p hx-sse="connect:${stream.path} swap:x"></p>`, {
    scripts: `<script type="module" src="/dist/sse.min.js"></script>`,
  });
  await stream.waitFor(1);
  expect(await told(tab, "sse.inspect()")).toBe(`sse: no inspector at ${server.url("/inspector.js")}`);
  await told(tab, `sse.inspect("/dist/inspector.js")`);
  await shown(tab, stream.path);
  await tab.close();
});

test("a file that is missing, or is another, is told by its address, and may be asked for again", async () => {
  const page = fresh();
  server.page(page, "<!doctype html><p>Not what you think");
  const tab = await visit("");
  for (const path of [fresh(), page]) {
    expect(await told(tab, `sse.inspect("${path}")`)).toContain(`no inspector at ${path}`);
  }
  await told(tab, "sse.inspect()");
  await eventually(async () => expect(await panels(tab)).toBe(1));
  await tab.close();
});
