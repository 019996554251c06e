/** Shadow roots that a page hands over with `sse.process(root)`. */
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, scriptTag, site } from "./fixture.ts";

const { server, visit } = await site();

/** Opens a page with `<x-box>` inside `main`, whose shadow root of that mode is handed over. */
async function open(mode: "open" | "closed", content: string, main: string, scripts = scriptTag) {
  const tab = await visit(`<main ${main}><x-box></x-box></main>`, { scripts });
  await tab.page.waitForFunction("sse.registry");
  await tab.page.evaluate(`{
    globalThis.box = document.querySelector("x-box");
    globalThis.root = box.attachShadow({ mode: "${mode}" });
    root.innerHTML = ${JSON.stringify(content)};
    sse.process(root);
    globalThis.html = (selector) => root.querySelector(selector)?.innerHTML;
  }`);
  const shows = (selector: string, html: string): Promise<void> =>
    eventually(async () => expect(await tab.page.evaluate(`html(${JSON.stringify(selector)})`)).toBe(html));
  return { tab, shows };
}

test.each(["open", "closed"] as const)(
  "%s: what is in a shadow root is bound, and what comes and goes in it later",
  async (mode) => {
    const [own, late, outside] = [server.stream(fresh()), server.stream(fresh()), server.stream(fresh())];
    const { tab, shows } = await open(
      mode,
      `<section hx-sse="connect:${own.path}"><p id="p" hx-sse="swap:x"></p></section><i id="o" hx-sse="swap:y"></i>`,
      `hx-sse="connect:${outside.path}"`,
    );
    await Promise.all([own.waitFor(1), outside.waitFor(1)]);
    own.send({ event: "x", data: "inside" });
    await shows("#p", "inside");
    outside.send({ event: "y", data: "outside" });
    await shows("#o", "outside");
    await tab.page.evaluate(
      `root.querySelector("#o").insertAdjacentHTML("afterend", '<b id="l" hx-sse="connect:${late.path} swap:x"></b>')`,
    );
    await late.waitFor(1);
    late.send({ event: "x", data: "late" });
    await shows("#l", "late");
    await tab.page.evaluate(`root.querySelector("#l").setAttribute("hx-swap", "beforeend")`);
    late.send({ event: "x", data: "r" });
    await shows("#l", "later");
    await tab.page.evaluate(`root.querySelector("#l").remove()`);
    await late.waitFor(0);
    await tab.page.evaluate("box.remove()");
    await own.waitFor(0);
    expect(outside.connections).toBe(1);
    expect(tab.errors).toEqual([]);
    await tab.close();
  },
);

test("events of a shadow root bubble out of it, and what is disabled around it counts inside", async () => {
  const stream = server.stream(fresh());
  const { tab, shows } = await open(
    "open",
    `<p id="p" hx-sse="connect:${stream.path} swap:x"></p><div hx-disable><i id="q" hx-sse="swap:x">-</i></div>`,
    "",
  );
  await stream.waitFor(1);
  await tab.page.evaluate(`globalThis.seen = [];
    document.addEventListener("htmx:sseMessage", ({ target }) => seen.push(target.localName))`);
  stream.send({ event: "x", data: "1" });
  await shows("#p", "1");
  expect(await tab.page.evaluate("seen")).toEqual(["x-box"]);
  expect(await tab.page.evaluate(`html("#q")`)).toBe("-");
  await tab.page.evaluate(`document.querySelector("main").setAttribute("hx-disable", "")`);
  await stream.waitFor(0);
  await tab.close();
});

const tag = (src: string): string => `<script src="${src}"></script>`;

test.each([
  ["alone", tag("/dist/sse.min.js")],
  ...["htmx2", "htmx4"].flatMap((name) =>
    ["sse.min.js", "sse-for-htmx.min.js"].map((bundle): [string, string] => [
      `beside ${name}, ${bundle}`,
      tag(`/${name}/htmx.min.js`) + tag(`/dist/${bundle}`),
    ]),
  ),
])("%s: a host that leaves and comes back is bound again, with all that is in its root", async (_, scripts) => {
  const [own, outside] = [server.stream(fresh()), server.stream(fresh())];
  const answer = fresh();
  server.handle(answer, () => "answer");
  const { tab, shows } = await open(
    "open",
    `<section hx-sse="connect:${own.path}"><p id="p" hx-sse="swap:x"></p></section><i id="o" sse-swap="y"></i>
     <b id="g" hx-trigger="sse:z" hx-get="${answer}"></b>`,
    `data-hx-sse="connect:${outside.path}"`,
    scripts,
  );
  await tab.page.evaluate("globalThis.htmx?.process(root)");
  for (const round of ["1", "2", "3"]) {
    await Promise.all([own.waitFor(1), outside.waitFor(1)]);
    own.send({ event: "x", data: round });
    await shows("#p", round);
    outside.send({ event: "y", data: round });
    await shows("#o", round);
    outside.send({ event: "z", data: round });
    await shows("#g", "answer");
    await tab.page.evaluate(`root.querySelector("#g").textContent = ""; box.remove()`);
    await own.waitFor(0);
    await tab.page.evaluate(
      `root.querySelector("#p").textContent = "away"; document.querySelector("main").append(box)`,
    );
  }
  await own.waitFor(1);
  await tab.page.evaluate(`root.querySelector("section").remove()`);
  await own.waitFor(0);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

const early = (path: string, when: string): string => `<script>
  customElements.define("x-early", class extends HTMLElement {
    constructor() {
      super();
      this.root = this.attachShadow({ mode: "closed" });
      this.root.innerHTML = '<section hx-sse="connect:${path}"><p id="p" hx-sse="swap:x"></p></section>';
      globalThis.root = this.root;
      if (${when === "in its constructor"}) sse.process(this.root);
    }
    connectedCallback() {
      if (${when !== "in its constructor"}) sse.process(this.root);
    }
  });
</script>`;

test.each([
  ["when it is inserted", [scriptTag]],
  ["in its constructor", [scriptTag]],
  ["when it is inserted", [`<script src="/htmx2/htmx.min.js"></script>`, scriptTag]],
  ["when it is inserted", [`<script src="/htmx4/htmx.min.js"></script>`, scriptTag]],
])(
  "a root that is handed over before the start is bound when that comes, and watched: %s, %s",
  async (when, scripts) => {
    const stream = server.stream(fresh());
    const late = server.stream(fresh());
    const tab = await visit("<x-early></x-early>", { scripts: scripts.join("") + early(stream.path, when) });
    const shows = (selector: string, html: string): Promise<void> =>
      eventually(async () =>
        expect(await tab.page.evaluate(`root.querySelector("${selector}")?.innerHTML`)).toBe(html),
      );
    await stream.waitFor(1);
    stream.send({ event: "x", data: "early" });
    await shows("#p", "early");
    await tab.page.evaluate(
      `root.firstChild.insertAdjacentHTML("beforeend", '<b id="l" hx-sse="connect:${late.path} swap:x"></b>')`,
    );
    await late.waitFor(1);
    late.send({ event: "x", data: "late" });
    await shows("#l", "late");
    // What the page was told once counts for every start.
    await tab.page.evaluate("sse.stop()");
    await stream.waitFor(0);
    await tab.page.evaluate("sse.start()");
    await stream.waitFor(1);
    stream.send({ event: "x", data: "again" });
    await shows("#p", "again");
    await tab.page.evaluate(`document.querySelector("x-early").remove()`);
    await Promise.all([stream.waitFor(0), late.waitFor(0)]);
    expect(tab.errors).toEqual([]);
    await tab.close();
  },
);

test("a root whose host is not in the document opens nothing until the host comes", async () => {
  const stream = server.stream(fresh());
  const tab = await visit("", {});
  await tab.page.waitForFunction("sse.registry");
  await tab.page.evaluate(`{
    globalThis.host = document.createElement("div");
    const root = host.attachShadow({ mode: "open" });
    root.innerHTML = '<p hx-sse="connect:${stream.path} swap:x"></p>';
    sse.process(root);
  }`);
  expect(await tab.page.evaluate("host.shadowRoot.firstChild.dataset.sseState ?? null")).toBe(null);
  await tab.page.evaluate("document.body.append(host)");
  await stream.waitFor(1);
  await tab.close();
});
