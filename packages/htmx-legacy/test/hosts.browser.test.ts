/** The same promises beside every htmx, whichever of the two scripts comes first. */
import { eventually, type OpenPage } from "@sse/testkit";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { fresh, heard, scriptTag, shows, site, tagsOf } from "./fixture.ts";

const { server, visit } = await site();

for (const name of ["htmx1", "htmx2", "htmx4"]) {
  server.files(`/${name}`, fileURLToPath(new URL(`../node_modules/${name}/dist`, import.meta.url)));
}

const ours = "/dist/sse.min.js";
const hosts: Record<string, readonly string[]> = {
  "no htmx": [],
  "htmx 2": ["/htmx2/htmx.min.js"],
  "htmx 4": ["/htmx4/htmx.min.js"],
  "htmx 4 with its hx-sse": ["/htmx4/htmx.min.js", "/htmx4/ext/hx-sse.min.js"],
};

const plain = (src: string): string => `<script src="${src}"></script>`;
const orders: Record<string, (theirs: readonly string[]) => string> = {
  before: (theirs) => [ours, ...theirs].map(plain).join(""),
  after: (theirs) => [...theirs, ours].map(plain).join(""),
  "as a module": (theirs) => `<script type="module" src="${ours}"></script>${theirs.map(plain).join("")}`,
  "after it, deferred": (theirs) => [...theirs, ours].map((src) => `<script defer src="${src}"></script>`).join(""),
};

const matrix = Object.entries(hosts).flatMap(([host, theirs]) =>
  Object.entries(orders).map(([order, scripts]) => ({
    name: `${host}, ours ${order}`,
    host,
    scripts: scripts(theirs),
  })),
);

/** Waits until the page has a source that is open. */
async function open(tab: OpenPage): Promise<void> {
  await eventually(async () => expect(await tab.page.locator("[data-sse-state=open]").count()).toBeGreaterThan(0));
}

describe.each(matrix)("$name", ({ host, scripts }) => {
  const htmx = host !== "no htmx";

  test("swaps, triggers and new content work, each once", async () => {
    const stream = server.stream(fresh());
    const path = `${fresh()}/request`;
    server.handle(path, (request) => `<b>${request.headers["hx-request"]} ${request.query.get("k")}</b>`);
    const tab = await visit(
      `<main id="s" hx-sse="connect:${stream.path}">
         <p id="p" hx-sse="swap:x"></p>
         <ul id="l" hx-sse="swap:row" hx-swap="beforeend"></ul>
         <div id="t" hx-get="${path}" hx-trigger="sse:go" hx-vals='{"k":"v"}'></div>
         <div id="f" hx-get="${path}" hx-trigger="sse:go from:body" hx-vals='{"k":"w"}'></div>
       </main>`,
      { scripts },
    );
    await open(tab);
    stream.send({
      event: "x",
      data: `<i id="n" hx-sse="swap:y"></i><u id="m" hx-get="${path}" hx-trigger="sse:m"></u>`,
    });
    stream.send({ event: "y", data: "inner" });
    await shows(tab, "#n", "inner");
    for (const n of [1, 2, 3]) stream.send({ event: "row", data: `<li>${n}</li>` });
    await eventually(async () => expect(await tab.page.locator("#l li").allTextContents()).toEqual(["1", "2", "3"]));
    stream.send({ event: "go", data: "now" });
    await shows(tab, "#t", "<b>true v</b>");
    await shows(tab, "#f", "<b>true w</b>");
    stream.send({ event: "m", data: "now" });
    await shows(tab, "#m", "<b>true null</b>");
    expect(server.requests.filter((request) => request.path === path)).toHaveLength(3);
    expect(stream.opened).toHaveLength(1);
    expect(tab.errors).toEqual([]);
    await tab.close();
    await stream.waitFor(0);
  });

  test("the attributes of htmx 2's extension work", async () => {
    const stream = server.stream(fresh());
    const tab = await visit(
      `<div id="s" sse-connect="${stream.path}" sse-close="bye"><p id="p" sse-swap="one,two">-</p><p id="q" hx-sse="swap:message"></p></div>`,
      { scripts },
    );
    await open(tab);
    stream.send({ event: "two", data: "2" });
    await shows(tab, "#p", "2");
    stream.send({ data: "unnamed" });
    await shows(tab, "#q", "unnamed");
    await stream.waitFor(1);
    stream.send({ event: "bye", data: "" });
    await stream.waitFor(0);
    await tab.close();
  });

  test("content that comes connects, content that goes lets go", async () => {
    const stream = server.stream(fresh());
    const [bring, clear] = [`${fresh()}/bring`, `${fresh()}/clear`];
    server.get(bring, () => `<p id="p" hx-sse="connect:${stream.path} swap:x"></p>`);
    server.get(clear, () => "cleared");
    const tab = await visit(
      `<button id="b" hx-get="${bring}" hx-target="#w">+</button><button id="c" hx-get="${clear}" hx-target="#w">-</button><div id="w"></div>
       ${htmx ? "" : `<i hx-sse="swap:none connect:${server.stream(fresh()).path}"></i>`}`,
      { scripts },
    );
    await eventually(async () => expect(await tab.page.evaluate("!!sse.registry")).toBe(true));
    await tab.page.click("#b");
    await stream.waitFor(1);
    stream.send({ event: "x", data: "alive" });
    await shows(tab, "#p", "alive");
    await tab.page.click("#c");
    await stream.waitFor(0);
    await shows(tab, "#w", "cleared");
    await tab.close();
  });
});

describe.each(matrix.filter(({ host }) => host !== "no htmx"))("$name, as htmx users do", ({ scripts }) => {
  test("hx-on and onLoad of htmx meet new content, kebab-case events exist", async () => {
    const stream = server.stream(fresh());
    const tab = await visit(
      `<div id="p" hx-sse="connect:${stream.path} swap:x" hx-on::sse-message="this.dataset.seen = event.detail.data"></div>`,
      { scripts },
    );
    await open(tab);
    stream.send({ event: "x", data: `<button id="k" hx-on:click="this.textContent = 'clicked'">k</button>` });
    await tab.page.click("#k");
    await shows(tab, "#k", "clicked");
    expect(await tab.page.locator("#p").getAttribute("data-seen")).toContain("<button");
    await tab.close();
  });

  test("hx-boost leaves no stream behind and no element deaf, back and forth", async () => {
    const [first, second] = [server.stream(fresh()), server.stream(fresh())];
    const [one, two] = [`${fresh()}/one`, `${fresh()}/two`];
    const body = (path: string, link: string, id: string): string =>
      `<a id="go" href="${link}">go</a><p id="${id}" hx-sse="connect:${path} swap:x"></p>`;
    const document = (content: string): string =>
      `<!doctype html><html><head><title>x</title>${scripts}</head><body hx-boost="true" hx-boost:inherited="true">${content}</body></html>`;
    server.page(two, document(body(second.path, one, "b")));
    const tab = await visit("", { scripts, path: one });
    server.page(one, document(body(first.path, two, "a")));
    await tab.page.goto(server.url(one));
    await first.waitFor(1);
    await tab.page.click("#go");
    await second.waitFor(1);
    await first.waitFor(0);
    second.send({ event: "x", data: "two" });
    await shows(tab, "#b", "two");
    await tab.page.goBack();
    await first.waitFor(1);
    await second.waitFor(0);
    first.send({ event: "x", data: "one again" });
    await shows(tab, "#a", "one again");
    await tab.close();
  });
});

test("beside htmx 2, its configuration and its createEventSource are honoured, and its extensions swap", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<div id="p" hx-sse="connect:${stream.path} swap:x"><i>old</i></div>
     <div hx-ext="shout"><div id="q" hx-sse="connect:${stream.path} swap:y" hx-swap="shout"></div></div>`,
    {
      head: `<meta name="htmx-config" content='{"defaultSwapStyle":"beforeend"}'>`,
      scripts: `<script src="/htmx2/htmx.min.js"></script>
        <script>
          globalThis.made = [];
          htmx.createEventSource = (url) => { made.push(url); return new EventSource(url); };
          htmx.defineExtension("shout", { isInlineSwap: () => false, handleSwap: (style, target, fragment) => {
            if (style !== "shout") return false;
            globalThis.shouts = (globalThis.shouts ?? 0) + 1;
            target.textContent = fragment.textContent.toUpperCase();
            return [];
          } });
        </script><script src="${ours}"></script>`,
    },
  );
  await stream.waitFor(1);
  expect(await tab.page.evaluate("made")).toEqual([stream.path]);
  stream.send({ event: "x", data: "<b>new</b>" });
  await shows(tab, "#p", "<i>old</i><b>new</b>");
  stream.send({ event: "y", data: "loud" });
  await shows(tab, "#q", "LOUD");
  expect(await tab.page.evaluate("shouts")).toBe(1);
  await tab.close();
});

test.each(["sse.min.js", "sse-for-htmx.min.js"])(
  "beside htmx 2, extensions transform what %s swaps",
  async (bundle) => {
    const stream = server.stream(fresh());
    const swaps = ["hx-sse", "sse-swap"].map((name, index) => {
      const value = name === "hx-sse" ? "swap:x" : "x";
      return `<p id="p${index}" ${name}="${value}"></p><p id="t${index}" hx-target="#o${index}" ${name}="${value}"></p><p id="o${index}"></p>`;
    });
    const tab = await visit(
      `<main hx-sse="connect:${stream.path}"><div hx-ext="cards">${swaps.join("")}</div><p id="bare" hx-sse="swap:x"></p></main>`,
      {
        scripts: `<script src="/htmx2/htmx.min.js"></script>
        <script>
          htmx.defineExtension("cards", { transformResponse: (text, xhr, elt) =>
            "<b>" + JSON.parse(text).title + " of " + elt.id + "</b><script>document.title = 'ran'</" + "script>" });
        </script>
        <script src="/dist/${bundle}"></script><script>
          sse.start({ sanitize: (html) => html.replace(/<script.*/, "") });
        </script>`,
      },
    );
    await stream.waitFor(1);
    stream.send({ event: "x", data: `{"title":"1"}` });
    await shows(tab, "#bare", `{"title":"1"}`);
    for (const index of [0, 1]) {
      await shows(tab, `#p${index}`, `<b>1 of p${index}</b>`);
      await shows(tab, `#o${index}`, `<b>1 of t${index}</b>`);
    }
    expect(await heard(tab, "htmx:sseMessage")).toHaveLength(5);
    expect((await heard(tab, "htmx:sseMessage")).every(([, , { data }]) => data === `{"title":"1"}`)).toBe(true);
    expect(tab.errors).toEqual([]);
    await tab.close();
  },
);

test("beside htmx 2, a createEventSource that is set late makes what comes later, and htmx.process opens it at once", async () => {
  const tab = await visit(`<main></main>`, {
    scripts: `<script src="/htmx2/htmx.min.js"></script><script src="${ours}"></script>`,
  });
  await tab.page.waitForFunction("window.sse.registry");
  const shown = await tab.page.evaluate(`(() => {
    const source = new EventTarget();
    htmx.createEventSource = () => Object.assign(source, { readyState: 1, close() {} });
    const main = document.querySelector("main");
    main.innerHTML = '<div hx-ext="sse" sse-connect="/made-up"><p sse-swap="x"></p></div>';
    htmx.process(main);
    source.dispatchEvent(new MessageEvent("x", { data: "<b>new</b>" }));
    return main.querySelector("p").innerHTML;
  })()`);
  expect(shown).toBe("<b>new</b>");
  await tab.close();
});

test("htmx 1 has hx-sse: we step aside and say so once", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<div id="p" hx-sse="connect:${stream.path} swap:x"></div>`, {
    scripts: `<script src="${ours}"></script><script src="/htmx1/htmx.min.js"></script>`,
  });
  await stream.waitFor(1);
  stream.send({ event: "x", data: "theirs" });
  await shows(tab, "#p", "theirs");
  expect(tab.console.filter((text) => text.includes("htmx 1.9.12"))).toHaveLength(1);
  expect(stream.opened).toHaveLength(1);
  expect(await heard(tab, "htmx:sseOpen")).toEqual([]);
  await tab.close();
});

test("the bundle for htmx works with htmx, and says what it misses without", async () => {
  const stream = server.stream(fresh());
  const small = plain("/dist/sse-for-htmx.min.js");
  const body = `<div id="p" hx-sse="connect:${stream.path} swap:x"></div>`;
  const alone = await visit(body, { scripts: small });
  await eventually(() => expect(alone.console.some((text) => text.includes("sse.min.js"))).toBe(true));
  await alone.close();
  const tab = await visit(body, { scripts: small + plain("/htmx2/htmx.min.js") });
  await stream.waitFor(1);
  stream.send({ event: "x", data: "small" });
  await shows(tab, "#p", "small");
  await tab.close();
});

test("the bundle for htmx leaves morphing to htmx 4", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<div id="p" hx-sse="connect:${stream.path} swap:x" hx-swap="morph:innerHTML"><b id="k">old</b></div>`,
    { scripts: plain("/dist/sse-for-htmx.min.js") + plain("/htmx4/htmx.min.js") },
  );
  await stream.waitFor(1);
  await tab.page.evaluate(`k.known = true`);
  stream.send({ event: "x", data: `<b id="k">new</b>` });
  await shows(tab, "#k", "new");
  expect(await tab.page.evaluate(`k.known`)).toBe(true);
  expect(tab.console.filter((text) => text.startsWith("warning"))).toEqual([]);
  await tab.close();
});

const besideHtmx2 = ["sse.min.js", "sse-for-htmx.min.js"];

test.each(besideHtmx2)("%s: what the page gives htmx 2 as disableSelector is dead to us, too", async (bundle) => {
  const [stream, dead] = [server.stream(fresh()), server.stream(fresh())];
  const tab = await visit(
    `<div class="users"><p hx-sse="connect:${dead.path} swap:x">-</p><p sse-connect="${dead.path}" sse-swap="x">-</p></div>
     <div id="around"><p id="p" hx-sse="connect:${stream.path} swap:x"></p></div>`,
    {
      head: `<meta name="htmx-config" content='{"disableSelector": ".users"}'>`,
      scripts: tagsOf(["/htmx2/htmx.min.js", `/dist/${bundle}`]),
    },
  );
  await stream.waitFor(1);
  stream.send({ event: "x", data: '<b hx-get="/x" hx-trigger="every 1h">1</b>' });
  stream.send({ event: "x", data: "<b>2</b>" });
  await shows(tab, "#p", "<b>2</b>");
  expect(await tab.page.evaluate("htmx.config.disableSelector")).toBe(".users");
  await tab.page.evaluate(`around.className = "users"; document.body.append(around)`);
  await stream.waitFor(0);
  expect(dead.attempts).toEqual([]);
  await tab.close();
});

test.each(["before", "after"])("htmx 2 as a module, %s: it says so, and no request is sent twice", async (order) => {
  const stream = server.stream(fresh());
  const asked = fresh();
  server.handle(asked, ({ body }) => body || "answer");
  const module = `<script type="module">import "/htmx2/htmx.esm.js"</script>`;
  const tab = await visit(
    `<main hx-sse="connect:${stream.path}"><p id="p" hx-sse="swap:x"></p><b id="b" hx-post="${asked}" hx-trigger="sse:e">-</b></main>
     <button id="c" hx-post="${asked}">-</button>`,
    { scripts: order === "before" ? module + scriptTag : scriptTag + module },
  );
  await eventually(() =>
    expect(tab.console.join()).toContain("write window.htmx = htmx where it is imported (htmx-missing)"),
  );
  await eventually(async () =>
    expect(await tab.page.evaluate("sse.registry.connections.map(({ state }) => state).join()")).toBe("open"),
  );
  await stream.waitFor(1);
  const posts = (): number => server.requests.filter(({ path }) => path === asked).length;
  stream.send({ event: "e", data: "1" });
  await shows(tab, "#b", "answer");
  await tab.page.click("#c");
  await shows(tab, "#c", "answer");
  stream.send({ event: "x", data: "swapped" });
  await shows(tab, "#p", "swapped");
  expect(posts()).toBe(2);
  await tab.close();
});
