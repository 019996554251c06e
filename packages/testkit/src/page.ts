/** A page of a test server in Chromium, with everything it complained about. */
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { BOUND, moved } from "./patience.ts";
import type { TestServer } from "./server.ts";

/** A page and what was heard from it. */
export interface OpenPage {
  readonly page: Page;
  readonly url: string;
  /** Console messages, as `type: text`. */
  readonly console: readonly string[];
  /** Uncaught exceptions and unhandled rejections. */
  readonly errors: readonly Error[];
  /** Violations of the Content-Security-Policy and of Trusted Types, as `directive blocked`. */
  readonly violations: readonly string[];
  /** The page's DevTools session. */
  readonly devtools: CDPSession;
  /** Closes the page, and the context that was made for it. */
  close(): Promise<void>;
}

/** What to serve the page with. */
export interface PageOptions {
  /** Default: a path of its own. */
  readonly path?: string;
  readonly headers?: Record<string, string>;
  /** Source of a script that runs before any other of the page. */
  readonly before?: string;
}

let pages = 0;

/**
 * Serves `html` from `server`, opens it and waits for `DOMContentLoaded`: `load` would never come to a page that starts
 * a stream from an image. Given a browser, it gets a context of its own; given a context, it is one more tab.
 */
export async function openPage(
  where: Browser | BrowserContext,
  server: TestServer,
  html: string,
  { path = `/page-${++pages}`, headers = {}, before }: PageOptions = {},
): Promise<OpenPage> {
  server.page(path, html, headers);
  const own = "newContext" in where ? await where.newContext() : undefined;
  const page = await (own ?? where).newPage();
  const heard = { console: [] as string[], errors: [] as Error[], violations: [] as string[] };
  page.setDefaultTimeout(BOUND);
  page.on("console", moved);
  page.on("console", (message) => void heard.console.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => void heard.errors.push(error));
  const devtools = await page.context().newCDPSession(page);
  devtools.on("Audits.issueAdded", ({ issue }) => {
    const details = issue.details.contentSecurityPolicyIssueDetails;
    if (details) heard.violations.push(`${details.violatedDirective} ${details.blockedURL ?? "inline"}`);
  });
  await devtools.send("Audits.enable");
  if (before) await page.addInitScript(before);
  const url = server.url(path);
  await page.goto(url, { waitUntil: "domcontentloaded" });
  return { page, url, devtools, ...heard, close: () => (own ? own.close() : page.close()) };
}
