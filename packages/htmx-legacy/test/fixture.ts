/** What the acceptance tests share: a server with the built bundle, and pages whose only script it is. */
import { fileURLToPath } from "node:url";
import { eventually, type OpenPage, openPage, type PageOptions, sharedBrowser, startServer } from "@sse/testkit";
import { afterAll, afterEach, expect } from "vitest";

const folder = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** What pages load: alone, and beside htmx with either bundle. */
export const modes: readonly (readonly [mode: string, sources: readonly string[]])[] = [
  ["alone", ["/dist/sse.min.js"]],
  ["beside htmx 2", ["/htmx2/htmx.min.js", "/dist/sse.min.js"]],
  ["beside htmx 4", ["/htmx4/htmx.min.js", "/dist/sse.min.js"]],
  ["beside htmx 2, which does the rest", ["/htmx2/htmx.min.js", "/dist/sse-for-htmx.min.js"]],
  ["beside htmx 4, which does the rest", ["/htmx4/htmx.min.js", "/dist/sse-for-htmx.min.js"]],
];

/** Script tags of these URLs. */
export const tagsOf = (sources: readonly string[]): string =>
  sources.map((src) => `<script src="${src}"></script>`).join("");

export const scriptTag = '<script src="/dist/sse.min.js"></script>';

/** Records every event of ours that reaches the document, as `[type, id of the target, detail]`. */
const recorder = `
  globalThis.heard = [];
  for (const type of ["Open", "BeforeMessage", "Message", "Error", "Close"].map((name) => "htmx:sse" + name).concat("htmx:noSSESourceError", "htmx:targetError"))
    document.addEventListener(type, ({ target, detail }) =>
      heard.push([type, target.id, JSON.parse(JSON.stringify({ data: detail.data, type: detail.type, lastEventId: detail.lastEventId, status: detail.status }))]), true);
`;

/** A script that records `[type, id of the target]` of these events as `raised`. */
export const recording = (...types: readonly string[]): string =>
  `globalThis.raised = [];
   for (const type of ${JSON.stringify(types)}) document.addEventListener(type, ({ target }) => raised.push([type, target.id]));`;

/** A path that no other test of the file uses. */
let paths = 0;
export const fresh = (): string => `/events-${++paths}`;

/** A test file's own server and browser. */
export async function site(launched = sharedBrowser()) {
  const [browser, server] = await Promise.all([launched, startServer()]);
  server.files("/dist", folder("dist"));
  for (const name of ["htmx2", "htmx4"]) server.files(`/${name}`, folder(`node_modules/${name}/dist`));
  afterAll(() => server.close());
  const opened = new Set<OpenPage>();
  // The streams of pages that a failed test leaves would keep those of the next tests waiting, where all share a context.
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") for (const tab of opened) await tab.close();
    opened.clear();
  });

  /** Opens a page with this body; the bundle is its only script. */
  async function visit(
    body: string,
    options: PageOptions & { head?: string; scripts?: string } = {},
  ): Promise<OpenPage> {
    const { head = "", scripts = scriptTag, before = "", ...rest } = options;
    const html = `<!doctype html><title>test</title>${head}${scripts}<body>${body}</body>`;
    const tab = await openPage(browser, server, html, { ...rest, before: recorder + before });
    opened.add(tab);
    return tab;
  }

  /** Opens a page with these scripts whose `main`, with these attributes, is the source of its content; connected. */
  async function visitSource(sources: readonly string[], content: string, attributes = "", head = "") {
    const stream = server.stream(fresh());
    const scripts = tagsOf(sources);
    const body = `<main id="s" hx-sse="connect:${stream.path}" ${attributes}>${content}</main>`;
    const tab = await visit(body, { scripts, head });
    await stream.waitFor(1);
    return { tab, send: (event: string, data: string) => stream.send({ event, data }) };
  }
  return { server, browser, visit, visitSource };
}

/** The inner markup of an element, waited for. */
export async function shows(tab: OpenPage, selector: string, html: string): Promise<void> {
  await eventually(async () =>
    expect(
      await tab.page
        .locator(selector)
        .first()
        .evaluate((element) => element.innerHTML.trim()),
    ).toBe(html),
  );
}

/** Names (and targets) of the events heard so far. */
export async function heard(
  tab: OpenPage,
  type?: string,
): Promise<[type: string, id: string, detail: Record<string, unknown>][]> {
  const all = (await tab.page.evaluate("heard")) as [string, string, Record<string, unknown>][];
  return type ? all.filter(([name]) => name === type) : all;
}
