/** `sse.inspect()`: the inspector on pages that did not load it. */
import { eventually, faults, needs, type OpenPage, playwrightPage } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, scriptTag, site } from "./fixture.ts";

const { server, visit } = await site();

/** Calls from the console, which is where people do: `evaluate` of a page is refused where it may evaluate nothing. */
const told = (tab: OpenPage, expression: string): Promise<unknown> =>
  tab.value(`Promise.resolve(${expression}).catch((error) => error.message)`);

const loads = (): number => server.requests.filter(({ path }) => path === "/dist/inspector.js").length;
const panels = (tab: OpenPage): Promise<number> =>
  tab.page.locator(".panel[aria-label=Inspector]:not([hidden])").count();

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

test("where no stream is open, it says so of the elements that ask for one", async () => {
  const tab = await visit(`<p hx-sse="swap:x"></p><p hx-sse="connect:https://other.example/ swap:x"></p>`);
  await told(tab, "sse.inspect()");
  const text = () => tab.page.locator(".connections .empty").innerText();
  await eventually(async () => expect(await text()).toContain("No stream is open, though 2 elements ask for one"));
  await tab.page.evaluate(`document.body.innerHTML = ""`);
  await eventually(async () => expect(await text()).toContain("No stream on this page yet"));
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

const rows = (tab: OpenPage) => playwrightPage(tab).locator(".timeline tbody tr");

test(
  "a row tells what a message reached and what it was superseded in; a look at it frames the elements",
  needs("playwright"),
  async () => {
    const stream = server.stream(fresh());
    const tab = await visit(
      `<div hx-sse="connect:${stream.path}"><p id="all" hx-sse="swap:x"></p><p id="last" hx-sse="swap:x" hx-swap="frame"></p></div>`,
    );
    await stream.waitFor(1);
    await told(tab, "sse.inspect()");
    stream.write("event: x\ndata: first\n\nevent: x\ndata: second\n\n");
    const first = rows(tab).filter({ hasText: "first" });
    await eventually(async () => expect(await first.innerText()).toMatch(/ms\s+1 element 1 superseded\s+first/));
    const second = rows(tab).filter({ hasText: "second" });
    await eventually(async () => expect(await second.innerText()).toMatch(/ms\s+2 elements\s+second/));
    const frames = tab.page.locator(".spotlight div");
    await second.hover();
    await eventually(async () => expect(await frames.count()).toBe(2));
    await first.hover();
    await eventually(async () => expect(await frames.count()).toBe(1));
    const [framed, wanted] = [await frames.boundingBox(), await tab.page.locator("#all").boundingBox()];
    expect(Math.round((framed?.y ?? 0) - (wanted?.y ?? 0))).toBe(-4);
    await playwrightPage(tab).getByRole("heading", { name: "Inspector" }).hover();
    await eventually(async () => expect(await frames.count()).toBe(0));
    await tab.close();
  },
);

test(
  "a broken stream is told step by step; a standing error with what to do about it",
  needs("playwright"),
  async () => {
    const stream = server.stream(fresh());
    const tab = await visit(`<p hx-sse="connect:${stream.path} swap:x retry:10ms..20ms"></p>`);
    await stream.waitFor(1);
    await told(tab, "sse.inspect()");
    stream.drop();
    await stream.waitForAttempts(2);
    const problem = tab.page.locator(".card .problem");
    expect(await problem.innerText()).toBe("");
    const steps = rows(tab).filter({ has: playwrightPage(tab).locator("td[colspan]") });
    await eventually(async () => {
      const [open, connecting, waiting] = await steps.allInnerTexts();
      expect(open).toMatch(new RegExp(`open\\s+${stream.path}$`));
      expect(connecting).toContain("connecting");
      expect(waiting).toMatch(/waiting\s+next attempt in \d+ ms · broke off/);
    });
    stream.respond(faults.status(404));
    stream.drop();
    await eventually(async () => expect(await problem.innerText()).toMatch(/responded with 404.*check the address/));
    await tab.close();
  },
);

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
  expect(await told(tab, "sse.inspect()")).toBe(
    `sse: no inspector at ${server.url("/inspector.js")}: put inspector.js there, from the folder that sse.min.js is from`,
  );
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

test("each message stands there once, and one is no plural; a second script tag changes nothing", async () => {
  const stream = server.stream(fresh());
  const inspector = '<script src="/dist/inspector.js"></script>';
  const tab = await visit(`<p hx-sse="connect:${stream.path} swap:x" hx-get="/none" hx-trigger="sse:x[false]"></p>`, {
    scripts: `${scriptTag}${inspector}${inspector}`,
  });
  await stream.waitFor(1);
  await told(tab, "sse.inspect()");
  stream.send({ event: "x", data: "only" });
  await eventually(async () => expect(await tab.page.locator(".bar span").innerText()).toMatch(/, 1 message$/));
  expect(await tab.page.locator("[data-sse-inspector]").count()).toBe(1);
  await eventually(async () => {
    const messages = await tab.page.locator(".timeline tbody tr").allInnerTexts();
    expect(messages.filter((text) => text.includes("only"))).toEqual([expect.stringMatching(/\b1 element\b/)]);
  });
  await tab.close();
});

test("on a small screen it covers nothing that can be pressed", needs("playwright"), async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<p hx-sse="connect:${stream.path} swap:x"></p>
     <button style="position:fixed; right:0; bottom:0; width:100%; height:5rem" onclick="document.title = 'pressed'">At the foot</button>`,
  );
  const page = playwrightPage(tab);
  await page.setViewportSize({ width: 375, height: 640 });
  await stream.waitFor(1);
  await told(tab, "sse.inspect()");
  await eventually(async () => expect(await panels(tab)).toBe(1));
  await page.getByRole("button", { name: "At the foot" }).click();
  expect(await page.title()).toBe("pressed");
  await page.keyboard.press("Escape");
  expect(await page.evaluate("document.body.style.paddingBottom")).toBe("");
  await tab.close();
});
