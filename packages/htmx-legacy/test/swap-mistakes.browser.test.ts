/** A misspelt modifier is told wherever an `hx-swap` stands: in requests, headers, parts and streamed responses. */
import { eventually, type OpenPage } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, shows, site, tagsOf } from "./fixture.ts";

const { server, visit, visitSource } = await site();

const saidOf = (tab: OpenPage): string[] =>
  tab.console.flatMap((line) => /\[sse\] (.* did you mean \w+)/.exec(line)?.[1] ?? []);

const alone = ["/dist/sse.min.js"];
const typo = "innerHTML setle:1s";

test.each([
  ["its own", `<b hx-get="/html" hx-target="#x" hx-swap="${typo}" hx-trigger="load"></b>`, {}, "hx-swap"],
  ["inherited", `<div hx-swap="${typo}"><b hx-get="/html" hx-target="#x" hx-trigger="load"></b></div>`, {}, "hx-swap"],
  ["a header", `<b hx-get="/html" hx-target="#x" hx-trigger="load"></b>`, { "HX-Reswap": typo }, "HX-Reswap"],
  ["streamed", `<b hx-get="/stream" hx-target="#x" hx-swap="${typo}" hx-trigger="load"></b>`, {}, "hx-swap"],
])("a request: %s", async (_, body, headers, name) => {
  server.handle("/html", (_request, response) => void response.writeHead(200, headers).end("<i>1</i>"));
  server.handle(
    "/stream",
    (_request, response) =>
      void response.writeHead(200, { "Content-Type": "text/event-stream" }).end("data: <i>1</i>\n\ndata: <i>1</i>\n\n"),
  );
  const tab = await visit(`${body}<p id="x"></p>`);
  await shows(tab, "#x", "<i>1</i>");
  expect(saidOf(tab)).toEqual([`${name}: "setle": did you mean settle`]);
  await tab.close();
});

test.each([
  ["a partial", `<hx-partial hx-target="#x" hx-swap="beforeend setle:1s">1</hx-partial>`, "<hx-partial>"],
  ["a part out of band", `<p hx-swap-oob="beforeend:#x setle:1s">1</p>`, "hx-swap-oob"],
  ["a part out of band, by its id", `<p id="x" hx-swap-oob="innerHTML setle:1s swap:1ms">1</p>`, "hx-swap-oob"],
  ["a selector with a colon", `<p hx-swap-oob="innerHTML:main p:last-child">1</p>`, ""],
])("%s", async (_, data, name) => {
  const { tab, send } = await visitSource(alone, `<i hx-sse="swap:e" hx-swap="none"></i><p id="x"></p>`);
  send("e", data);
  await shows(tab, "#x", "1");
  expect(saidOf(tab)).toEqual(name ? [`${name}: "setle": did you mean settle`] : []);
  await tab.close();
});

test.each(["/dist/sse.min.js", "/dist/sse-for-htmx.min.js"])("beside htmx 4 (%s)", async (bundle) => {
  const stream = server.stream(fresh());
  const tab = await visit(
    `<main hx-sse="connect:${stream.path}"><p id="a" hx-sse="swap:e" hx-swap="beforeend setle:1s"></p>
     <p id="b" hx-sse="swap:e" hx-swap="beforeend strip:true swapEmpty:true other:1"></p></main>`,
    { scripts: tagsOf(["/htmx4/htmx.min.js", bundle]) },
  );
  await stream.waitFor(1);
  stream.send({ event: "e", data: "1" });
  await shows(tab, "#b", "1");
  await eventually(() => expect(saidOf(tab)).toEqual([`hx-swap: "setle": did you mean settle`]));
  await tab.close();
});
