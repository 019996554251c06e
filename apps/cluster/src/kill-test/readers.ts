/** Pages in a browser that hear the stream: with nothing said, by `EventSource`, and in three tabs that share one stream. */
import type { ChromiumBrowser as Browser, ChromiumPage as Page } from "@sse/testkit";

/** An event as a page heard it. */
export interface Heard {
  readonly text: string;
  readonly id: string;
}

/** What one page has to tell. */
export interface Account {
  readonly heard: readonly Heard[];
  /** Of each break: ms from when the page noticed to the next event. */
  readonly gaps: readonly number[];
}

export interface Reader {
  readonly name: string;
  /** How many different events it has heard. */
  count(): Promise<number>;
  account(): Promise<Account>;
}

const STREAM = "/gallery/servers/stream";
/** Pages of the test, at an address of the balancer's own, so that they are of its origin. */
const PAGE = "/kill-test";

/** What each page runs: it writes down what it hears, and when it was without a stream. */
const witness = `
  window.heard = []; window.gaps = [];
  let broken;
  document.addEventListener("htmx:sseMessage", ({ detail }) => {
    if (broken !== undefined) window.gaps.push(performance.now() - broken);
    broken = undefined;
    if (detail.type !== "said") return;
    const text = /<span>([^<]*)/.exec(detail.data);
    window.heard.push({ text: text ? text[1] : "", id: detail.lastEventId });
  });
  document.addEventListener("htmx:sseError", () => { broken ??= performance.now(); });`;

const pageWith = (tokens: string): string => `<!doctype html><title>Kill test</title><script>${witness}</script>
  <script src="/sse.min.js"></script>
  <div hx-sse="connect:${STREAM} ${tokens}"><i hx-sse="swap:said"></i><i hx-sse="swap:tick"></i></div>`;

async function open(page: Page, url: string, tokens: string): Promise<Page> {
  await page.route(`**${PAGE}`, (route) => route.fulfill({ contentType: "text/html", body: pageWith(tokens) }));
  await page.goto(url + PAGE, { waitUntil: "domcontentloaded" });
  // Not before it hears.
  await page.waitForFunction("document.querySelector('i + i').textContent !== ''", undefined, { timeout: 120_000 });
  return page;
}

const readerOn = (name: string, page: Page): Reader => ({
  name,
  count: () => page.evaluate("new Set(window.heard.map(({ text }) => text)).size"),
  account: () => page.evaluate("({ heard: window.heard, gaps: window.gaps })"),
});

/** Opens the pages, and resolves when all of them hear. */
export async function openReaders(browser: Browser, url: string): Promise<readonly Reader[]> {
  const [alone, native, shared] = [await browser.newContext(), await browser.newContext(), await browser.newContext()];
  const readers = [
    readerOn("default", await open(await alone.newPage(), url, "")),
    readerOn("transport:eventsource", await open(await native.newPage(), url, "transport:eventsource")),
  ];
  for (const tab of [1, 2, 3])
    readers.push(readerOn(`share:browser, tab ${tab}`, await open(await shared.newPage(), url, "share:browser")));
  return readers;
}
