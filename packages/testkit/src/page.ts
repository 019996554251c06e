/** A page of a test server in a browser, with everything it complained about. */
import type {
  Browser as PlaywrightBrowser,
  BrowserContext as PlaywrightContext,
  CDPSession,
  Page as PlaywrightPage,
} from "playwright-core";
import { BOUND, moved } from "./patience.ts";
import { leave } from "./navigation.ts";
import { recorded, VIOLATION, violationScript } from "./recorder.ts";
import type { TestServer } from "./server.ts";
import type { Browser, BrowserContext, Page } from "./tab.ts";
import { WebDriverPage } from "./webdriver-page.ts";

/** A page and what was heard from it. */
export interface OpenPage<P = Page> {
  readonly page: P;
  readonly url: string;
  /** Console messages, as `type: text`. */
  readonly console: readonly string[];
  /** Uncaught exceptions and unhandled rejections. */
  readonly errors: readonly Error[];
  /** Violations of the Content-Security-Policy and of Trusted Types, as `directive blocked`. */
  readonly violations: readonly string[];
  /** The page's DevTools session. Only Chromium has one: a test that takes it says `needs("devtools")`. */
  readonly devtools: CDPSession;
  /** The value of an expression, awaited, also where the page's policy lets it evaluate nothing. */
  value(expression: string): Promise<unknown>;
  /** Closes the page, and the context that was made for it. */
  close(): Promise<void>;
}

/** All that Playwright offers for a page. A test that asks for it says `needs("playwright")`. */
export function playwrightPage({ page }: OpenPage): PlaywrightPage {
  if (page instanceof WebDriverPage)
    throw new Error(`Not a page of Playwright: the test is to say needs("playwright").`);
  return page as unknown as PlaywrightPage;
}

/** What to serve the page with. */
export interface PageOptions {
  /** Default: a path of its own. */
  readonly path?: string;
  readonly headers?: Record<string, string>;
  /** Source of a script that runs before any other of the page. */
  readonly before?: string;
}

type Heard = { console: string[]; errors: Error[]; violations: string[] };
type Driven = Pick<OpenPage, "devtools" | "value">;

/** What Firefox tells as if it had been thrown: violations, and requests that other servers refuse. */
const REPORTS = /^(?:Error: )?(?:Content-Security-Policy|Cross-Origin Request Blocked)\b/;

let pages = 0;

/** Playwright's pages: scripts and reports go by the driver. */
async function drivePlaywright(page: PlaywrightPage, heard: Heard, before?: string): Promise<Driven> {
  page.setDefaultTimeout(BOUND);
  page.on("console", (message) => {
    moved();
    const text = message.text();
    if (text.startsWith(VIOLATION)) heard.violations.push(text.slice(VIOLATION.length));
    else heard.console.push(`${message.type()}: ${text}`);
  });
  page.on("pageerror", (error) => {
    if (!REPORTS.test(`${error.name}: ${error.message}`)) heard.errors.push(error);
  });
  await page.addInitScript(violationScript);
  if (before) await page.addInitScript(before);
  if (page.context().browser()?.browserType().name() !== "chromium") {
    // Playwright waits in vain for a page that comes from the back/forward cache of Firefox.
    const goBack: Page["goBack"] = (options) => leave(page, () => page.evaluate("void history.back()"), options);
    Object.assign(page, { goBack });
    return {
      get devtools(): never {
        throw new Error(`Only Chromium has DevTools: the test is to say needs("devtools").`);
      },
      value: (expression) => page.evaluate(expression),
    };
  }
  const devtools = await page.context().newCDPSession(page);
  const value = async (expression: string): Promise<unknown> => {
    const told = await devtools.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (told.exceptionDetails) throw new Error(told.exceptionDetails.exception?.description ?? "it threw");
    return told.result.value;
  };
  return { devtools, value };
}

/** WebDriver's pages: they record themselves, and are asked. */
function driveWebDriver(page: WebDriverPage, heard: Heard): Driven {
  void page.listen((records) => {
    if (records.console.length) moved();
    heard.console.push(...records.console);
    heard.violations.push(...records.violations);
    heard.errors.push(...records.errors.map(({ message, ...rest }) => Object.assign(new Error(message), rest)));
  });
  return {
    get devtools(): never {
      throw new Error(`Only Chromium has DevTools: the test is to say needs("devtools").`);
    },
    value: (expression) => page.evaluate(expression),
  };
}

/**
 * Serves `html` from `server`, opens it and waits for `DOMContentLoaded`: `load` would never come to a page that starts
 * a stream from an image. Given a browser, it gets a context of its own, or, where each would cost a second, a window
 * of one that such pages share; given a context, it is one more tab.
 */
export function openPage(
  where: PlaywrightBrowser | PlaywrightContext,
  server: TestServer,
  html: string,
  options?: PageOptions,
): Promise<OpenPage<PlaywrightPage>>;
export function openPage(
  where: Browser | BrowserContext,
  server: TestServer,
  html: string,
  options?: PageOptions,
): Promise<OpenPage>;
export async function openPage(
  where: Browser | BrowserContext,
  server: TestServer,
  html: string,
  { path = `/page-${++pages}`, headers = {}, before }: PageOptions = {},
): Promise<OpenPage> {
  const shared = "newContext" in where ? await where.sharedContext?.() : where;
  const own = shared || !("newContext" in where) ? undefined : await where.newContext();
  const page = await (own ?? shared ?? (where as BrowserContext)).newPage();
  const heard: Heard = { console: [], errors: [], violations: [] };
  const byWire = page instanceof WebDriverPage;
  const served = byWire ? recorded(html, headers, before) : { html, headers };
  server.page(path, served.html, served.headers);
  const driven = byWire
    ? driveWebDriver(page, heard)
    : await drivePlaywright(page as unknown as PlaywrightPage, heard, before);
  const url = server.url(path);
  await page.goto(url, { waitUntil: "domcontentloaded" });
  return Object.assign(driven, { page, url, ...heard, close: () => (own ? own.close() : page.close()) });
}
