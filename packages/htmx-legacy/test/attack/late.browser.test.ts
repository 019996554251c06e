/** Attack table: where `hx-disable` is put by a listener × at which event × hosts. From the next write on, nothing is written there. */
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh } from "../fixture.ts";
import { ground, hosts, sample } from "./ground.ts";

const field = await ground();
const { server, visit } = field;

/** The messages of one burst, and the one at which the region becomes dead. */
const burst = 60;
const turning = [1, 7, 8, 9, 31] as const;

/** What is disabled, by selector. */
const places: Readonly<Record<string, string>> = {
  "the element": "#target",
  "its parent": "#inner",
  "its source": "main",
  "the root": "html",
  "the element of another target": "#asks",
  "what is around another target": "#outside",
};
const events = ["htmx:sseBeforeMessage", "htmx:sseMessage"];
const spellings = ["hx-disable", "data-hx-disable"];
const turns = turning.flatMap((at) =>
  events.flatMap((event) => spellings.map((spelling) => [at, event, spelling] as const)),
);
const rows = Object.keys(hosts).flatMap((host) => Object.keys(places).map((place) => [host, place] as const));

const page = (path: string): string =>
  `<main hx-sse="connect:${path}"><section id="inner"><p id="target" hx-sse="swap:x">-</p></section>
   <p id="asks" hx-sse="swap:x" hx-target="#there">-</p></main><div id="outside"><p id="there">-</p></div>
   <i id="after" hx-sse="connect:${path} swap:after"></i>`;

test.each(sample(rows, 6))("%s, %s: a burst that is under way writes no further", async (host, place) => {
  const selector = places[place] ?? "";
  const id = /another/.test(place) ? "there" : "target";
  for (const [at, event, spelling] of sample(turns, 4)) {
    const stream = server.stream(fresh());
    const tab = await visit(page(stream.path), { scripts: hosts[host] ?? "" });
    await stream.waitFor(1);
    const teller = id === "there" ? "asks" : "target";
    await tab.page.evaluate(`{ let heard = 0; document.addEventListener("${event}", ({ target }) => {
      if (target.id === "${teller}" && ++heard === ${at}) document.querySelector("${selector}").setAttribute("${spelling}", "") }); }`);
    stream.write(Array.from({ length: burst }, (_, n) => `event: x\ndata: ${n + 1}\n\n`).join(""));
    stream.send({ event: "after", data: "over" });
    await eventually(async () =>
      expect(
        await tab.page.evaluate(`document.documentElement.hasAttribute("${spelling}") || after.textContent`),
      ).toBeTruthy(),
    );
    await tab.page.evaluate("new Promise((done) => setTimeout(() => requestAnimationFrame(done), 60)).then(() => 0)");
    // The message that is announced is not written any more; one that was written stands.
    const last = event === "htmx:sseMessage" ? `${at}` : at === 1 ? "-" : `${at - 1}`;
    expect(await tab.page.locator(`#${id}`).textContent(), `${at} ${event} ${spelling}`).toBe(last);
    await tab.close();
  }
});

test.each(Object.keys(hosts))(
  "%s: neither a delayed swap, nor a frame, nor a transition is written any more",
  async (host) => {
    for (const style of [
      "innerHTML swap:300ms",
      "beforeend swap:300ms",
      "innerHTML frame",
      "innerHTML transition:true",
    ]) {
      const stream = server.stream(fresh());
      const tab = await visit(page(stream.path), { scripts: hosts[host] ?? "" });
      await stream.waitFor(1);
      await tab.page.evaluate(`target.setAttribute("hx-swap", "${style}");
      target.addEventListener("htmx:sseBeforeMessage", () => queueMicrotask(() => inner.setAttribute("hx-disable", "")));`);
      stream.send({ event: "x", data: "late" });
      stream.send({ event: "after", data: "over" });
      await eventually(async () => expect(await tab.page.locator("#after").textContent()).toBe("over"));
      await tab.page.evaluate(
        "new Promise((done) => setTimeout(done, 350)).then(() => new Promise(requestAnimationFrame)).then(() => 0)",
      );
      expect(await tab.page.locator("#target").textContent(), style).toBe("-");
      await tab.close();
    }
  },
);

const parts = [
  '<b hx-swap-oob="innerHTML:#canary swap:300ms">late</b>',
  '<hx-partial hx-target="#canary" hx-swap="innerHTML swap:300ms">late</hx-partial>',
  '<hx-partial hx-target="#canary" hx-swap="swap:300ms">late</hx-partial>',
];

test.each(Object.keys(hosts))("%s: a part that waits is not written any more", async (host) => {
  const ends = [`around.setAttribute("hx-disable", "")`, `sse.config.outOfBand = []`];
  const cleaning = `sse.config.sanitize = (html) => Object.assign(document.createElement("template"), { innerHTML: html }).content`;
  const rows = parts.flatMap((part) => [...ends, ""].map((end) => [part, end, ""] as const));
  const partial = '<template hx type="partial" hx-target="#canary" hx-swap="innerHTML swap:300ms">late</template>';
  for (const [part, end, first] of [...rows, [partial, ends[0], cleaning] as const, [partial, "", cleaning] as const]) {
    const stream = server.stream(fresh());
    const tab = await visit(
      `<section id="around"><main hx-sse="connect:${stream.path}"><p id="t" hx-sse="swap:x">-</p></main></section><p id="canary">untouched</p>`,
      { scripts: hosts[host] ?? "" },
    );
    await stream.waitFor(1);
    // The page itself puts an end to it: on a loaded machine, who looks from outside is later than the delay.
    await tab.page.evaluate(`${first}; new MutationObserver((_, observer) => {
      observer.disconnect(); ${end} }).observe(t, { childList: true }); 0`);
    stream.send({ event: "x", data: `<i>main</i>${part}` });
    await eventually(async () => expect(await tab.page.locator("#t").textContent()).toBe("main"));
    await tab.page.evaluate("new Promise((done) => setTimeout(done, 400)).then(() => 0)");
    expect(await tab.page.locator("#canary").textContent(), `${part} ${end}`).toBe(end ? "untouched" : "late");
    await tab.close();
  }
});

test.each(Object.keys(hosts))(
  "%s: a streamed response writes no further; alone, no response in flight does",
  async (host) => {
    const stream = server.stream(fresh());
    const slow = fresh();
    let answer: ((html: string) => void) | undefined;
    server.get(slow, () => new Promise<string>((resolve) => (answer = resolve)));
    const tab = await visit(
      `<div id="around"><button id="streams" hx-get="${stream.path}" hx-target="#streamed"></button><button id="waits" hx-get="${slow}" hx-target="#answered"></button>
     <p id="streamed">-</p><p id="answered">-</p></div>`,
      { scripts: hosts[host] ?? "" },
    );
    await eventually(async () => expect(await tab.page.evaluate("!!sse.registry")).toBe(true));
    const alone = host === "alone";
    await tab.page.evaluate(alone ? "streams.click(); waits.click()" : "streams.click()");
    await stream.waitFor(1);
    stream.send({ data: "first" });
    await eventually(async () => expect(await tab.page.locator("#streamed").textContent()).toBe("first"));
    await eventually(() => expect(server.requests.some(({ path }) => path === slow)).toBe(alone));
    await tab.page.evaluate(`around.setAttribute("hx-disable", "")`);
    stream.send({ data: "second" });
    answer?.("answered");
    stream.end();
    await tab.page.evaluate("new Promise((done) => setTimeout(done, 100)).then(() => 0)");
    expect(await tab.page.locator("#streamed").textContent()).toBe("first");
    expect(await tab.page.locator("#answered").textContent()).toBe("-");
    await tab.close();
  },
);

test.each([`hx-sync="this:queue all"`, `hx-trigger="click queue:all"`, `hx-trigger="click queue:last"`])(
  "alone, %s: a request that waits for its turn is not sent any more",
  async (queue) => {
    const slow = fresh();
    const answers: ((html: string) => void)[] = [];
    server.get(slow, () => new Promise<string>((resolve) => answers.push(resolve)));
    const tab = await visit(
      `<div id="around"><button hx-get="${slow}" ${queue} hx-target="#out"></button></div><p id="out">-</p>`,
    );
    await eventually(async () => expect(await tab.page.evaluate("!!sse.registry")).toBe(true));
    await tab.page.evaluate(`{ const button = document.querySelector("button"); button.click(); button.click() }`);
    await eventually(() => expect(answers).toHaveLength(1));
    await tab.page.evaluate(`around.setAttribute("hx-disable", "")`);
    answers[0]?.("one");
    await tab.page.evaluate("new Promise((done) => setTimeout(done, 100)).then(() => 0)");
    expect(answers).toHaveLength(1);
    expect(await tab.page.locator("#out").textContent()).toBe("-");
    await tab.close();
  },
);

test.each([
  ["HX-Trigger", "boom"],
  ["HX-Trigger-After-Swap", "boom"],
  ["HX-Push-Url", "/pushed"],
  ["HX-Replace-Url", "/pushed"],
  ["HX-Location", "/stolen"],
  ["HX-Redirect", "/stolen"],
  ["HX-Refresh", "true"],
])("alone: %s of a response in flight is not obeyed any more", async (name, value) => {
  const slow = fresh();
  let answer: (() => void) | undefined;
  server.handle(slow, (_, response) => {
    answer = () => void response.writeHead(200, { "Content-Type": "text/html", [name]: value }).end("answered");
  });
  const tab = await visit(
    `<div id="around"><button hx-get="${slow}" hx-target="#out"></button></div><p id="out">-</p>`,
  );
  await eventually(async () => expect(await tab.page.evaluate("!!sse.registry")).toBe(true));
  await tab.page.evaluate(`globalThis.heard = [];
    for (const type of ["boom", "htmx:afterRequest"]) document.addEventListener(type, () => heard.push(type));
    document.querySelector("button").click()`);
  await eventually(() => expect(answer).toBeDefined());
  await tab.page.evaluate(`around.setAttribute("hx-disable", "")`);
  answer?.();
  await eventually(async () => expect(await tab.page.evaluate("heard")).toEqual(["htmx:afterRequest"]));
  await tab.page.evaluate("new Promise((done) => setTimeout(done, 50)).then(() => 0)");
  expect(await tab.page.evaluate("[heard, location.pathname === '/pushed']")).toEqual([["htmx:afterRequest"], false]);
  expect(server.requests.some(({ path }) => path === "/stolen")).toBe(false);
  expect(await tab.page.locator("#out").textContent()).toBe("-");
  await tab.close();
});

test.each(Object.keys(hosts))("%s: sse.swap of a page that is not at work knows dead regions, too", async (host) => {
  const tab = await visit(
    `<p id="canary">-</p><p id="target">-</p><section hx-disable hx-ignore><p id="inside">-</p></section>`,
    { scripts: hosts[host] ?? "" },
  );
  await tab.page.waitForFunction("window.sse.registry");
  const part = `<section hx-disable hx-ignore><p hx-swap-oob="innerHTML:#canary">stolen</p></section>`;
  await tab.page.evaluate(
    `sse.stop(); sse.swap(target, ${JSON.stringify(part)}); sse.swap(inside, "<b>stolen</b>"); 0`,
  );
  await eventually(async () => expect(await tab.page.locator("#target section").count()).toBe(1));
  expect(await tab.page.locator("#canary").textContent()).toBe("-");
  expect(await tab.page.locator("#inside").textContent()).toBe("-");
  await tab.close();
});

/** What a listener of the first message moves into a dead region, or wraps in one. */
const moves: Readonly<Record<string, string>> = {
  "the listener is moved": "dead.append(target)",
  "its parent is moved": "dead.append(inner)",
  "its source is moved": `dead.append(document.querySelector("main"))`,
  "it is wrapped": `{ const around = document.createElement("div"); around.setAttribute("hx-disable", ""); target.before(around); around.append(target) }`,
  "another target is moved": "dead.append(there)",
};
const styles = ["innerHTML", "beforeend", "morph:innerHTML"];
const moved = Object.keys(hosts).flatMap((host) =>
  Object.keys(moves).flatMap((move) => styles.map((style) => [host, move, style] as const)),
);

test.each(sample(moved, 15))(
  "%s, %s, %s: of the same bytes, nothing more is written there",
  async (host, move, style) => {
    const stream = server.stream(fresh());
    const id = /another/.test(move) ? "there" : "target";
    const tab = await visit(`${page(stream.path)}<section id="dead" hx-disable></section>`, {
      scripts: hosts[host] ?? "",
    });
    await stream.waitFor(1);
    await tab.page.evaluate(`for (const each of [target, asks]) each.setAttribute("hx-swap", "${style}");
    { let once; addEventListener("htmx:sseMessage", (event) => {
      if (once || event.target.id !== "${id === "there" ? "asks" : "target"}") return; once = true; ${moves[move]} }, true); }`);
    stream.write(Array.from({ length: 12 }, (_, n) => `event: x\ndata: <b>${n + 1}</b>\n\n`).join(""));
    stream.send({ event: "after", data: "over" });
    await eventually(async () => expect(await tab.page.locator("#after").textContent()).toBe("over"));
    expect((await tab.page.locator(`#${id}`).textContent())?.replace(/^-/, "")).toBe("1");
    await tab.close();
  },
);
