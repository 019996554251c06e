/** Slips of the pen in attributes, alone and beside htmx 2 and 4: the console says once what was meant. */
import { eventually, type OpenPage } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, shows, site } from "./fixture.ts";

const { server, visit } = await site();

const saidOf = (tab: OpenPage): string[] =>
  tab.console.filter((line) => line.includes("[sse]")).map((line) => line.replace(/^.*?\[sse\] (?:http:\S+ )?/, ""));

// Side by side: each waits until all has been said.
describe.concurrent.each([
  ["alone", "", "sse.min.js"],
  ["beside htmx 2", "htmx2", "sse-for-htmx.min.js"],
  ["beside htmx 4", "htmx4", "sse-for-htmx.min.js"],
  ["beside htmx 2, with everything", "htmx2", "sse.min.js"],
])("%s (%s, %s)", (_, htmx, bundle) => {
  const scripts = `${htmx && `<script src="/${htmx}/htmx.min.js"></script>`}<script src="/dist/${bundle}"></script>`;

  /** Opens a page with `/events` for the address of a stream; sends a `news` after which all has been said. */
  async function told(body: string, connects = true, data = "<b>1</b>"): Promise<string[]> {
    const stream = server.stream(fresh());
    const end = server.stream(fresh());
    const all = `${body.replaceAll("/events", stream.path)}<i id="end" hx-sse="connect:${end.path} swap:end"></i>`;
    const tab = await visit(all, { scripts });
    await end.waitFor(1);
    if (connects) await stream.waitFor(1);
    stream.send({ event: "news", data });
    end.send({ event: "end", data: "end" });
    await shows(tab, "#end", "end");
    end.send({ event: "nobody", data: "" });
    await eventually(() => expect(saidOf(tab).join()).toContain('"nobody"'));
    const said = saidOf(tab).filter((line) => !line.includes('"nobody"'));
    await tab.close();
    return said.map((line) => line.replaceAll(stream.path, "/events").replace(/\): <.*$/, ")"));
  }

  test("commas between words and in names", async () => {
    const said = await told('<p hx-sse="connect:/events swap:news, alert"></p>');
    expect(said).toEqual([
      '"swap:news,": did you mean swap:news? Write white space alone between words (stray-comma)',
      expect.stringMatching(/^"alert": write connect, .* \(unknown-keyword\)$/),
    ]);
    expect(await told('<p hx-sse="connect:/events"><i hx-sse="swap:news;"></i></p>')).toEqual([
      expect.stringMatching(/^"swap:news;": did you mean swap:news\? .*\(stray-comma\)$/),
    ]);
  });

  test("a value without quotes", async () => {
    expect(await told("<p hx-sse=connect:/events swap:news></p>")).toEqual([
      expect.stringMatching(/^nothing reads swap:news: put the value of hx-sse in quotes \(unknown-attribute\)$/),
      expect.stringMatching(/^sent "news", which nothing listens for: /),
    ]);
  });

  test("a keyword where there is none", async () => {
    expect(await told('<p sse-connect="connect:/events"></p>', false)).toEqual([
      "connect:/events: did you mean /events? (connect-refused)",
    ]);
    expect(await told('<p hx-sse="connect:localhost:3000/e"></p>', false)).toEqual([
      "localhost:3000/e: write http://localhost:3000/e, or a path such as /events (connect-refused)",
    ]);
    expect(await told('<p sse-connect="/events" sse-swap="swap:news"></p>')).toEqual([
      '"swap:news": did you mean "news"? Keywords are for hx-sse (near-miss)',
    ]);
  });

  test.each(["connect=/events", "/events"])("hx-sse=%j", async (value) => {
    expect(await told(`<p hx-sse="${value}"></p>`, false)).toEqual([
      expect.stringMatching(/^".*": did you mean connect:\/events\? Write connect, .* \(unknown-keyword\)$/),
    ]);
  });

  test.each(["sse", "data-sse"])("the attribute %s", async (name) => {
    expect(await told(`<p ${name}="connect:/events swap:news"></p>`, false)).toEqual([
      `nothing reads ${name}: did you mean ${name.replace("sse", "hx-sse")}? (unknown-attribute)`,
    ]);
  });

  test("the name of an event in hx-trigger without sse:", async () => {
    expect(await told('<div hx-sse="connect:/events"><p hx-get="/x" hx-trigger="news"></p></div>')).toEqual([
      expect.stringMatching(/which nothing listens for: did you mean hx-trigger="sse:news"\? \(unheard\)$/),
    ]);
    expect(await told('<div sse-connect="/events"></div>')).toEqual([
      expect.stringMatching(/: write sse-swap="news" where it goes, or hx-trigger="sse:news" \(unheard\)$/),
    ]);
  });

  test("a swap style in another case", async () => {
    expect(await told('<p hx-sse="connect:/events swap:news" hx-swap="innerHtml"></p>')).toEqual([
      htmx
        ? 'no swap style "innerHtml": did you mean innerHTML? (swap-style)'
        : 'hx-swap: "innerHtml": did you mean innerHTML? Write a known style (unknown-style)',
    ]);
  });

  test("a swap style out of band that nobody knows", async () => {
    const body = '<p hx-sse="connect:/events swap:news" hx-swap="none"></p><ul id="list"></ul>';
    const part = '<ul hx-swap-oob="beforend:#list"><li>1</li></ul>';
    // htmx 2 tells nobody.
    const said = htmx === "htmx2" ? [] : ['no swap style "beforend": did you mean beforeend? (swap-style)'];
    expect(await told(body, true, part)).toEqual(said);
  });
});
