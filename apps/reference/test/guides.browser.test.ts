/** Examples of the guides, as they stand on their pages: what a page says that they do, they do, alone and beside htmx. */
import { readFileSync } from "node:fs";
import { eventually, sharedChromium, startServer } from "@sse/testkit";
import { afterAll, afterEach, expect, test } from "vitest";
import { bundles, type Host, hosts, scripts } from "../src/example-hosts.ts";
import { page as docs } from "../src/pages.ts";

const [browser, server] = await Promise.all([sharedChromium(), startServer()]);
const context = await browser.newContext();
afterAll(async () => {
  await context.close();
  await server.close();
});
// An open page has a stream, and a browser has six connections.
afterEach(async () => void (await Promise.all(context.pages().map((page) => page.close()))));
for (const [path, file] of Object.entries(bundles))
  server.get(path, () => ({ headers: { "Content-Type": "text/javascript" }, body: readFileSync(file) }));

/** The listings of a page in that language, `""` for what goes over the wire. */
const listings = (path: string, language: string): readonly string[] =>
  Array.from(docs(path).matchAll(/^ *```(\w*)\n(.*?)^ *```/gms), ([, of, code = ""]) =>
    of === language ? [code] : [],
  ).flat();

/** Opens a page of that markup, and gives it with what the console says of it. */
async function open(markup: string, host: Host = "alone") {
  server.page("/", `<!doctype html><title>Guide</title>${scripts[host]}${markup}`);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const said: string[] = [];
  page.on("console", (message) => void (message.text().startsWith("[sse]") && said.push(message.text())));
  page.on("pageerror", ({ message }) => void said.push(message));
  await page.goto(server.url("/"));
  return { page, said };
}

test.each(hosts)("%s: after a gap, the list is the one that the server renders", async (host) => {
  const [, markup = ""] = listings("resuming.md", "html")
    .filter((code) => code.includes("<ul"))
    .slice(-2);
  const list = /<ul.*?>/.exec(markup)?.[0] ?? "";
  server.handle("/rows", () => `${list}<li>fresh</li></ul>`);
  const stream = server.stream("/events");
  const { page, said } = await open(markup, host);
  await stream.waitFor(1);
  stream.send({ id: "1", event: "row", data: "<li>old</li>" });
  await page.locator("li", { hasText: "old" }).waitFor();
  stream.send({ event: "gone", data: "gone" });
  await page.locator("li", { hasText: "fresh" }).waitFor();
  expect(await page.locator("li").allTextContents()).toEqual(["fresh"]);
  stream.send({ id: "2", event: "row", data: "<li>new</li>" });
  await eventually(async () => expect(await page.locator("li").allTextContents()).toEqual(["fresh", "new"]));
  expect(await page.locator("ul").count()).toBe(1);
  expect(said).toEqual([expect.stringContaining("(gap)")]);
});

test.each(hosts)("%s: the form of an import sends its file", async (host) => {
  const [markup = ""] = listings("guides/progress.md", "html");
  let sent = "";
  server.handle("/imports", ({ body }) => {
    sent = body;
    return "<p>started</p>";
  });
  const { page } = await open(markup, host);
  await page.locator("input").setInputFiles({ name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from("a,b,c") });
  await page.locator("button").click();
  await page.locator("#job p").waitFor();
  expect(sent).toContain("a,b,c");
});

test.each(hosts)("%s: a custom element shows its price", async (host) => {
  const [markup = ""] = listings("custom-elements.md", "html");
  const stream = server.stream("/events");
  const { page, said } = await open(markup, host);
  await stream.waitFor(1);
  stream.send({ event: "price", data: "42" });
  await page.locator("live-price b", { hasText: "42" }).waitFor();
  expect(said).toEqual([]);
});

test.each(hosts)("%s: a chart gets each point once, after a reconnect too", async (host) => {
  const [dashboard = "", chart = ""] = listings("guides/dashboards.md", "html");
  const library = "<script>window.points = []; window.makeChart = () => window.points</script>";
  const stream = server.stream("/metrics");
  const { page } = await open(library + dashboard + chart, host);
  await stream.waitFor(1);
  stream.drop();
  await stream.waitForAttempts(2);
  await stream.waitFor(1);
  await page.locator("[data-sse-state=open]").waitFor();
  stream.send({ event: "point", data: '{"time": 17, "load": 0.4}' });
  await eventually(async () => expect(await page.evaluate("window.points.length")).toBeGreaterThan(0));
  stream.send({ event: "orders", data: "last" });
  await page.locator("dd", { hasText: "last" }).waitFor();
  expect(await page.evaluate("window.points.length")).toBe(1);
});

test.each(hosts)("%s: the tokens of an answer become one paragraph", async (host) => {
  const [markup = ""] = listings("guides/ai-token-streams.md", "html");
  const [answer = ""] = listings("guides/ai-token-streams.md", "");
  const [, events = ""] = answer.split(/\n\n([^]*)/);
  server.handle("/ask", () => ({ headers: { "Content-Type": "text/event-stream" }, body: events }));
  const { page, said } = await open(markup, host);
  await page.locator("textarea").fill("What is it?");
  await page.locator("button").click();
  await page.locator("#answer", { hasText: "simple." }).waitFor();
  expect(await page.locator("#answer").innerHTML()).toBe("Server-Sent Events are simple.");
  expect(said).toEqual([]);
});

test.each(hosts)("%s: a message that names its target keeps its list item", async (host) => {
  const [events = ""] = listings("moving/from-turbo-streams.md", "").slice(-1);
  const stream = server.stream("/events");
  const list = '<ul id="messages"><li>First</li></ul><b id="count">6</b>';
  const { page, said } = await open(`<main hx-sse="connect:/events swap:message" hx-swap="none"></main>${list}`, host);
  await stream.waitFor(1);
  stream.write(events);
  await page.locator("#count", { hasText: "7" }).waitFor();
  expect(await page.locator("#messages > li").allTextContents()).toEqual(["First", "Hello"]);
  expect(said).toEqual([]);
});

test.each(hosts)("%s: the field of a chat is empty after sending, with the key and with the button", async (host) => {
  const [chat = "", script = ""] = listings("guides/chat.md", "html");
  const ofHtmx4 = (text: string): string =>
    text
      .replace("htmx:afterRequest", "htmx:after:request")
      .replace("detail.successful", "detail.ctx.response.status < 400");
  // What the page says of htmx 4.
  for (const word of ["htmx:after:request", "detail.ctx.response.status < 400"])
    expect(docs("guides/chat.md")).toContain(word);
  server.stream("/rooms/7/events");
  server.handle("/rooms/7/messages", () => ({ status: 204 }));
  const { page } = await open(chat + (host === "htmx 4" ? ofHtmx4(script) : script), host);
  const field = page.locator("input");
  for (const send of [() => field.press("Enter"), () => page.locator("button").click()]) {
    await field.fill("Hello");
    await send();
    await eventually(async () => expect(await field.inputValue()).toBe(""));
  }
});

test("the route of the testing guide is that of a page on any server", async () => {
  const [, , code = ""] = listings("guides/testing.md", "ts");
  const [, pattern = ""] = /page\.route\("([^"]+)"/.exec(code) ?? [];
  const [, body = ""] = /body: "(.*)"/.exec(code) ?? [];
  const page = await context.newPage();
  await page.route(pattern, (route) =>
    route.fulfill({ contentType: "text/event-stream", body: body.replaceAll("\\n", "\n") }),
  );
  server.page("/", `${scripts.alone}<p hx-sse="connect:/events swap:news close:end">Waiting…</p>`);
  await page.goto(server.url("/"));
  await page.locator("p > b", { hasText: "It works." }).waitFor();
});
