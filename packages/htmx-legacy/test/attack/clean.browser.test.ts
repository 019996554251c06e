/** Attack table: payload × swap style × what `sanitize` gives × hosts. Whoever writes, nothing gets in that was not cleaned, and no script runs. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { fresh } from "../fixture.ts";
import { ground, hosts, livenessOf, sample } from "./ground.ts";

const { server, visit } = await ground();
const at = (path: string): string => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));
server.files("/purify", at("dompurify/dist"));
server.files("/morph", fileURLToPath(new URL("../../../dom/node_modules/idiomorph/dist", import.meta.url)));

const extensions: Readonly<Record<string, string>> = {
  alone: "",
  "htmx 2": `<script src="/morph/idiomorph-ext.js"></script><script src="/htmx2/ext/multi-swap.js"></script>`,
  "htmx 4": `<script src="/htmx4/ext/hx-upsert.js"></script>`,
};

/** Attributes of the target; those of styles that only a host has are reported elsewhere. */
const styles: readonly string[] = [
  ...["innerHTML", "outerHTML", "textContent", "beforebegin", "afterbegin", "beforeend", "afterend", "delete", "none"],
  ...["morph", "morph:innerHTML", "morph:outerHTML", "innerMorph", "outerMorph", "multi:#piece:innerHTML", "upsert"],
  ...[
    "innerHTML swap:5ms",
    "innerHTML frame",
    "innerHTML transition:true",
    "innerHTML settle:5ms",
    "beforeend show:top",
  ],
];

/** What cleans: by text, by fragment, by a fragment whose scripts would run, by what Trusted Types trust. */
const cleaners: Readonly<Record<string, string>> = {
  text: `(html) => DOMPurify.sanitize(html, options)`,
  "text as older browsers write it": `(html) => DOMPurify.sanitize(html, options).replace(/="[^"]*"/g, (value) => value.replaceAll("&lt;", "<").replaceAll("&gt;", ">"))`,
  fragment: `(html) => DOMPurify.sanitize(html, { ...options, RETURN_DOM_FRAGMENT: true })`,
  "live fragment": `(html) => document.createRange().createContextualFragment(DOMPurify.sanitize(html, options))`,
  trusted: `((policy) => (html) => policy.createHTML(DOMPurify.sanitize(html, options)))(trustedTypes.createPolicy("own", { createHTML: (html) => html }))`,
};

const evil = "<img src=/none.png onerror=ran()>";
const payloads: readonly string[] = [
  evil,
  `<p>x</p>${evil}`,
  `<p id="piece">${evil}</p>`,
  `<p id="canary" hx-swap-oob="true">${evil}</p>`,
  `<p hx-swap-oob="innerHTML:#canary">${evil}</p>`,
  `<b>x</b><p hx-swap-oob="beforeend:#canary">${evil}</p>`,
  `<template><p hx-swap-oob="innerHTML:#canary">${evil}</p></template>`,
  `<hx-partial hx-target="#canary">${evil}</hx-partial>`,
  `<template hx type="partial" hx-target="#canary">${evil}</template>`,
  `<p id="chosen">${evil}</p>`,
  `<svg><script>ran()</script></svg>`,
  `<noscript><p title="</noscript>${evil}"></p></noscript>`,
  `<math><mtext><table><mglyph><style><!--</style>${evil}--></style></mglyph></table></mtext></math>`,
  `<svg></p><style><a id="</style>${evil}">`,
  ...["", "<table><tr><td>1</td></tr></table>"].flatMap((row) => [
    `${row}<b title="&lt;hx-partial &gt;&lt;img src=/none.png onerror=ran()&gt;">t</b>`,
    `${row}<b title="&lt;/b&gt;&lt;b hx-swap-oob=innerHTML:#canary&gt;&lt;img src=/none.png onerror=ran()&gt;">t</b>`,
    `${row}<svg><style><a title="</style><hx-partial >${evil}"></a></style></svg>`,
    `${row}<p id="&lt;hx-partial &gt;&lt;img src=/none.png onerror=ran()&gt;" hx-swap-oob="innerHTML:#canary">t</p>`,
  ]),
];

const options = `const options = { ADD_ATTR: ["hx-swap-oob", "hx-target", "hx", "type"], ADD_URI_SAFE_ATTR: ["hx-swap-oob"], ADD_TAGS: ["hx-partial"], CUSTOM_ELEMENT_HANDLING: { tagNameCheck: /^hx-/, attributeNameCheck: /./ } };`;

async function open(host: string, style: string, configure: string) {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<main hx-sse="connect:${stream.path}" hx-ext="morph,multi-swap"><div id="around"><div id="target" hx-sse="swap:x" hx-swap="${style}" hx-select-oob="#chosen"><p id="piece">old</p></div></div></main>
     <p id="canary">-</p><p id="chosen">-</p><i id="after" hx-sse="connect:${stream.path} swap:after"></i>`,
    {
      scripts: `<script>globalThis.attacks = 0; function ran() { attacks += 1 }</script><script src="/purify/purify.js"></script>
        ${(hosts[host] ?? "").replace(/(?=<script src="\/dist)/, extensions[host] ?? "")}<script>${options} ${configure}</script>`,
    },
  );
  await stream.waitFor(1);
  const alive = livenessOf(tab, stream);
  const send = async (data: string): Promise<void> => {
    stream.send({ event: "x", data });
    await alive();
    // What was replaced or deleted comes again.
    await tab.page.evaluate(
      `if (!document.querySelector("#target")) { around.innerHTML = '<div id="target" hx-sse="swap:x" hx-swap="${style}" hx-select-oob="#chosen"><p id="piece">old</p></div>'; sse.process(target) }`,
    );
  };
  return { tab, send };
}

const cleaned = Object.keys(hosts).flatMap((host) =>
  styles.flatMap((style) => Object.keys(cleaners).map((cleaner) => [host, style, cleaner] as const)),
);

test.each(sample(cleaned, 13))("%s, %s, %s: only what sanitize gives gets in", async (host, style, cleaner) => {
  const { tab, send } = await open(host, style, `sse.start({ sanitize: ${cleaners[cleaner]} });`);
  for (const payload of payloads) {
    await send(payload);
    expect(await tab.page.locator("[onerror]").count(), payload).toBe(0);
  }
  expect(await tab.page.evaluate("attacks")).toBe(0);
  await tab.close();
});

const scripts: readonly string[] = [
  "<script>ran()</script>",
  "<b>x</b><script>ran()</script>",
  "<script type=module>ran()</script>",
  `<div id="piece"><script>ran()</script></div>`,
  `<svg><script>ran()</script></svg>`,
  `<p hx-swap-oob="innerHTML:#canary"><script>ran()</script></p>`,
  `<template><p hx-swap-oob="innerHTML:#canary"><script>ran()</script></p></template>`,
  `<p hx-swap-oob="innerHTML:#canary"><b hx-swap-oob="innerHTML:#canary"><svg><script>ran()</script></svg></b></p>`,
  `<hx-partial hx-target="#canary"><script>ran()</script></hx-partial>`,
  `<p id="chosen"><script>ran()</script></p>`,
  ...["open", "closed"].flatMap((mode) => [
    `<div><template shadowrootmode="${mode}"><script>ran()</script></template></div>`,
    `<div><template shadowrootmode="${mode}"><div><template shadowrootmode="${mode}"><svg><script>ran()</script></svg></template></div></template></div>`,
    `<p hx-swap-oob="innerHTML:#canary"><b><template shadowrootmode="${mode}"><script>ran()</script></template></b></p>`,
  ]),
];
const passing: Readonly<Record<string, string>> = {
  nothing: "",
  "a live fragment": `sse.start({ sanitize: (html) => document.createRange().createContextualFragment(html) });`,
};
const silent = Object.keys(hosts).flatMap((host) =>
  styles.flatMap((style) => Object.keys(passing).map((what) => [host, style, what] as const)),
);

test.each(sample(silent, 8))(
  "%s, %s, sanitized by %s: allowScripts:false runs no script",
  async (host, style, what) => {
    const { tab, send } = await open(host, style, `sse.start({ allowScripts: false }); ${passing[what]}`);
    for (const payload of scripts) {
      await send(payload);
      expect(await tab.page.evaluate("attacks"), payload).toBe(0);
    }
    await tab.close();
  },
);

test.each(Object.keys(hosts).flatMap((host) => Object.keys(cleaners).map((cleaner) => [host, cleaner] as const)))(
  "%s, %s: what is sanitized still goes where it says, out of band, selected and in its place",
  async (host, cleaner) => {
    const { tab, send } = await open(host, "innerHTML", `sse.start({ sanitize: ${cleaners[cleaner]} });`);
    await send(`<p id="piece">main</p><p hx-swap-oob="innerHTML:#canary">oob</p><p id="chosen">selected</p>`);
    expect(await tab.page.locator("#target #piece").textContent()).toBe("main");
    expect(await tab.page.locator("#target").textContent()).toBe("main");
    expect(await tab.page.locator("#canary").textContent()).toBe("oob");
    expect(await tab.page.locator("body > #chosen").textContent()).toBe("selected");
    // Nothing but what goes elsewhere: the target is left alone.
    await send(`<p id="canary" hx-swap-oob="true">again</p>`);
    expect(await tab.page.locator("body > #canary").textContent()).toBe("again");
    expect(await tab.page.locator("#target").textContent()).toBe("main");
    await tab.page.evaluate(`target.setAttribute("hx-select", ".wanted")`);
    await send(`<b>unwanted</b><b class="wanted">wanted</b>`);
    expect(await tab.page.locator("#target").textContent()).toBe("wanted");
    await tab.page.evaluate(`target.removeAttribute("hx-select"); target.setAttribute("hx-swap", "textContent")`);
    await send(`<b>text</b>`);
    expect(await tab.page.locator("#target").innerHTML()).not.toContain("DocumentFragment");
    await tab.close();
  },
);

const own = "0wn";
const given: readonly string[] = [
  `<script nonce="${own}">ran()</script>`,
  `<b>x</b><p hx-swap-oob="innerHTML:#canary"><script nonce="${own}">ran()</script></p>`,
  `<template><p hx-swap-oob="innerHTML:#canary"><script nonce="${own}">ran()</script></p></template>`,
  `<template hx type="partial" hx-target="#canary"><script nonce="${own}">ran()</script></template>`,
  `<hx-partial hx-target="#canary"><script nonce="${own}">ran()</script></hx-partial>`,
  `<hx-partial hx-target="#canary"><template></template><script nonce="${own}">ran()</script></hx-partial>`,
  `<svg><template><script nonce="${own}">ran()</script></template></svg>`,
];
const nonced = Object.keys(hosts).flatMap((host) =>
  ["innerHTML", "outerHTML", "morph:innerHTML", "innerMorph", "outerMorph"].map((style) => [host, style] as const),
);

test.each(sample(nonced, 6))("%s, %s: a nonce that content brings counts for nothing", async (host, style) => {
  const stream = server.stream(fresh());
  const target = `<div id="target" hx-sse="swap:x" hx-swap="${style}"><script nonce="${own}" type="application/json">{}</script></div>`;
  const scripts = `<script>globalThis.attacks = 0; function ran() { attacks += 1 }</script>${hosts[host]}`;
  const tab = await visit(
    `<main hx-sse="connect:${stream.path}">${target}</main><p id="canary">-</p><i id="after" hx-sse="connect:${stream.path} swap:after"></i>`,
    {
      scripts: scripts.replaceAll("<script", `<script nonce="${own}"`),
      headers: { "Content-Security-Policy": `script-src 'nonce-${own}'` },
    },
  );
  await stream.waitFor(1);
  const alive = livenessOf(tab, stream);
  for (const payload of given) {
    stream.send({
      event: "x",
      data: style.startsWith("outer") ? target.replace("{}</script>", `$&${payload}`) : payload,
    });
    await alive();
    expect(await tab.page.evaluate("attacks"), payload).toBe(0);
  }
  await tab.close();
});
