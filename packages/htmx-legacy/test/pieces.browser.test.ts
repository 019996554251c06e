/** In whatever pieces a stream arrives, a page ends as it does when each event comes alone: content that listens, too. */
import { eventually } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, modes, shows, site, tagsOf } from "./fixture.ts";

const { server, visit } = await site();

type Sent = readonly [event: string, data: string];

/** Numbers from 0 to 1, the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** Events for the page below, which fill it with content that listens itself. */
function eventsOf(seed: number): Sent[] {
  const random = randomOf(seed);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  let count = 0;
  const next = (): number => ++count;
  const kinds: readonly (() => string)[] = [
    () => `text ${next()}`,
    () => `<b>${next()}</b>`,
    () => `<ul hx-sse="swap:row" hx-swap="beforeend"></ul>`,
    () => `<h2>${next()}</h2><ol hx-sse="swap:row" hx-swap="afterbegin"></ol>`,
    () => `<p id="p${next() % 3}" hx-sse="swap:x">${next()}</p>`,
    () => `<i id="self" hx-sse="swap:self" hx-swap="outerHTML">${next()}</i>`,
    () => `<b>${next()}</b><u id="o" hx-swap-oob="true">${next()}</u>`,
    () => `<div hx-swap-oob="beforeend:#log"><s>${next()}</s></div>`,
    () => `<hx-partial hx-target="#log" hx-swap="beforeend"><s>${next()}</s></hx-partial>`,
    () => `<em hx-sse="swap:a" hx-target="#c" hx-swap="beforeend">${next()}</em>`,
    () => `<table><tbody hx-sse="swap:tr" hx-swap="beforeend"></tbody></table>`,
    () => `<div hx-sse="swap:m" hx-swap="morph:innerHTML"><span>${next()}</span></div>`,
    () => `<section hx-swap="beforeend"><q data-hx-sse="swap:row"></q></section>`,
    () => `<div hx-disable><p hx-sse="swap:x">${next()}</p></div>`,
  ];
  const data: Readonly<Record<string, () => string>> = {
    row: () => `<li>${next()}</li>`,
    tr: () => `<tr><td>${next()}</td></tr>`,
    self: () => `<i id="self" hx-sse="swap:self" hx-swap="outerHTML">${next()}</i>`,
    m: () => `<span>${next()}</span><ul hx-sse="swap:row" hx-swap="beforeend"></ul>`,
  };
  return Array.from({ length: 24 }, () => {
    const event = pick(["a", "b", "b", "c", "x", "row", "row", "row", "self", "tr", "m"]);
    return [event, data[event]?.() ?? pick(kinds)() + (random() < 0.3 ? pick(kinds)() : "")] as const;
  });
}

/** What is left when what tells of the library at work is taken off. */
const standing = `(() => {
  const body = document.body.cloneNode(true);
  for (const element of body.querySelectorAll("*"))
    for (const name of ["class", "aria-busy", "data-sse-state", "data-htmx-powered"]) element.removeAttribute(name);
  body.querySelector("main").removeAttribute("hx-sse");
  for (const element of body.querySelectorAll("script, #end")) element.remove();
  const comments = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const comment of found) comment.remove();
  body.normalize();
  return body.innerHTML;
})()`;

const ways = ["one by one", "in one piece", "in pieces"] as const;

/** So many swaps that what comes with them is no longer watched for each one. */
const BURST = "event: burst\ndata: -\n\n".repeat(100);

/** Sends the events in that way; gives the page as it stands in the end. */
async function played(sources: readonly string[], events: readonly Sent[], way: (typeof ways)[number], seed: number) {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<main hx-sse="connect:${stream.path}"><div id="a" hx-sse="swap:a"></div><div id="b" hx-sse="swap:b" hx-swap="beforeend"></div>
     <div id="c" hx-sse="swap:c"></div></main><div id="log"></div><u id="o"></u><p id="end" hx-sse="connect:${stream.path} swap:end swap:burst">-</p>`,
    { scripts: tagsOf(sources) },
  );
  await stream.waitFor(1);
  await eventually(async () => expect(await tab.page.locator("[data-sse-state=open]").count()).toBe(2));
  const random = randomOf(seed + 1000);
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  let marks = 0;
  /** All that was sent has been swapped, and has settled. */
  const rest = async (): Promise<void> => {
    stream.send({ event: "end", data: `${++marks}` });
    await shows(tab, "#end", `${marks}`);
    await tab.page.evaluate("new Promise((done) => setTimeout(done, 40)).then(() => 0)");
  };
  const wire = events.map(([event, data]) => `event: ${event}\ndata: ${data}\n\n`);
  if (way === "in one piece") stream.write(BURST + wire.join(""));
  else {
    for (const bytes of wire) {
      stream.write((way === "in pieces" && random() < 0.3 ? BURST : "") + bytes);
      if (way === "one by one") await rest();
      else if (random() < 0.5) await pause(random() * 12);
    }
  }
  await rest();
  const html = await tab.page.evaluate<string>(standing);
  expect(tab.errors).toEqual([]);
  await tab.close();
  return html;
}

describe.each(modes)("%s", (_, sources) => {
  test.concurrent.each([10, 13, 22])("events of seed %d", async (seed) => {
    const events = eventsOf(seed);
    const [alone, ...others] = await Promise.all(ways.map((way) => played(sources, events, way, seed)));
    for (const html of others) expect(html, JSON.stringify(events, null, 1)).toBe(alone);
  });
});

const wire = (...events: Sent[]): string =>
  events.map(([event, data]) => `event: ${event}\ndata: ${data}\n\n`).join("");

describe.each(modes)("%s", (_, sources) => {
  const open = async (body: string, script: string) => {
    const stream = server.stream(fresh());
    const tab = await visit(
      `<main hx-sse="connect:${stream.path}">${body}</main><script>${script}</script><p id="end" hx-sse="connect:${stream.path} swap:end">-</p>`,
      { scripts: tagsOf(sources) },
    );
    await stream.waitFor(1);
    await eventually(async () => expect(await tab.page.locator("[data-sse-state=open]").count()).toBeGreaterThan(1));
    return { tab, stream };
  };

  test.each([
    ["at once", 0],
    ["in the middle", 30],
  ])(
    "an element that a listener puts, %s, in the place of another hears the events after that one, in one piece, too",
    async (_when, first) => {
      const { tab, stream } = await open(
        `<p id="p" hx-sse="swap:a" hx-swap="beforeend"></p>`,
        `let messages = 0;
       document.addEventListener("htmx:sseMessage", ({ detail }) => {
         if (detail.type !== "a" || messages++ < ${first} || messages % 6 !== 2) return;
         const fresh = p.cloneNode(false);
         fresh.textContent = p.textContent;
         p.replaceWith(fresh);
       });`,
      );
      const data = Array.from({ length: 40 }, (_, n) => `${n},`);
      stream.write(wire(...data.map((each) => ["a", each] as const), ["end", "over"]));
      await shows(tab, "#end", "over");
      await shows(tab, "#p", data.join(""));
      expect(tab.errors).toEqual([]);
      await tab.close();
    },
  );

  test("what a listener writes into hx-sse, and where it moves an element, counts from the next event on", async () => {
    const other = server.stream(fresh());
    const { tab, stream } = await open(
      `<p id="p" hx-sse="swap:a" hx-swap="beforeend"></p><i id="m" hx-sse="swap:a" hx-swap="beforeend"></i>
       </main><div id="other" hx-sse="connect:${other.path}"></div>`,
      `document.addEventListener("htmx:sseMessage", ({ target }) => {
         if (target.id === "p") target.setAttribute("hx-sse", "swap:b");
         if (target.id === "m") document.getElementById("other").append(target);
       });`,
    );
    await other.waitFor(1);
    stream.write(wire(["a", "1,"], ["a", "2,"], ["b", "3,"], ["end", "over"]));
    await shows(tab, "#end", "over");
    expect([await tab.page.textContent("#p"), await tab.page.textContent("#m")]).toEqual(["1,3,", "1,"]);
    await tab.close();
  });

  test("what a script of the content adds hears the events after it", async () => {
    const { tab, stream } = await open(`<p id="p" hx-sse="swap:a"></p><div id="box"></div>`, "");
    stream.write(
      wire(
        ["a", `<script>box.insertAdjacentHTML("beforeend", '<b id="n" hx-sse="swap:b"></b>')</script>`],
        ["b", "2"],
        ["end", "over"],
      ),
    );
    await shows(tab, "#end", "over");
    await shows(tab, "#n", "2");
    await tab.close();
  });
});
