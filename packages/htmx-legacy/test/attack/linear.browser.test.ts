/** Attack table: attributes and forms that are far too long × what reads them. The page is done with each in seconds. */
import { eventually } from "@sse/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fresh } from "../fixture.ts";
import { ground } from "./ground.ts";

const { server, visit } = await ground();

/** `count` pieces, one after the other. */
const many = (count: number, piece: (number: number) => string, between = " "): string =>
  Array.from({ length: count }, (_, number) => piece(number)).join(between);

type Tab = Awaited<ReturnType<typeof visit>>;
let tab: Tab;
beforeEach(async () => {
  tab = await visit(`<main></main><i id="after" hx-get="/after" hx-trigger="go">-</i>`);
  server.get("/after", () => "alive");
});
afterEach(() => tab.close());

/** Puts the markup into the page, runs `then`, and waits for the page to answer again. */
async function put(markup: string, then = ""): Promise<void> {
  await tab.page.evaluate(
    `document.querySelector("main").innerHTML = ${JSON.stringify(markup)}; sse.process(document.querySelector("main")); ${then}; 0`,
  );
  await tab.page.evaluate(`document.querySelector("#after").dispatchEvent(new Event("go")); 0`);
  await eventually(async () => expect(await tab.page.locator("#after").textContent()).toBe("alive"));
}

test("events that close, as many as are swapped", { timeout: 60_000 }, async () => {
  const { path } = server.stream(fresh());
  await put(`<p hx-sse="connect:${path} ${many(20_000, (number) => `swap:e${number} close:e${number}`)}"></p>`);
  const names = many(20_000, (number) => `e${number}`, ",");
  await put(`<p sse-connect="${path}" sse-swap="${names}" sse-close="${names}"></p>`);
});

test("values of a source, and parameters of its URL that a script writes anew", { timeout: 60_000 }, async () => {
  const { path } = server.stream(fresh());
  const values = many(20_000, (number) => `"k${number}": ${number}`, ", ");
  await put(`<p hx-vals='{${values}}' hx-sse="connect:${path}"></p>`);
  // All of them are names of positions.
  const nameOf = (number: number): string =>
    `${number.toString(2).padStart(15, "0").replaceAll("0", "-").replaceAll("1", "_")}since`;
  const url = (position: number): string => `${path}?${many(20_000, (number) => `${nameOf(number)}=${position}`, "&")}`;
  await put(
    `<p id="moved" hx-sse="connect:${url(1)}"></p>`,
    `moved.setAttribute("hx-sse", "connect:" + ${JSON.stringify(url(2))})`,
  );
});

test("fields of a form, and names in hx-params", { timeout: 60_000 }, async () => {
  server.get("/sent", () => "sent");
  const fields = many(100_000, (number) => `<input name=n${number} value=1>`, "");
  await put(
    `<form hx-post="/sent" hx-trigger="send" id="form">${fields}</form>`,
    `form.dispatchEvent(new Event("send"))`,
  );
  const names = many(100_000, (number) => `n${number}`, ",");
  await put(
    `<form hx-post="/sent" hx-trigger="send" id="form" hx-params="${names}">${fields}</form>`,
    `form.dispatchEvent(new Event("send"))`,
  );
});

test("elements that next and previous choose from", { timeout: 60_000 }, async () => {
  const stream = server.stream(fresh());
  const beside = "<i>-</i>".repeat(100_000);
  await put(
    `<div hx-sse="connect:${stream.path}">${beside}<p hx-sse="swap:n" hx-target="next i"></p><p hx-sse="swap:p" hx-target="previous i"></p>${beside}</div>`,
  );
  await stream.waitFor(1);
  for (const event of ["n", "p"]) stream.send({ event, data: event });
  const last = `document.querySelector("p:last-of-type")`;
  await eventually(async () =>
    expect(
      await tab.page.evaluate(
        `[${last}.nextElementSibling.textContent, document.querySelector("p").previousElementSibling.textContent].join()`,
      ),
    ).toBe("n,p"),
  );
});

test("ids that hx-select-oob picks", { timeout: 60_000 }, async () => {
  const stream = server.stream(fresh());
  const ids = many(40_000, (number) => `#x${number}`, ",");
  await put(`<div hx-sse="connect:${stream.path} swap:x" hx-select-oob="${ids}">-</div><b id="x7">-</b>`);
  await stream.waitFor(1);
  stream.send({ event: "x", data: many(40_000, (number) => `<b id=x${number}>${number}</b>`, "") });
  await eventually(async () => expect(await tab.page.locator("main > b").textContent()).toBe("7"));
});

test("parts inside parts", { timeout: 60_000 }, async () => {
  const stream = server.stream(fresh());
  const ids = Array.from({ length: 40 }, (_, number) => `part${number}`);
  await put(
    `<div id="list"></div><div hx-sse="connect:${stream.path} swap:x">-</div>` +
      ids.map((id) => `<b id="${id}">-</b>`).join(""),
  );
  await stream.waitFor(1);
  const opened = ids.map((id) => `<u hx-swap-oob="innerHTML:#${id}">${id}`).join("");
  stream.send({ event: "x", data: `${opened}${"</u>".repeat(40)}` });
  // The part that stands in eleven others is nobody's: each is copied with all that is in it.
  await eventually(async () => expect(await tab.page.locator("#part0").textContent()).toMatch(/^part0part1/));
  const texts = "[part1, part10, part11, part39].map((part) => part.textContent.slice(0, 6)).join()";
  expect(await tab.page.evaluate(texts)).toBe("part1p,part10,-,-");
  expect(tab.console.join()).toContain("parts stand more than 10 deep in each other (oob-target)");
  // What stands inside comes before what stands around it, and siblings come in their order.
  const line = (text: string, inside = ""): string => `<i hx-swap-oob="beforeend:#list">${text}${inside}</i>`;
  stream.send({ event: "x", data: line("a", line("b") + line("c", line("d")) + line("e")) + line("f") });
  await eventually(async () => expect(await tab.page.locator("#list").textContent()).toBe("bdcdeabcdef"));
});

test("parts, and partials, that match what the ones before them have put in", { timeout: 60_000 }, async () => {
  const stream = server.stream(fresh());
  await put(`<div hx-sse="connect:${stream.path} swap:x">-</div><p id="list"><i></i></p>`);
  await stream.waitFor(1);
  for (const [end, part] of Object.entries({
    once: `<b hx-swap-oob="beforeend:#list i"><i></i></b>`,
    twice: `<hx-partial hx-target="#list i" hx-swap="beforeend"><i></i></hx-partial>`,
  })) {
    await tab.page.evaluate(`list.innerHTML = "<i></i>"; 0`);
    stream.send({ event: "x", data: many(30, () => part, "") });
    stream.send({ event: "x", data: end });
    await eventually(async () => expect(await tab.page.locator("main > div").textContent()).toBe(end));
    expect(await tab.page.locator("#list i").count()).toBeGreaterThan(1000);
  }
  expect(tab.console.join()).toContain("the parts of one event go to more than 5000 elements (oob-target)");
});

test("partials that do not end, and scripts", { timeout: 60_000 }, async () => {
  const stream = server.stream(fresh());
  await put(`<div hx-sse="connect:${stream.path} swap:x">-</div><p id="zz">-</p>`);
  await stream.waitFor(1);
  const inner = many(20_000, () => "<i></i>", "");
  for (const data of [
    many(20_000, () => "<hx-partial id=zz>", ""),
    `${many(400, () => "<hx-partial id=zz>", "")}${inner}`,
    many(10_000, () => "<script></script>", ""),
    `<div hx-disable>${many(400, () => "<div>", "")}${many(20_000, () => "<a hx-preserve></a>", "")}`,
  ]) {
    stream.send({ event: "x", data });
    stream.send({ event: "x", data: "over" });
    await eventually(async () => expect(await tab.page.locator("main > div").textContent()).toBe("over"));
    stream.send({ event: "x", data: "-" });
    await eventually(async () => expect(await tab.page.locator("main > div").textContent()).toBe("-"));
  }
});

test("preserved elements in each other", { timeout: 60_000 }, async () => {
  const stream = server.stream(fresh());
  const ids = Array.from({ length: 300 }, (_, number) => `k${number}`);
  const nested = ids.map((id) => `<div id="${id}" hx-preserve>`).join("");
  const text = `${many(20_000, () => "<i></i>", "")}kept`;
  await put(`<div hx-sse="connect:${stream.path}"><div hx-sse="swap:x" id="around">${nested}${text}</div></div>`);
  await stream.waitFor(1);
  // In each other, they are one; side by side, each goes to its own place.
  await tab.page.evaluate("globalThis.kept = document.querySelector('#k299'); 0");
  stream.send({ event: "x", data: `<b id="new">new</b>${nested}` });
  await tab.page.locator("#new").waitFor();
  expect(await tab.page.evaluate("[kept.isConnected, kept.parentNode.id, kept.textContent].join()")).toBe(
    "true,k298,kept",
  );
  stream.send({
    event: "x",
    data: `<b id="newer">newer</b>${many(300, (n) => `<div id="k${n}" hx-preserve></div>`, "")}`,
  });
  await tab.page.locator("#newer").waitFor();
  expect(await tab.page.evaluate("[kept.parentNode.id, kept.textContent].join()")).toBe("around,kept");
});

test("preserved elements", { timeout: 60_000 }, async () => {
  const stream = server.stream(fresh());
  const kept = many(4000, (number) => `<p id="kept${number}" hx-preserve>x</p>`, "");
  await put(`<div hx-sse="connect:${stream.path}"><div hx-sse="swap:x" id="around">${kept}</div></div>`);
  await stream.waitFor(1);
  stream.send({ event: "x", data: `<b id="new">new</b>${kept}` });
  await tab.page.locator("#new").waitFor();
  expect(await tab.page.locator("#around > p").count()).toBe(4000);
});

test("components that hand over their shadow roots, as many as an event brings", { timeout: 60_000 }, async () => {
  await tab.page.evaluate(`customElements.define("my-card", class extends HTMLElement {
    connectedCallback() {
      this.attachShadow({ mode: "open" }).innerHTML = '<b hx-sse="swap:price"></b>';
      sse.process(this.shadowRoot);
    }
  })`);
  const { path } = server.stream(fresh());
  await put(`<section hx-sse="connect:${path}">${many(10_000, () => "<my-card></my-card>", "")}</section>`);
  await put("", `for (let n = 0; n < 5000; n++) document.body.append(document.createElement("p"))`);
});
