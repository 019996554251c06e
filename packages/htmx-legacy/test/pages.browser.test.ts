/** Whole pages as people write them: under the htmx they were written for and under ours, the same events come to the same. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { eventually, openPage, sharedBrowser, startServer } from "@sse/testkit";
import { afterAll, expect, test } from "vitest";
import { otherDialect, withoutDialect } from "./page-dialect.ts";
import { type Outcome, play, readPage } from "./page-run.ts";

const [browser, server] = await Promise.all([sharedBrowser(), startServer()]);
afterAll(() => server.close());
const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
server.files("/dist", folder("../dist"));
server.files("/htmx-ext-sse", folder("../node_modules/htmx-ext-sse"));
for (const name of ["htmx1", "htmx2", "htmx4"]) server.files(`/${name}`, folder(`../node_modules/${name}/dist`));

const tag = (src: string): string => `<script src="${src}"></script>`;
/** What the pages were written for. */
const theirs = {
  htmx1: tag("/htmx1/htmx.min.js"),
  htmx2: tag("/htmx2/htmx.min.js") + tag("/htmx-ext-sse/sse.js"),
};
// With what htmx 4 offers to those who come from htmx 2: its inheritance and the names of its events. Without its history:
// where there is no Navigation API, it takes a click on a link to a fragment for a way back, and asks for the page anew.
const htmx4 =
  `<meta name="htmx-config" content='{"implicitInheritance":true,"history":false}'>` +
  tag("/htmx4/htmx.min.js") +
  tag("/htmx4/ext/htmx-2-compat.min.js");
const [whole, small] = [tag("/dist/sse.min.js"), tag("/dist/sse-for-htmx.min.js")];
const ours: Record<string, string> = {
  alone: whole,
  "beside htmx 2": tag("/htmx2/htmx.min.js") + small,
  "beside htmx 2, the whole bundle": tag("/htmx2/htmx.min.js") + whole,
  "beside htmx 4": htmx4 + small,
  "beside htmx 4, the whole bundle": htmx4 + whole,
};

const names = readdirSync(new URL("pages", import.meta.url))
  .filter((file) => file.endsWith(".html"))
  .map((file) => file.replace(".html", ""));

const open = (path: string, html: string) => openPage(browser, server, html, { path });

test("there are at least 24", () => {
  expect(names.length).toBeGreaterThanOrEqual(24);
});

test.each(names)("%s", async (name) => {
  const page = await readPage(name);
  const { writtenFor, needsHtmx, readsRequests } = page.played;
  const before = await play(server, open, page, theirs[writtenFor]);
  // What settles does so in its own time.
  let expected = await before.outcome();
  await eventually(async () => {
    const now = await before.outcome();
    const still = JSON.stringify(now) === JSON.stringify(expected);
    expected = now;
    expect(still).toBe(true);
  });
  expect(before.tab.errors).toEqual([]);
  await before.tab.close();
  for (const [mode, scripts] of Object.entries(ours)) {
    if (needsHtmx && mode === "alone") continue;
    const after = await play(server, open, page, scripts);
    const foreign = readsRequests && mode.startsWith("beside htmx 4");
    const ofOurs = (outcome: Outcome): Outcome => (foreign ? { ...outcome, log: [] } : outcome);
    await eventually(async () => expect(ofOurs(await after.outcome()), mode).toEqual(ofOurs(expected)));
    expect(after.tab.errors.filter(() => !foreign)).toEqual([]);
    await after.tab.close();
  }
  // The same page with its attributes in the other dialect.
  const other = await play(server, open, page, ours[needsHtmx ? "beside htmx 2" : "alone"] ?? "", otherDialect);
  const plain = ({ body, requests, log }: Outcome): Outcome => ({
    body: withoutDialect(body),
    requests,
    log: log.map(withoutDialect),
  });
  await eventually(async () => expect(plain(await other.outcome()), "the other dialect").toEqual(plain(expected)));
  expect(other.tab.errors).toEqual([]);
  await other.tab.close();
});
