/**
 * Sixteen ways to get the first page wrong, those of docs/nothing-happens.md: the console of the page, or `sse-check`, says what
 * is wrong. And the right page, of which neither says anything.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { eventually, freePort, type Handler, sharedChromium, startServer } from "@sse/testkit";
import { afterAll, expect, test } from "vitest";
import { page as docs, root } from "../src/pages.ts";

const bundle = `${root}packages/htmx-legacy/dist/sse.min.js`;
const nowhere = await freePort();
const [browser, server] = await Promise.all([sharedChromium(), startServer()]);
const folder = await mkdtemp(join(tmpdir(), "first-page-"));
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});
server.files("/dist", join(bundle, ".."));

/** A stream of this text, said again every 100 ms, which says welcome at once. */
const says =
  (text: string, welcome = ": welcome\n\n"): Handler =>
  (_, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write(welcome || text);
    const clock = setInterval(() => response.write(text), 100);
    response.on("close", () => clearInterval(clock));
  };
const news = "event: news\ndata: <b>It works.</b>\n\n";
const right = '<p hx-sse="connect:/events swap:news">Waiting…</p>';

interface Wrong {
  /** Words of the row of docs/nothing-happens.md. */
  readonly row: string;
  readonly page?: string;
  readonly events?: Handler;
  /** Goes to a file, not to a server. */
  readonly file?: true;
  /** What the console says. */
  readonly console?: RegExp;
  /** What sse-check says, of this path where it is not `/events`. */
  readonly check?: RegExp;
  readonly checks?: string;
}

const ways: Readonly<Record<string, Wrong>> = {
  "the name is wrong": {
    row: "the names differ",
    events: says("event: tick\ndata: 1\n\n"),
    console: /sent "tick", which nothing listens for: the page waits for "news" \(unheard\)/,
  },
  "there is no name": {
    row: "is called `message`",
    events: says("data: 1\n\n"),
    console: /sent an event without a name, which nothing listens for: the page waits for "news" \(unheard\)/,
  },
  "it is JSON": {
    row: "the server sends JSON",
    events: says('{"news": 1}\n', ""),
    console: /sent no event in 10 s, but JSON: write data: before it, .* \(no-events\)/,
    check: /FAIL lines .* looks like JSON/,
  },
  "the empty line is missing": {
    row: "no blank line",
    events: says("event: news\ndata: 1\n", ""),
    console: /sent no event in 10 s, but the empty line that ends each event is missing \(no-events\)/,
    check: /FAIL blank-line /,
  },
  "only the first line has data:": {
    row: "with `data:` before the first line only",
    events: says("event: news\ndata: <ul>\n<li>1</li>\n</ul>\n\n"),
    console: /sent "<li>1<\/li>", which is ignored: write data: before every line \(ignored-line\)/,
    check: /WARN lines .*without a field name/,
  },
  "line feeds are escaped": {
    row: "a backslash and an `n` instead",
    events: says("event: news\\ndata: 1\\n\\n", ""),
    console: /sent no event in 10 s, but a backslash and an n, not a line feed.* \(no-events\)/,
    check: /FAIL lines .*a backslash and an n/,
  },
  "the path is wrong": {
    row: "the path is wrong",
    page: right.replace("/events", "/event"),
    console: /responded with 404: check the path \(http\)/,
    checks: "/event",
    check: /FAIL status .*404[^]*Nothing is at this path/,
  },
  "the port is wrong": {
    row: "wrong port",
    page: right.replace("connect:", `connect:http://127.0.0.1:${nowhere}`),
    console: /another origin; allow it with "origins".* \(connect-refused\)/,
    checks: `http://127.0.0.1:${nowhere}/events`,
    check: /FAIL connect [^]*Nothing listens at 127\.0\.0\.1:\d+: start the server, or mend the port/,
  },
  "it is a file": {
    row: "the page is `file://`",
    file: true,
    console: /a page from a file has no server: serve it over http \(connect-refused\)/,
  },
  "the response ends after each event": {
    row: "responds once for each event",
    page: right.replace("swap:news", "swap:news retry:1ms..2ms"),
    events: (_, response) => void response.writeHead(200, { "Content-Type": "text/event-stream" }).end(news),
    console: /\/events ended its response: keep it open \(failed 3 times in a row\) \(network\)/,
    check: /WARN open .*the response ended/,
  },
  "the server does not respond": {
    row: "has not responded for 10 s",
    events: () => undefined,
    console: /has not responded for 10 s: let the server send its headers at once \(no-response\)/,
    check: /FAIL connect .*no response headers within 5 seconds/,
  },
  "a proxy buffers": {
    row: "a proxy buffers",
    events: (_, response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream", Via: "1.1 proxy" }).flushHeaders();
      const clock = setTimeout(() => response.end(news.repeat(9)), 1500);
      response.on("close", () => clearTimeout(clock));
    },
    check: /FAIL first-byte .*it is buffered[^]*via: 1\.1 proxy/,
  },
  "a login page comes": {
    row: "a login page",
    events: (_, response) => void response.writeHead(302, { Location: "/login" }).end(),
    console: /\/login sent text\/html: .*sign in\? \(asked for .*\/events\) \(type\)/,
    check: /FAIL redirect .*which looks like a login[^]*FAIL type .*looks like HTML/,
  },
  "the event has no data": {
    row: "without a `data:` line",
    page: right.replace("swap:news", "swap:news close:done"),
    events: says("event: done\n\n"),
    console:
      /sent "done" without a data: line; browsers drop such events, though close:done waits for it: add a data: line \(no-data\)/,
    check: /FAIL data .*dropped/,
  },
  "the trigger has no request": {
    row: "on an element without `hx-get`",
    page: '<div hx-sse="connect:/events"><p hx-trigger="sse:news">Waiting…</p></div>',
    console: /no request is sent: write hx-get, or swap: in hx-sse \(no-request\)/,
  },
  "the name of the attribute is misspelt": {
    row: "a typo in its name",
    page: right.replace("hx-sse", "hx-see"),
    console: /nothing reads hx-see: did you mean hx-sse\? \(unknown-attribute\)/,
  },
};

server.page("/login", "<!doctype html><form>Sign in</form>");

/** Opens the page, and gives what the console has said so far. */
async function visit({ page = right, events = says(news), file }: Wrong) {
  server.handle("/events", events);
  server.page("/", `<!doctype html><script src="/dist/sse.min.js" defer></script>${page}`);
  const context = await browser.newContext();
  const tab = await context.newPage();
  const said: string[] = [];
  tab.on("console", (message) => void (message.text().startsWith("[sse]") && said.push(message.text())));
  if (file) {
    await writeFile(join(folder, "sse.min.js"), await readFile(bundle));
    await writeFile(join(folder, "page.html"), `<!doctype html><script src="sse.min.js" defer></script>${page}`);
  }
  await tab.goto(file ? pathToFileURL(join(folder, "page.html")).href : server.url("/"));
  return { tab, said, close: () => context.close() };
}

function check(address: string): Promise<string> {
  const command = `${root}packages/core/src/check/sse-check.ts`;
  return new Promise((resolve) => {
    execFile(process.execPath, [command, "--for", "3s", "--skip", "ids", address], (_, stdout) => resolve(stdout));
  });
}

test("of the right page nothing is said", async () => {
  const { tab, said, close } = await visit({ row: "" });
  await tab.locator("p > b").waitFor();
  expect(await check(server.url("/events"))).toContain("Nothing failed");
  expect(said).toEqual([]);
  await close();
});

test.each(Object.entries(ways))("%s, and that is said", async (_, way) => {
  expect(docs("nothing-happens.md")).toContain(way.row);
  const { said, close } = await visit(way);
  const told = way.check ? await check(new URL(way.checks ?? "/events", server.origin).href) : "";
  expect(told).toMatch(way.check ?? /^$/);
  // Said by the checker alone, where the console has nothing to say.
  await eventually(() => expect(said.join("\n")).toMatch(way.console ?? /^$/));
  expect(said).toHaveLength(way.console ? 1 : 0);
  await close();
});

test("there are sixteen ways, and docs/nothing-happens.md has them all", () => {
  const rows = docs("nothing-happens.md").match(/^\|(?! you see| -)/gm);
  expect([Object.keys(ways).length, rows?.length]).toEqual([16, 16]);
});
