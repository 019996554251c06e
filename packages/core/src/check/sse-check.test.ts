import { execFile } from "node:child_process";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createGzip } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import type { Checked } from "./check.ts";
import { visit } from "./visit.ts";

const command = join(import.meta.dirname, "sse-check.ts");
const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** Runs the command as a user does. */
function run(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...words], (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

/** The verdicts of a run, by check; what went wrong with the message. */
async function checked(...words: string[]): Promise<{ code: number; found: Record<string, string> }> {
  const { code, stdout, stderr } = await run("--json", ...words);
  expect(stderr).toBe("");
  const results = JSON.parse(stdout) as readonly Checked[];
  const found = results
    .at(-1)
    ?.findings.map(({ check, verdict, message }) => [check, verdict === "ok" ? "ok" : `${verdict}: ${message}`]);
  return { code, found: Object.fromEntries(found ?? []) };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(handler: Handler): Promise<string> {
  const server = createServer(handler).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  ends.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
}

interface Habits {
  readonly headers?: Record<string, string>;
  /** Which of the kept events someone gets who comes with this position. */
  readonly replay?: (lastEventId: string | undefined, ids: readonly string[]) => readonly string[];
  readonly position?: boolean;
  readonly write?: (event: { id: string; name: string }) => string;
  readonly welcome?: string;
  readonly before?: Handler;
}

const missed = (lastEventId: string | undefined, ids: readonly string[]): readonly string[] =>
  lastEventId !== undefined && ids.includes(lastEventId) ? ids.slice(ids.indexOf(lastEventId) + 1) : [];

/** A server that does everything right, or, by its habits, one thing wrong. */
function stream({
  headers,
  replay = missed,
  position = true,
  write,
  welcome = ": welcome\n\n",
  before,
}: Habits = {}): Promise<string> {
  const ids: string[] = [];
  const open = new Set<ServerResponse>();
  const text = write ?? (({ id, name }) => `id: ${id}\nevent: ${name}\ndata: <b>${id}</b>\n\n`);
  const clock = setInterval(() => {
    ids.push(`k3f-${ids.length + 1}`);
    for (const response of open) response.write(text({ id: ids.at(-1) ?? "", name: "tick" }));
  }, 50);
  ends.push(() => clearInterval(clock));
  return serve((request, response) => {
    before?.(request, response);
    if (response.headersSent) return;
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store", ...headers });
    response.write(welcome);
    const last = request.headers["last-event-id"];
    const again = replay(typeof last === "string" ? last : undefined, ids);
    if (position) response.write(`id: ${again.length ? last : (ids.at(-1) ?? "k3f-0")}\n\n`);
    for (const id of again) response.write(text({ id, name: "tick" }));
    open.add(response);
    response.on("close", () => open.delete(response));
  });
}

const allOk = {
  status: "ok",
  type: "ok",
  "first-byte": "ok",
  open: "ok",
  lines: "ok",
  "blank-line": "ok",
  data: "ok",
  ids: "ok",
  position: "ok",
  resume: "ok",
  "unknown-id": "ok",
  compression: "ok",
  cache: "ok",
  http: "ok",
  abort: "ok",
};

describe("a good server", () => {
  test("passes", async () => {
    const { code, found } = await checked(await stream());
    expect(found).toEqual({
      ...allOk,
      heartbeat: expect.stringMatching(/^skip: listened for .*; use --for 40s to see/) as string,
    });
    expect(code).toBe(0);
  });

  test("is told line by line, with the bytes that show it", async () => {
    const { code, stdout } = await run(await stream(), "--event", "tick");
    expect(stdout).toMatch(/^http:\/\/127[^\n]*\/events\n {2}ok {3}status {6}200\n/);
    expect(stdout).toContain('": welcome\\n\\n');
    expect(stdout).toMatch(/ {2}ok {3}event {7}tick came\n/);
    expect(stdout).toMatch(/resume {6}after Last-Event-ID: k3f-\d+ came k3f-\d+, k3f-\d+.*, each once\n/);
    expect(stdout).toMatch(/\nNothing failed, 1 not checked\.\n$/);
    expect(code).toBe(0);
  });

  test("passes when its heartbeats are listened for", async () => {
    const url = await stream({ write: ({ id }) => `:\n\nid: ${id}\ndata: x\n\n` });
    expect((await checked("--for", "1s", url)).found).toMatchObject({ heartbeat: "ok" });
  });

  test("may be compressed, which is worth a warning", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream", "Content-Encoding": "gzip" });
      const gzip = createGzip();
      gzip.pipe(response);
      gzip.write(":\n\n");
      const clock = setInterval(() => {
        gzip.write("data: x\n\n");
        gzip.flush();
      }, 50);
      response.on("close", () => clearInterval(clock));
    });
    expect((await checked("--for", "1s", url)).found).toMatchObject({
      "first-byte": "ok",
      data: "ok",
      compression: "warn: Content-Encoding: gzip",
      cache: "warn: no Cache-Control",
    });
  });
});

describe("a broken server is found out", () => {
  const answers = (type: string, body: string, status = 200): Promise<string> =>
    serve((_, response) => response.writeHead(status, { "Content-Type": type }).end(body));

  test("that sends JSON", async () => {
    const { code, found } = await checked(await answers("application/json", '{"tick": 1}'));
    expect(found["type"]).toMatch(/^fail: Content-Type is "application\/json", and the body looks like JSON/);
    expect(code).toBe(1);
  });

  test("that sends JSON as an event stream", async () => {
    const url = await stream({ write: () => '{"tick": 1}\n', welcome: '{"tick": 0}\n', position: false });
    const { code, found } = await checked("--for", "1s", url);
    expect(found["lines"]).toBe("fail: a line that looks like JSON: it is ignored");
    expect(code).toBe(1);
  });

  test("that leaves the blank line out", async () => {
    const url = await stream({ write: () => "data: x\n", position: false });
    const { code, stdout } = await run("--for", "1s", url);
    expect(stdout).toMatch(/FAIL blank-line .*\n +"(?:data: x\\n)+.*"\n +End every event with a blank line/);
    expect(code).toBe(1);
  });

  test("that sends events without data", async () => {
    const url = await stream({ write: ({ id }) => `id: ${id}\nevent: done\n\ndata: x\n\n` });
    const { code, stdout } = await run("--for", "1s", url);
    expect(stdout).toMatch(/FAIL data .*dropped.*\n +"id: k3f-\d+\\nevent: done\\n\\n"/);
    expect(code).toBe(1);
  });

  test("that is buffered", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream", Via: "1.1 slow-proxy" }).flushHeaders();
      const clock = setTimeout(() => response.write("data: a\n\ndata: b\n\n"), 1300);
      response.on("close", () => clearTimeout(clock));
    });
    const { code, stdout } = await run("--for", "4s", "--skip", "unknown-id,ids", url);
    expect(stdout).toMatch(
      /FAIL first-byte {2}the first byte came after \d\.\d s: it is buffered, .*\n.*via: 1\.1 slow-proxy/,
    );
    expect(code).toBe(1);
  });

  test("that gives no IDs, in which case there is nothing to resume", async () => {
    const { code, found } = await checked(await stream({ write: () => "data: x\n\n", position: false }));
    expect(found).toMatchObject({
      ids: expect.stringMatching(/^fail: no event has an id/) as string,
      resume: "skip: there is no event with an id",
    });
    expect(code).toBe(1);
  });

  test("that counts from one again after a restart", async () => {
    let count = 0;
    const url = await stream({ write: () => `id: ${++count}\ndata: x\n\n`, position: false });
    const { found } = await checked("--skip", "resume", url);
    expect(found["ids"]).toMatch(/^warn: a bare counter \(\d+, \d+/);
    expect(found["position"]).toMatch(/^warn: not sent at connect/);
  });

  test("that sends everything again", async () => {
    const { code, found } = await checked(await stream({ replay: (_, ids) => ids }));
    expect(found["resume"]).toMatch(/^fail: doubled: after Last-Event-ID: k3f-\d+ .*k3f-\d+.* came again/);
    expect(code).toBe(1);
  });

  test("that sends nothing again", async () => {
    const { code, found } = await checked(await stream({ replay: () => [] }));
    expect(found["resume"]).toMatch(/^fail: lost: after Last-Event-ID: k3f-\d+ k3f-\d+/);
    expect(code).toBe(1);
  });

  test("that sends what was missed in another order", async () => {
    const { found } = await checked(await stream({ replay: (last, ids) => missed(last, ids).toReversed() }));
    expect(found["resume"]).toMatch(/another order|doubled/);
  });

  test("that does not take an unknown ID", async () => {
    const url = await stream({
      before: ({ headers }, response) => {
        if (String(headers["last-event-id"]).startsWith("sse-check")) response.writeHead(500).end();
      },
    });
    const { code, found } = await checked(url);
    expect(found["unknown-id"]).toMatch(/^fail: Last-Event-ID: sse-check-\d+ gets 500/);
    expect(code).toBe(1);
  });

  test("that sends to a login", async () => {
    const url = await serve(({ url }, response) => {
      if (url === "/events") response.writeHead(301, { Location: "/login?next=/events" }).end();
      else response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><form>");
    });
    const { code, stdout } = await run(url);
    expect(stdout).toMatch(/FAIL redirect {4}redirected to http.*\/login\?next=\/events, which looks like a login/);
    expect(stdout).toMatch(/FAIL type .*"text\/html", and the body looks like HTML\n +"<!doctype html><form>"/);
    expect(code).toBe(1);
  });

  test("that sends elsewhere: another server does not get the headers that were given for this one", async () => {
    const sent: (string | undefined)[] = [];
    const elsewhere = await serve(({ headers }, response) => {
      sent.push(headers.cookie);
      response.writeHead(404).end();
    });
    const url = await serve(({ headers }, response) => {
      sent.push(headers.cookie);
      response.writeHead(302, { Location: elsewhere }).end();
    });
    await run("--header", "Cookie: session=1", url);
    expect([...new Set(sent)]).toEqual(["session=1", undefined]);
  });

  test.each([
    [404, "Nothing is at this path"],
    [401, "--header 'Cookie"],
    [204, "end the stream for good"],
    [503, "look at its log"],
  ])("that answers with %s", async (status, change) => {
    const { code, stdout } = await run(await answers("text/plain", "", status));
    expect(stdout).toContain(change);
    expect(code).toBe(1);
  });

  test("that is not there", async () => {
    const url = await stream();
    for (const end of ends.splice(0)) end();
    const { code, stdout } = await run(url);
    expect(stdout).toMatch(
      /FAIL connect .*ECONNREFUSED.*\n +Nothing listens at 127.*: start the server, or mend the port\./,
    );
    expect(code).toBe(1);
  });

  test("that ends each answer", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream" }).end("id: a1\ndata: x\n\n");
    });
    expect((await checked(url)).found["open"]).toMatch(/^warn: the response ended after/);
  });

  test("that does not send the event one waits for", async () => {
    const { code, stdout } = await run("--for", "1s", "--event", "news", await stream());
    expect(stdout).toMatch(/FAIL event {7}news did not arrive .*\n +came: tick\n/);
    expect(code).toBe(1);
  });

  test("whose names would command a terminal: they are shown", async () => {
    const url = await stream({ write: ({ id }) => `id: ${id}\nevent: \u001b]0;owned\u0007\u202e\ndata: x\n\n` });
    const { stdout } = await run("--for", "1s", "--event", "news", url);
    expect(stdout).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
    expect(stdout).toContain(String.raw`\u001b]0;owned\u0007`);
  });

  test.each([
    ["data : x\n\n", "lines", "Remove the space before the colon"],
    ["event=news\ndata: x\n\n", "lines", "Write a colon for the equals sign"],
    ["  data: x\n\n", "lines", "Remove the white space before the name of the field"],
    ["name: news\ndata: x\n\n", "lines", 'Write "event: …"'],
    ["Data: x\n\n", "lines", "Write the name of the field in lower case"],
    ["\ufeffdata: x\n\n", "lines", "Remove the byte order mark"],
    ["database: x\n\n", "lines", 'Begin every line of the data with "data: "'],
    ["event: news\n\ndata: x\n\n", "data", "Remove the blank line between event: and its data"],
    ["event: news\ndatabase: x\n\n", "data", "Send a data line with every event"],
  ])("that sends %j: says what to change", async (text, check, change) => {
    const { stdout } = await run("--for", "800ms", "--json", await stream({ write: () => text, position: false }));
    const [{ findings } = { findings: [] }] = JSON.parse(stdout) as readonly Checked[];
    expect(findings.find((one) => one.check === check)?.change).toContain(change);
  });

  test("that says another charset than the one that counts", async () => {
    const url = await stream({ headers: { "Content-Type": "text/event-stream; charset=iso-8859-1" } });
    const { code, stdout } = await run(url);
    expect(stdout).toMatch(/WARN type .*\n +Send UTF-8 and leave charset=iso-8859-1 out/);
    expect(code).toBe(0);
    const right = await stream({ headers: { "Content-Type": 'text/event-stream;charset="UTF-8"' } });
    expect((await checked(right)).found["type"]).toBe("ok");
  });

  test.each([
    ["an endless line", "x".repeat(64_000)],
    ["a flood of events", "data: x\n\n".repeat(8_000)],
  ])("that sends %s, in bounded memory", async (_, piece) => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream" }).write("data: ");
      const pour = (): void => {
        while (!response.destroyed && response.write(piece));
      };
      response.on("drain", pour);
      pour();
    });
    const first = await visit(url);
    await first.until(() => false, 1500);
    first.leave();
    expect(first.events.length).toBeLessThanOrEqual(10_000);
    expect(first.text.length).toBeLessThanOrEqual(1_000_000);
    expect(first.silence()).toBeLessThan(1500);
  });

  test("that sends the event one waits for after a flood of others", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.write(`${"data: x\n\n".repeat(12_000)}event: news\ndata: y\n\n`);
    });
    expect((await checked("--event", "news", "--for", "1s", url)).found["event"]).toBe("ok");
  });

  test.each([
    ["the whole event in single quotes", "event: news\\ndata: x\\n\\n"],
    ["with id first", "id: 7\\ndata: x\\n\\n"],
    ["with data first", "data: x\\r\\n\\r\\n"],
    ["printed by a function that adds a line feed", "event: news\\ndata: x\\n\n"],
  ])("that sends a backslash and an n for a line feed: %s", async (_, text) => {
    const url = await stream({ write: () => text, position: false });
    const { code, stdout } = await run("--for", "1s", url);
    expect(stdout).toMatch(/FAIL lines .*a backslash and an n where a line should end\n.*\n +Send line feeds: /);
    expect(stdout).not.toContain("Nothing failed");
    expect(code).toBe(1);
  });

  test("whose events are right, but for an n with a backslash at the end of their data", async () => {
    const url = await stream({ write: ({ id }) => `id: ${id}\ndata: x\\n\n\n` });
    expect((await checked("--skip", "resume", url)).found["lines"]).toMatch(/^warn: a backslash/);
  });

  test.each([
    ["in JSON", String.raw`{"text": "a\n\nb\ndata: c\n"}`],
    ["in a text", String.raw`C:\new\names`],
  ])("that is not, for a backslash and an n %s", async (_, data) => {
    const url = await stream({ write: ({ id }) => `id: ${id}\ndata: ${data}\n\n` });
    expect((await checked("--skip", "resume", url)).found["lines"]).toBe("ok");
  });

  test.each([
    ["a line that does not end", "event: news"],
    ["an event without its data and its blank line", "event: news\n"],
  ])("that sends %s", async (_, text) => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream" }).write(text);
    });
    const { code, found } = await checked("--for", "1s", "--skip", "abort", url);
    expect(found["blank-line"]).toMatch(/^fail: no blank line ends an event/);
    expect(code).toBe(1);
  });

  test("that goes on when its client has gone, which nobody can see from the client's side", async () => {
    const url = await serve((_, response) => {
      response.socket?.removeAllListeners("end");
      response.writeHead(200, { "Content-Type": "text/event-stream" }).write(":\n\n");
    });
    const { found } = await checked("--for", "1s", url);
    expect(found["abort"]).toMatch(/^skip: did not close within 3 s .* cannot be seen from here$/);
  });
});

describe("with an origin", () => {
  const origin = "https://app.example";
  const allow = (names: string, credentials: boolean): Habits => ({
    headers: {
      "Access-Control-Allow-Origin": origin,
      ...(credentials && { "Access-Control-Allow-Credentials": "true" }),
    },
    before: ({ method }, response) => {
      if (method === "OPTIONS")
        response.writeHead(204, { "Access-Control-Allow-Origin": origin, "Access-Control-Allow-Headers": names }).end();
    },
  });

  test("says that a page of it may read the stream and reconnect", async () => {
    expect((await checked("--origin", origin, await stream(allow("X-A, Last-Event-ID", true)))).found["cors"]).toBe(
      "ok",
    );
  });

  test.each(["https://APP.example/", "https://app.example:443", "https://app.example/page?x"])(
    "takes the origin of %s, as browsers send it",
    async (text) => {
      const { found } = await checked("--origin", text, await stream(allow("Last-Event-ID", true)));
      expect(found["cors"]).toBe("ok");
    },
  );

  test("says that the headers are missing", async () => {
    const { code, found } = await checked("--origin", origin, await stream());
    expect(found["cors"]).toBe(`fail: ${origin} may not read it: Access-Control-Allow-Origin is missing`);
    expect(code).toBe(1);
  });

  test("says that a reconnect is refused", async () => {
    const { code, found } = await checked("--origin", origin, await stream(allow("X-A", false)));
    expect(found["cors"]).toMatch(/^fail: reconnects are refused/);
    expect(code).toBe(1);
  });
});

describe("with a second address", () => {
  /** Hands everything on to `target`; with a delay, as a proxy that collects. */
  const proxy = (target: string, delay: number): Promise<string> =>
    serve(({ headers }, response) => {
      const upstream = request(target, { headers, agent: false }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers).flushHeaders();
        answer.on("data", (bytes) => void setTimeout(() => response.write(bytes), delay));
        answer.on("error", () => response.destroy());
      });
      response.on("close", () => upstream.destroy());
      upstream.on("error", () => response.destroy());
      upstream.end();
    });

  test("says that both are the same stream, and that a position of one is good at the other", async () => {
    const url = await stream();
    const { code, found } = await checked(url, await proxy(url, 0));
    expect(found).toMatchObject({ same: "ok", resume: "ok" });
    expect(code).toBe(0);
  });

  test("says that the second is late", async () => {
    const url = await stream();
    const { code, found } = await checked(url, await proxy(url, 1400));
    expect(found["first-byte"]).toMatch(/^fail: the first byte came after 1/);
    expect(found["same"]).toMatch(/^fail: events arrive up to 1\.\d s later through http/);
    expect(code).toBe(1);
  });

  test("says that the second is another stream", async () => {
    const { code, found } = await checked(
      await stream(),
      await stream({ write: ({ id }) => `id: other-${id}\ndata: x\n\n` }),
    );
    expect(found["same"]).toMatch(/^fail: 3 of 3 events did not arrive/);
    expect(code).toBe(1);
  });
});

describe("the command", () => {
  test("sends headers", async () => {
    const url = await stream({
      before: ({ headers }, response) => {
        if (headers.cookie !== "a=1" || headers["x-b"] !== "2: 3") response.writeHead(401).end();
      },
    });
    expect((await checked("--header", "Cookie: a=1", "--header", "X-B: 2: 3", url)).code).toBe(0);
  });

  test.each([
    [[]],
    [["file:///home/me/page.html"]],
    [["/events"]],
    [["http://a", "http://b", "http://c"]],
    [["--for", "soon", "http://127.0.0.1:1"]],
    [["--skip", "nonsense", "http://127.0.0.1:1"]],
    [["--header", "nonsense", "http://127.0.0.1:1"]],
    [["--header", "A b: c", "http://127.0.0.1:1"]],
    [["--header", "A: b\nc", "http://127.0.0.1:1"]],
    [["--origin", "x", "http://127.0.0.1:1"]],
    [["--origin", "localhost:3000", "http://127.0.0.1:1"]],
    [["--nonsense"]],
  ])("exits with 2 when it cannot run: %j", async (words) => {
    const { code, stdout, stderr } = await run(...words);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).not.toBe("");
  });
});
