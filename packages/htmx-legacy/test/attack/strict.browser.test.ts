/** Attack table: what `"strict": true` keeps out × how it is said × hosts. */
import { fileURLToPath } from "node:url";
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh } from "../fixture.ts";
import { ground, hosts, livenessOf, sample } from "./ground.ts";

const { server, visit } = await ground();
server.files("/purify", fileURLToPath(new URL("../../node_modules/dompurify/dist", import.meta.url)));

/** Ways to say it; `more` is JSON of further keys. */
const ways: Readonly<Record<string, (more: string) => { head: string; last: string }>> = {
  "<meta>": (more) => ({ head: `<meta name="sse-config" content='{"strict": true${more}}'>`, last: "" }),
  "sse.start": (more) => ({ head: "", last: `<script>sse.start({"strict": true${more}})</script>` }),
  "sse.config": (more) => ({
    head: "",
    last: `<script>addEventListener("load", () => { sse.config.strict = true; Object.assign(sse.config, {"quiet": true${more}}) })</script>`,
  }),
};

const noApi = "<script>delete Element.prototype.setHTML</script>";
const withPurify = `<script src="/purify/purify.js"></script>`;
const usePurify = `<script>sse.start({ sanitize: (html) => DOMPurify.sanitize(html, { ALLOW_DATA_ATTR: false, ADD_ATTR: ["hx-swap-oob"], ADD_URI_SAFE_ATTR: ["hx-swap-oob"] }) })</script>`;

const payloads: readonly string[] = [
  "<script>ran()</script>",
  "<b><script>ran()</script></b>",
  "<script type=module>ran()</script>",
  "<svg><script>ran()</script></svg>",
  "<img src=/none.png onerror=ran()>",
  "<svg onload=ran()></svg>",
  "<details open ontoggle=ran()>x</details>",
  "<input autofocus onfocus=ran()>",
  "<iframe srcdoc='<script>parent.ran()</script>'></iframe>",
  "<a id=link href=javascript:ran()>x</a>",
  '<b hx-get="/attacked" hx-trigger="load">x</b>',
  '<b data-hx-get="/attacked" data-hx-trigger="load">x</b>',
  '<b data-hx-sse="connect:/attacked">x</b>',
  '<b sse-connect="/attacked">x</b>',
  '<b hx-on:click="ran()" data-hx-on--load="ran()">x</b>',
  '<base href="https://evil.invalid/">',
  "<style>main { display: none }</style>",
  "<svg><style>main { display: none }</style></svg>",
  "<p>x</p><svg><template></template></svg>",
  '<p id="canary" hx-swap-oob="true">stolen</p>',
  '<p hx-swap-oob="innerHTML:#canary">stolen</p>',
  '<p hx-swap-oob="delete:#canary">x</p>',
  '<template><p id="canary" hx-swap-oob="true">stolen</p></template>',
  '<hx-partial hx-target="#canary">stolen</hx-partial>',
  '<template hx type="partial" hx-target="#canary">stolen</template>',
];

/** How the page cleans markup under `strict`. */
const cleaning: Readonly<Record<string, { head: string; last: string }>> = {
  // WebKitGTK has none: there, nothing cleans.
  "the Sanitizer API": { head: "", last: "" },
  DOMPurify: { head: withPurify, last: usePurify },
  nothing: { head: noApi, last: "" },
};

async function open(host: string, way: string, clean: string, more = "", attributes = "") {
  const stream = server.stream(fresh());
  const said = ways[way]?.(more) ?? { head: "", last: "" };
  const { head, last } = cleaning[clean] ?? { head: "", last: "" };
  const tab = await visit(
    `<main hx-sse="connect:${stream.path}"><div id="target" hx-sse="swap:x" ${attributes}>old</div></main><p id="canary">untouched</p>
     <i id="after" hx-sse="connect:${stream.path} swap:after"></i>`,
    {
      head: said.head + head,
      scripts: `<script>globalThis.attacks = 0; function ran() { attacks += 1 }</script>${hosts[host]}${last}${said.last}`,
    },
  );
  await stream.waitFor(1);
  const alive = livenessOf(tab, stream);
  const send = async (data: string): Promise<void> => {
    stream.send({ event: "x", data });
    await alive();
  };
  return { tab, send };
}

const image = '<image href="/none.png" onerror="ran()"/>';

test.each(Object.keys(hosts))(
  "%s: what was cleaned as text of an element is not parsed as that of a drawing",
  async (host) => {
    for (const clean of ["the Sanitizer API", "DOMPurify"]) {
      for (const tag of ["xmp", "noembed", "style", "b"]) {
        for (const place of ["", ":innerHTML"]) {
          const more = `, "outOfBand": ["#shape"]`;
          const { tab, send } = await open(host, "<meta>", clean, more, `hx-select-oob="#shape${place}"`);
          await tab.page.evaluate(`document.body.insertAdjacentHTML("beforeend", '<svg><g id="shape"></g></svg>')`);
          await send(`<b>x</b><${tag} id="shape">${image}</${tag}>`);
          await send(`<${tag} hx-swap-oob="innerHTML:#shape settle:1ms">${image}</${tag}>`);
          expect(await tab.page.evaluate("attacks"), `${clean} ${tag} ${place}`).toBe(0);
          await tab.close();
        }
      }
    }
  },
);

test.each(Object.keys(hosts))("%s: drawings bring no styles, and nothing of elsewhere", async (host) => {
  const { tab, send } = await open(host, "<meta>", "the Sanitizer API");
  await send(
    `<svg><style>p{color:red}</style><use href="#x"/><image href="/none.png"/><foreignObject>x</foreignObject></svg>`,
  );
  expect(await tab.page.locator("#target svg *").count()).toBe(0);
  await tab.close();
});

test.each(["htmx 2", "htmx 4"])("%s: strict that is set later holds for htmx, too", async (host) => {
  const { tab } = await open(host, "sse.config", "nothing");
  await tab.page.evaluate(`{
    document.body.insertAdjacentHTML("beforeend", '<b id="late" hx-on:click="ran()">x</b>');
    htmx.process(document.querySelector("#late"));
    document.querySelector("#late").click(); }`);
  expect(await tab.page.evaluate("[attacks, htmx.config.allowEval]")).toEqual([0, false]);
  await tab.close();
});

test.each([
  ["strict", '{"strict": true}', "sse-strict"],
  ["events", "{}", "sse-event"],
])("htmx 4 with a list of extensions: %s says which name is missing", async (_, config, name) => {
  const list = `<meta name="htmx-config" content='{"extensions": "hx-csp"}'>`;
  const scripts = hosts["htmx 4"] ?? "";
  const tab = await visit("", { head: `<meta name="sse-config" content='${config}'>${list}`, scripts });
  await eventually(() => expect(tab.console.join()).toContain(`htmx may not take "${name}"`));
  await tab.close();
});

const rows = Object.keys(hosts).flatMap((host) =>
  Object.keys(ways).flatMap((way) => Object.keys(cleaning).map((clean) => [host, way, clean] as const)),
);

test.each(sample(rows, 10))("%s, %s, %s: nothing runs, asks or reaches out", async (host, way, clean) => {
  const { tab, send } = await open(host, way, clean);
  expect(await tab.page.evaluate("[sse.config.strict, sse.config.allowEval, sse.config.allowScripts]")).toEqual([
    true,
    false,
    false,
  ]);
  for (const payload of payloads) {
    await send(payload);
    expect(await tab.page.locator("body > #canary").innerHTML(), payload).toBe("untouched");
    await tab.page.evaluate(`document.querySelector("#link")?.click()`);
  }
  expect(await tab.page.evaluate("attacks")).toBe(0);
  expect(server.requests.filter(({ path }) => path === "/attacked")).toEqual([]);
  expect(await tab.page.locator("#target script, #target [onerror], base, style").count()).toBe(
    await tab.page.locator("head style").count(),
  );
  // Markup that is harmless, and text, which is even where nothing cleans.
  const markup =
    clean === "the Sanitizer API"
      ? await tab.page.evaluate<boolean>("'setHTML' in Element.prototype")
      : clean === "DOMPurify";
  await send("plain &amp; simple");
  expect(await tab.page.locator("#target").innerHTML()).toBe("plain &amp; simple");
  await send('<b class="c">bold</b>');
  expect(await tab.page.locator("#target").innerHTML()).toBe(markup ? '<b class="c">bold</b>' : "plain &amp; simple");
  expect(tab.console.join().includes("strict needs sanitize for markup")).toBe(!markup);
  await tab.close();
});

test.each(Object.keys(hosts))("%s: text that scrolls, shows or settles is text", async (host) => {
  for (const more of ["", "scroll:bottom", "show:top", "settle:5ms", "swap:5ms"]) {
    const attributes = `hx-swap="textContent ${more}"`;
    const { tab, send } = await open(host, "<meta>", "nothing", `, "outOfBand": ["#canary"]`, attributes);
    const text = `hi<p hx-swap-oob="innerHTML:#canary"><img src=/none.png onerror=ran()><b hx-get="/attacked" hx-trigger="load">b</b></p>`;
    await send(text);
    expect(await tab.page.locator("#canary").textContent(), more).toBe("untouched");
    expect(await tab.page.locator("#target").textContent(), more).toBe(text);
    expect(await tab.page.evaluate("attacks")).toBe(0);
    await tab.close();
  }
});

test.each(Object.keys(hosts))(
  "%s: out of band, an event changes what outOfBand lists, and nothing else",
  async (host) => {
    const { tab, send } = await open(host, "<meta>", "DOMPurify", `, "outOfBand": ["#canary", ".open"]`);
    await send('<p hx-swap-oob="innerHTML:#after">stolen</p>');
    expect(await tab.page.locator("#after").textContent()).toMatch(/^alive/);
    await send('<p hx-swap-oob="innerHTML:#canary">listed</p>');
    expect(await tab.page.locator("#canary").textContent()).toBe("listed");
    expect(tab.console.join()).toContain("outOfBand lists no selector of this element (oob-target)");
    await tab.close();
  },
);

test.each(Object.keys(hosts))(
  "%s: outOfBand holds without strict, too, and for select-oob and partials",
  async (host) => {
    const stream = server.stream(fresh());
    const tab = await visit(
      `<main hx-sse="connect:${stream.path}"><div hx-sse="swap:x" hx-select-oob="#a,#b">old</div></main>
     <p id="a">-</p><p id="b">-</p><p id="c">-</p><p id="d">-</p><i id="after" hx-sse="connect:${stream.path} swap:after"></i>`,
      { head: `<meta name="sse-config" content='{"outOfBand": ["#a", "#c"]}'>`, scripts: hosts[host] ?? "" },
    );
    await stream.waitFor(1);
    stream.send({
      event: "x",
      data: `<b>x</b><p id="a">1</p><p id="b">2</p><hx-partial hx-target="#c">3</hx-partial><hx-partial hx-target="#d">4</hx-partial>`,
    });
    await eventually(async () => expect(await tab.page.locator("#a").textContent()).toBe("1"));
    await eventually(async () => expect(await tab.page.locator("#c").textContent()).toBe("3"));
    expect(await tab.page.locator("body > #b").textContent()).toBe("-");
    expect(await tab.page.locator("#d").textContent()).toBe("-");
    await tab.close();
  },
);

test.each(Object.keys(hosts))("%s: no [filter], no js: value and no hx-on is evaluated", async (host) => {
  const path = fresh();
  server.get(path, () => "asked");
  const stream = server.stream(fresh());
  const tab = await visit(
    `<main hx-sse="connect:${stream.path}"><p id="p" hx-get="${path}" hx-trigger="sse:x[ran()]">-</p>
     <p id="q" hx-get="${path}" hx-trigger="sse:x" hx-vals="js:{a: ran()}">-</p><i id="after" hx-sse="swap:after"></i></main>`,
    {
      head: `<meta name="sse-config" content='{"strict": true}'>`,
      scripts: `<script>globalThis.attacks = 0; function ran() { attacks += 1; return true }</script>${hosts[host]}`,
    },
  );
  await stream.waitFor(1);
  stream.send({ event: "x", data: "1" });
  stream.send({ event: "after", data: "over" });
  await eventually(async () => expect(await tab.page.locator("#after").textContent()).toBe("over"));
  await tab.page.evaluate("new Promise((done) => setTimeout(done, 50)).then(() => 0)");
  expect(await tab.page.evaluate("attacks")).toBe(0);
  // htmx 2 takes a filter that it may not evaluate for none.
  await eventually(async () =>
    expect(await tab.page.locator("#p").textContent()).toBe(host === "htmx 2" ? "asked" : "-"),
  );
  await tab.close();
});

test.each(Object.keys(hosts))(
  "%s: a swap that a listener makes during another lets no part past outOfBand",
  async (host) => {
    const { tab, send } = await open(host, "<meta>", "DOMPurify", `, "outOfBand": ["#canary"]`);
    await tab.page.evaluate(`addEventListener("htmx:oobAfterSwap", () => {
    const form = document.body.appendChild(document.createElement("div"));
    sse.swap(form, "<form hx-get='/x'><input></form>");
  })`);
    await send('<p hx-swap-oob="innerHTML:#canary">listed</p><p hx-swap-oob="innerHTML:#after">stolen</p>');
    expect(await tab.page.locator("#canary").textContent()).toBe("listed");
    expect(await tab.page.locator("#after").textContent()).toMatch(/^alive/);
    await tab.close();
  },
);

test.each(Object.keys(hosts))(
  "%s: an event gives the page no title, unless the page says that it may",
  async (host) => {
    for (const style of ["innerHTML", "outerHTML", "beforeend", "morph:innerHTML", "innerHTML swap:5ms"]) {
      const { tab, send } = await open(host, "<meta>", "DOMPurify", "", `hx-swap="${style}"`);
      await send("<b>x</b><title>owned</title>");
      expect(await tab.page.title(), style).toBe("test");
      await tab.close();
    }
    const { tab, send } = await open(host, "<meta>", "DOMPurify", "", `hx-swap="innerHTML ignoreTitle:false"`);
    await send("<b>x</b><title>mine</title>");
    expect(await tab.page.title()).toBe("mine");
    await tab.close();
  },
);

const lax = `<script>sse.start({ sanitize: (html) => DOMPurify.sanitize(html, { ADD_ATTR: ["hx-swap-oob", "hx-preserve", "data-hx-preserve"] }) })</script>`;

test.each(Object.keys(hosts))(
  "%s: an event preserves what is in its target, and nothing of elsewhere",
  async (host) => {
    for (const spelling of ["hx-preserve", "data-hx-preserve"]) {
      for (const style of ["innerHTML", "outerHTML", "beforeend", "innerHTML swap:5ms"]) {
        const stream = server.stream(fresh());
        const tab = await visit(
          `<main hx-sse="connect:${stream.path}"><div id="target" hx-sse="swap:x" hx-swap="${style}"><input id="own"></div></main>
         <form id="pay"><p id="total">100</p></form><i id="after" hx-sse="connect:${stream.path} swap:after"></i>`,
          {
            head: `<meta name="sse-config" content='{"strict": true}'>${withPurify}`,
            scripts: `${hosts[host]}${lax}`,
          },
        );
        await stream.waitFor(1);
        const alive = livenessOf(tab, stream);
        await tab.page.evaluate("own.mark = true; 0");
        stream.send({
          event: "x",
          data: `<div id="target"><input id="own" ${spelling}><p id="total" ${spelling}>0</p></div>`,
        });
        await alive();
        expect(await tab.page.locator("#pay").innerHTML(), `${spelling} ${style}`).toBe('<p id="total">100</p>');
        expect(await tab.page.evaluate(`[...document.querySelectorAll("main #own")].some(({ mark }) => mark)`)).toBe(
          true,
        );
        await tab.close();
      }
    }
  },
);
