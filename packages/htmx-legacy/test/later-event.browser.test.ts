/** `event` in what htmx reads a moment after it: that of the message, not the one of the browser by which the message came. */
import { eventually, openPage } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, site, tagsOf } from "./fixture.ts";

const { server, browser } = await site();

const hosts = {
  alone: tagsOf(["/dist/sse.min.js"]),
  "htmx 2": tagsOf(["/htmx2/htmx.min.js", "/dist/sse-for-htmx.min.js"]),
  "htmx 4": tagsOf(["/htmx4/htmx.min.js", "/dist/sse-for-htmx.min.js"]),
  "htmx 4, ours whole and first": tagsOf(["/dist/sse.min.js", "/htmx4/htmx.min.js"]),
};

/** By what a message may come; each dispatches an event of its own. */
const ways: Readonly<Record<string, { config: object; tabs: number }>> = {
  "a port, after a break": { config: {}, tabs: 1 },
  "a channel between tabs": { config: { share: "browser" }, tabs: 2 },
  "an EventSource": { config: { transport: "eventsource" }, tabs: 1 },
};

/** Without `scheduler.yield`, as in Safari, a message that follows a slow one comes by a port. */
const before = `
  if (globalThis.Scheduler) delete Scheduler.prototype.yield;
  addEventListener("htmx:sseMessage", ({ detail }) => {
    for (const end = performance.now() + 40; detail.type === "slow" && performance.now() < end;);
  });`;

test.each(Object.entries(hosts).flatMap(([host, scripts]) => Object.keys(ways).map((way) => [host, way, scripts])))(
  "%s, by %s",
  async (_, way = "", scripts = "") => {
    const { config, tabs } = ways[way] ?? { config: {}, tabs: 0 };
    const [one, other] = [server.stream(fresh()), server.stream(fresh())];
    const path = `${fresh()}/asked`;
    const heads: unknown[] = [];
    server.get(path, ({ headers }) => {
      heads.push(headers["x-event"]);
      return "";
    });
    // It waits for the values before it reads the headers.
    const asks = (by: string): string =>
      `<p hx-get="${path}?by=${by}" hx-trigger="sse:go" hx-swap="none" hx-vals="js:{i: event.lastEventId}"
          hx-headers='js:{"X-Event": [event.type, event.data, event.lastEventId].join(" ")}'></p>`;
    const html = `<!doctype html><meta name="sse-config" content='${JSON.stringify(config)}'>${scripts}<body>
      <main hx-sse="connect:${one.path}"><i hx-sse="swap:slow"></i>${asks("one")}</main>
      <main hx-ext="sse" sse-connect="${other.path}"><i sse-swap="slow"></i>${asks("other")}</main>`;
    const context = await browser.newContext();
    for (let tab = 0; tab < tabs; tab++) {
      const { page } = await openPage(context, server, html, { before });
      await eventually(async () => expect(await page.locator("[data-sse-state=open]").count()).toBe(2));
    }
    for (const stream of [one, other]) stream.write("event: slow\ndata: -\n\nevent: go\ndata: yes\nid: 2\n\n");
    const all = Array.from({ length: tabs * 2 }, () => "sse:go yes 2");
    await eventually(() => expect(heads).toEqual(all));
    await context.close();
  },
);
