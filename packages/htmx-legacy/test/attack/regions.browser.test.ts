/** Attack table: content with dead regions of its own × ways × hosts. Nothing in `hx-disable` reaches out of it. */
import { expect, test } from "vitest";
import { fresh, shows } from "../fixture.ts";
import { breaches, ground, hosts, livenessOf, open, sample, unharmed, ways } from "./ground.ts";

const field = await ground();

const dead = "hx-disable hx-ignore";
const disables = ["hx-disable", "data-hx-disable", 'hx-disable=""'];

/** What a stranger writes inside a region that the server disabled. */
const inside = [
  '<p id="canary" hx-swap-oob="true">stolen</p>',
  '<p id="canary" data-hx-swap-oob="outerHTML">stolen</p>',
  '<p hx-swap-oob="innerHTML:#canary">stolen</p>',
  '<p hx-swap-oob="beforeend:#canary">stolen</p>',
  '<p hx-swap-oob="delete:#canary"></p>',
  '<p hx-swap-oob="morph:outerHTML:#canary">stolen</p>',
  '<div><ul><li id="canary" hx-swap-oob="innerHTML">stolen</li></ul></div>',
  '<template><p id="canary" hx-swap-oob="true">stolen</p></template>',
  '<template><template><p id="canary" hx-swap-oob="true">stolen</p></template></template>',
  '<p id="canary" hx-preserve>stolen</p>',
  '<p id="canary" data-hx-preserve="true">stolen</p>',
  '<hx-partial hx-target="#canary">stolen</hx-partial>',
  '<template hx type="partial" hx-target="#canary">stolen</template>',
  '<p hx-trigger="load" hx-get="/stolen" hx-target="#canary"></p>',
  '<p class="part" hx-sse="swap:after" hx-target="#canary"></p>',
  '<p class="part" sse-swap="after" hx-target="#canary"></p>',
  '<template><template hx type="partial" hx-target="#canary">stolen</template></template>',
  "<head><title>stolen</title></head>",
  "<math><title>stolen</title></math>",
  "<svg><template></template></svg><math><template></template></math>",
];
const reach = '<p hx-swap-oob="innerHTML:#canary">stolen</p>';
/** What ends no element, though it reads so: each hides an end tag, and the last ones stand where nothing may be cut out. */
const hidden = [
  ...["textarea", "style", "xmp", "iframe", "noembed", "noframes", "title"].map(
    (name) => `<${name}></section></${name}>${reach}`,
  ),
  `<section/></section>${reach}`,
  `<div/></div>${reach}`,
  `<!--!></section>-->${reach}`,
  `<a x=y"></a><b t="></section>">${reach}</b>`,
  `<b title="<hx-partial ></section><p hx-swap-oob=innerHTML:#canary>stolen</p>">t</b>`,
  `<b title="<hx-partial ><img src=/none.png onerror=breached.push(1)>">t</b>`,
  `<b title="<head></section>">${reach}</b><b title="</head>">t</b>`,
  `<template></hx-partial>${reach}</template>`,
  `<svg><style><a title="</style></section>">${reach}</a></style></svg>`,
  `<svg><desc><style></svg></section></style>${reach}</desc></svg>`,
  `<math><annotation-xml encoding="text/html"><xmp></math></section></xmp>${reach}</annotation-xml></math>`,
  `<script type="x"><!--<script></section></script>${reach}--></script>`,
  `<![CDATA[><section>]]></section>${reach}`,
  `<b class="part" hx-get="/stolen" hx-trigger="load"></b>`,
  `<b shadowrootmode></b>shadowrootmode${reach}`,
  // Parsed once, all of it is the text of a style sheet; what a browser writes of that is not.
  `<form><math><mtext></form><form><mglyph><style></math></section>${reach}</style></mglyph></form></mtext></math>`,
];
/** Beside these, parts are looked for in the text: a row stands nowhere but in a table. */
const beside = ["", "<table><tr><td>1</td></tr></table>", `<b title="<td>"></b>`];

/** The attributes of htmx 4 heed no other than its own `hx-ignore`. */
const payloads = (host: string): string[] =>
  disables
    .map((disable) => (host === "htmx 4" ? `${disable} hx-ignore` : disable))
    .flatMap((disable) => [
      ...inside.map((part) => `<section ${disable}>${part}</section>`),
      ...inside.map((part) => `<b class="part">ok</b><section ${disable}><div>${part}</div></section>`),
      ...inside.map(
        (part) => `<template hx type="partial" hx-target="#beside"><div ${disable}>${part}</div></template>`,
      ),
      ...inside.map((part) => `<hx-partial hx-target="#beside"><div ${disable}>${part}</div></hx-partial>`),
      ...beside.flatMap((row) => hidden.map((part) => `<section ${disable}>${row}${part}</section>`)),
    ]);

// What is selected by the page's own id is the page's to say; see the table of targets.
const rows = Object.keys(hosts).flatMap((host) => Object.keys(ways).map((way) => [host, way] as const));

test.each(sample(rows, 7))("%s, %s: nothing reaches out of hx-disable in the content", async (host, way) => {
  const { tab, attack } = await open(field, host, way, { around: `<main><section id="beside"></section></main>` });
  const stolen = (): number => field.server.requests.filter(({ path }) => path === "/stolen").length;
  const before = stolen();
  for (const payload of sample(payloads(host), 40)) {
    await attack(payload);
    expect(await breaches(tab), payload).toEqual(unharmed);
    expect(stolen(), payload).toBe(before);
    expect(await tab.page.title(), payload).toBe("test");
    if (!(await tab.page.locator("#target").count())) {
      await tab.page.evaluate(`document.querySelector("main").innerHTML = '<div id="target" hx-sse="swap:x"></div>'`);
    }
  }
  expect(tab.errors).toEqual([]);
  await tab.close();
});

const modifying = '<i hx-swap-oob="innerHTML:#beside settle:1ms">part</i>';

test.each(Object.keys(hosts))(
  "%s: a row keeps its region, whatever words stand in it, and a template of another namespace loses nothing",
  async (host) => {
    const stream = field.server.stream(fresh());
    const tab = await field.visit(
      `<table><tbody id="rows" hx-sse="connect:${stream.path} swap:row" hx-swap="beforeend"></tbody></table>
       <p id="target" hx-sse="connect:${stream.path} swap:x">old</p><p id="canary">untouched</p><u id="beside"></u>
       <i id="after" hx-sse="connect:${stream.path} swap:after"></i>`,
      { scripts: hosts[host] ?? "" },
    );
    await stream.waitFor(1);
    const alive = livenessOf(tab, stream);
    for (const word of ["<b shadowrootmode></b>", "shadowrootmode", ""]) {
      const row = `<tr><td>1</td><td ${dead}>${word}<p id="canary" hx-swap-oob="true">stolen</p></td></tr>`;
      stream.send({ event: "row", data: row });
      await alive();
      expect(await tab.page.locator("body > #canary").textContent(), word).toBe("untouched");
      expect(await tab.page.locator("#rows > tr:last-child > td").count(), word).toBe(2);
    }
    for (const name of ["svg", "math"]) {
      const data = `<b>${name}</b>${modifying}<${name}><template></template></${name}>`;
      stream.send({ event: "x", data });
      await alive();
      expect(await tab.page.locator("#target > b").textContent()).toBe(name);
    }
    expect(tab.errors).toEqual([]);
    await tab.close();
  },
);

/** What parses the content before a host does. */
const cleaning = `sse.config.sanitize = (html) => Object.assign(document.createElement("template"), { innerHTML: html }).content; 0`;

test.each(sample(Object.keys(hosts), 3))("%s: nothing is selected out of band out of hx-disable", async (host) => {
  const parts = [
    ["#canary", '<b id="canary">stolen</b>'],
    ["#canary:beforeend:#log", '<b id="canary">stolen</b>'],
    [".toast", '<b class="toast" id="canary">stolen</b>'],
    [".toast:beforeend:#log", '<b class="toast">stolen</b>'],
    ["output:innerHTML:#log", "<output>stolen</output>"],
    ["#none,.toast:outerHTML:#log", '<i><b class="toast"><u hx-get="/stolen" hx-trigger="load"></u>stolen</b></i>'],
  ] as const;
  const rows = parts.flatMap((part) => ["0", cleaning].map((clean) => [...part, clean] as const));
  for (const [selector, part, clean] of sample(rows, 6)) {
    const stream = field.server.stream(fresh());
    const tab = await field.visit(
      `<main hx-sse="connect:${stream.path}"><div id="target" hx-sse="swap:x" hx-select-oob="${selector}">old</div></main>
       <p id="canary" class="toast">untouched</p><output id="log">untouched</output><i id="after" hx-sse="connect:${stream.path} swap:after"></i>`,
      { scripts: hosts[host] ?? "" },
    );
    await stream.waitFor(1);
    await tab.page.evaluate(clean);
    const alive = livenessOf(tab, stream);
    stream.send({ event: "x", data: `<i>new</i><section ${dead}><div>${part}</div></section>` });
    await alive();
    const [said, canary] = [`${selector} ${clean}`, tab.page.locator("body > .toast")];
    expect(await tab.page.locator("#target > i").textContent(), said).toBe("new");
    expect(await canary.textContent(), said).toBe("untouched");
    expect(await tab.page.locator("body > output").textContent(), said).toBe("untouched");
    // It stays as it was sent.
    expect(await tab.page.locator("#target > section").innerHTML(), said).toBe(`<div>${part}</div>`);
    // What is alive is selected as ever.
    if (!/canary|output/.test(selector)) {
      const own = `<b class="toast" id="canary">own</b>`;
      stream.send({ event: "x", data: `<section ${dead}><div>${part}</div></section>${own}` });
      await alive();
    }
    const selected = /canary|output/.test(selector) || /:be/.test(selector) ? "untouched" : "own";
    const added = selector === ".toast:beforeend:#log" ? "own" : "";
    expect(await tab.page.locator("body > *").allTextContents(), said).toContain(selected + added);
    await tab.close();
  }
});

test.each(Object.keys(hosts))("%s: nothing in hx-disable takes the focus", async (host) => {
  const { tab, attack } = await open(field, host, "innerHTML", { around: `<input id="mine">` });
  const focused = (): Promise<unknown> => tab.page.evaluate("document.activeElement.id");
  for (const evil of [
    `<input id="evil" autofocus>`,
    `<form action="/stolen"><input id="evil" autofocus></form>`,
    `<b id="evil" tabindex="0" autofocus>evil</b>`,
  ]) {
    await tab.page.locator("#mine").focus();
    await attack(`<p>new</p><section ${dead}><div>${evil}</div></section>`);
    expect(await tab.page.locator("#target > p").textContent()).toBe("new");
    expect(await focused(), evil).toBe("mine");
    await attack(`<section ${dead}><div>${evil}</div></section><input id="own" autofocus>`);
    expect(await focused(), evil).toBe("own");
  }
  await tab.close();
});

const settlings = ["innerHTML", "outerHTML", "innerHTML settle:60ms", "outerHTML settle:60ms"];

test.each(
  sample(
    Object.keys(hosts).flatMap((host) => settlings.map((style) => [host, style] as const)),
    12,
  ),
)("%s, %s: nothing new settles from what strangers wrote", async (host, style) => {
  const stream = field.server.stream(fresh());
  const evil = `<section ${dead}><b id="k" class="evil" style="position: fixed">evil</b></section>`;
  const own = '<b id="k" class="old">old</b>';
  const old = /settle/.test(style) ? evil + own : own + evil;
  const tab = await field.visit(
    `<main hx-sse="connect:${stream.path}"><div id="target" hx-sse="swap:x" hx-swap="${style}"><i id="j"></i>${old}</div></main>
       <i id="after" hx-sse="connect:${stream.path} swap:after"></i>`,
    { scripts: hosts[host] ?? "" },
  );
  await stream.waitFor(1);
  await tab.page.evaluate(`globalThis.seen = []; new MutationObserver(() => {
      for (const { outerHTML } of document.querySelectorAll("main > div > #k")) seen.push(outerHTML);
    }).observe(document.body, { subtree: true, childList: true, attributes: true }); 0`);
  const alive = livenessOf(tab, stream);
  for (const [name, theirs] of [
    ["one", ""],
    ["two", evil],
    ["three", evil],
  ]) {
    const content = `<b id="k" class="${name}">new</b>${theirs}`;
    const data = /outer/.test(style) ? `<div id="target" hx-sse="swap:x" hx-swap="${style}">${content}</div>` : content;
    stream.send({ event: "x", data });
    await alive();
    await tab.page.evaluate("new Promise((done) => setTimeout(done, 60)).then(() => 0)");
  }
  expect(await tab.page.locator("main > div > #k").getAttribute("class")).toBe("three");
  const seen = `${await tab.page.evaluate("seen.join()")}`;
  expect(seen).toContain("three");
  expect(seen).not.toMatch(/evil|fixed/);
  expect(await tab.page.locator("section > #k").count()).toBe(1);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test("htmx 2: what the page's own disableSelector names holds, in the content, too", async () => {
  const head = `<meta name="htmx-config" content='{"disableSelector": ".users"}'>`;
  for (const way of sample(["innerHTML", "beforeend", "morph", "select", "svg", "select out of band"], 3)) {
    const { tab, attack } = await open(field, "htmx 2", way, { head });
    const parts = [...inside.slice(0, 13), '<p hx-swap-oob="innerHTML:#canary swap:1ms">stolen</p>', hidden[0] ?? ""];
    for (const part of sample(parts, 8)) {
      for (const row of ["", "<table><tr><td>1</td></tr></table>"]) {
        const payload = `<b class="part">ok</b>${row}<section class="users">${part}</section>`;
        await attack(payload);
        expect(await breaches(tab), `${way} ${payload}`).toEqual(unharmed);
      }
    }
    await attack(`<i hx-swap-oob="innerHTML:#after">own</i><b class="part">ok</b>`);
    expect(tab.errors).toEqual([]);
    await tab.close();
  }
});

const preserving = Object.keys(hosts).flatMap((host) =>
  ["innerHTML", "beforeend", "outerHTML", "morph:innerHTML", "morph:outerHTML"].map((style) => [host, style] as const),
);

test.each(sample(preserving, 8))("%s, %s: hx-preserve takes nothing out of hx-disable", async (host, style) => {
  const [stream, theirs, path] = [field.server.stream(fresh()), field.server.stream(fresh()), fresh()];
  const evil = `hx-preserve hx-get="${path}" hx-trigger="load" hx-sse="connect:${theirs.path}"`;
  const tab = await field.visit(
    `<section ${dead}><div id="player" ${evil}>evil</div></section>
     <main hx-sse="connect:${stream.path}"><div id="around"><div id="target" hx-sse="swap:x" hx-swap="${style}"><section ${dead}><div id="inner" ${evil}>evil</div></section><p id="player" hx-preserve>real</p></div></div></main>
     <i id="after" hx-sse="connect:${stream.path} swap:after"></i>`,
    { scripts: hosts[host] ?? "" },
  );
  await stream.waitFor(1);
  const content = `<section ${dead}>clean</section><div id="inner">good</div><p id="player" hx-preserve>new</p>`;
  stream.send({ event: "x", data: style.includes("outer") ? `<div id="target">${content}</div>` : content });
  await livenessOf(tab, stream)();
  expect(await tab.page.locator("#around").textContent()).toMatch(
    style === "beforeend" ? /good/ : /^cleangood(real|new)$/,
  );
  // The page's own lives on, where the style has it at all.
  expect(await tab.page.locator("#around p").allTextContents()).toEqual(
    expect.arrayContaining(/morph|beforeend/.test(style) ? [] : ["real"]),
  );
  const evils = await tab.page.locator("#around *").allTextContents();
  expect(evils.includes("evil")).toBe(style === "beforeend");
  expect(await tab.page.locator("body > section").innerHTML()).toContain('id="player"');
  expect(theirs.attempts).toEqual([]);
  expect(field.server.requests.filter((request) => request.path === path)).toEqual([]);
  await tab.close();
});

test.each(sample(Object.keys(hosts), 3))(
  "%s: a piece of a dead region takes no element of the page for its own",
  async (host) => {
    const { tab, attack } = await open(field, host, "morph", {});
    await attack(`<p id="own" hx-preserve>own</p>`);
    await attack(`<section ${dead}><p id="own">stolen</p></section>`);
    expect(await tab.page.locator("#target section *").allTextContents()).not.toContain("own");
    await tab.close();
  },
);

test.each(Object.keys(hosts))("%s: what strangers wrote does not stand in for a target of the page", async (host) => {
  const targets = ["#there", ".there", "global #there", "find .there", "next .there", "previous .there"];
  const swaps = ["innerHTML", "beforeend", "morph:innerHTML", "innerHTML frame", "innerHTML swap:5ms"];
  const evil = `<section ${dead}><div><p id="there" class="there">evil</p></div></section>`;
  const real = `<p id="there" class="there">-</p>`;
  const pairs = targets.flatMap((target) => swaps.map((swap) => [target, swap] as const));
  for (const [target, swap] of sample(pairs, 8)) {
    const stream = field.server.stream(fresh());
    const [before, inside, after] = [
      target.startsWith("previous") ? real + evil : "",
      target.startsWith("find") ? evil + real : "",
      target.startsWith("previous") ? "" : evil + real,
    ];
    const tab = await field.visit(
      `<main hx-sse="connect:${stream.path}">${before}<div hx-sse="swap:x" hx-target="${target}" hx-swap="${swap}">${inside}</div>${after}</main>
       <i id="after" hx-sse="connect:${stream.path} swap:after"></i>`,
      { scripts: hosts[host] ?? "" },
    );
    await stream.waitFor(1);
    for (const data of ["<b>1</b>", "<b>2</b>"]) stream.send({ event: "x", data });
    await livenessOf(tab, stream)();
    const shown = await tab.page.locator(".there").allTextContents();
    const said = `${target} ${swap}`;
    expect(shown.filter((text) => text.includes("2")).length, said).toBe(1);
    expect(await tab.page.locator("section").first().textContent(), said).toBe("evil");
    expect(tab.errors, said).toEqual([]);
    await tab.close();
  }
});

test("alone: a response goes to the target of the page, and not to one that strangers wrote", async () => {
  const [stream, reply, steered] = [field.server.stream(fresh()), fresh(), fresh()];
  field.server.handle(reply, () => "<b>answered</b>");
  field.server.handle(steered, (_, response) => {
    response.setHeader("hx-retarget", "#steered");
    response.end("<b>steered</b>");
  });
  const evil = `<section ${dead}><p id="there">evil</p><p id="steered">evil</p></section>`;
  const tab = await field.visit(
    `${evil}<main hx-sse="connect:${stream.path}"><i hx-get="${reply}" hx-trigger="sse:x" hx-target="#there"></i>
     <i hx-get="${steered}" hx-trigger="sse:x"></i></main><p id="there">-</p><p id="steered">-</p>`,
  );
  await stream.waitFor(1);
  stream.send({ event: "x", data: "" });
  await shows(tab, "body > #there", "<b>answered</b>");
  await shows(tab, "body > #steered", "<b>steered</b>");
  expect(await tab.page.locator("section").textContent()).toBe("evilevil");
  await tab.close();
});
