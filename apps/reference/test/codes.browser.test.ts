/** The examples of docs/codes in Chromium: the first of a page causes its code, and nothing is said of the mended one. */
import { eventually, sharedChromium } from "@sse/testkit";
import { afterAll, expect, test, vi } from "vitest";
import { type CodeExample, codePage } from "../src/code-examples.ts";
import { type Host, hosts } from "../src/example-hosts.ts";
import { serveExample } from "../src/example-server.ts";
import { pagesOf } from "../src/pages.ts";

// They wait more than they work.
vi.setConfig({ maxConcurrency: 10 });

const browser = await sharedChromium();
const context = await browser.newContext();
afterAll(() => context.close());

/** Pages that have the scripts of htmx in their examples. */
const hasOwnScripts = ({ html = "" }: CodeExample): boolean => html.includes("<script src=");

const pages = pagesOf("codes").map((code) => ({ code, ...codePage(code) }));
const onPages = pages.filter(({ isOfLinter }) => !isOfLinter);
const visits = onPages.flatMap(({ code, cause, mended, leaves, isOtherBesideHtmx }) => {
  const tried = isOtherBesideHtmx || hasOwnScripts(cause) ? hosts.slice(0, 1) : hosts;
  return tried.map((host) => ({ code, host, cause, mended, leaves }));
});

/** Not every failure of a stream is one for the console. */
const listening = `
  document.addEventListener("htmx:sseError", ({ detail }) => console.log("[error] (" + detail.error?.code + ")"));`;

/** Opens the page of an example and presses what can be pressed. Gives the lines on the console, which grow. */
async function visit(code: string, example: CodeExample, host: Host) {
  const server = await serveExample(code, example, host);
  const page = await context.newPage();
  const said: string[] = [];
  page.on("console", (message) => void (/^\[(?:sse|error)\]/.test(message.text()) && said.push(message.text())));
  await page.addInitScript(listening);
  await page.goto(server.url);
  for (const button of await page.locator("button").all()) await button.click();
  const close = async (): Promise<void> => {
    await page.close();
    await server.close();
  };
  return { page, said, close };
}

test.concurrent.each(visits)("$code, $host: the example causes it", async ({ code, host, cause }) => {
  const { said, close } = await visit(code, cause, host);
  await eventually(() => expect(said.join("\n")).toContain(`(${code})`));
  await close();
});

/** What is said of an event that nobody hears is said a second after it. */
const patience = 1500;

test.concurrent.each(visits)(
  "$code, $host: of the mended example nothing is said",
  async ({ code, host, mended, leaves }) => {
    const { page, said, close } = await visit(code, mended, host);
    const lines = (): string[] => said.filter((line) => line.startsWith("[sse]"));
    // What a page says as it leaves may be lost with it.
    const hasLeft = (): boolean => new URL(page.url()).pathname !== "/";
    await eventually(() => expect(lines().length > 0 || hasLeft() || !leaves.length).toBe(true));
    await page.waitForTimeout(patience);
    expect(lines().filter((line) => !leaves.some((name) => line.includes(`(${name})`)))).toEqual([]);
    expect(lines().length > 0 || hasLeft()).toBe(leaves.length > 0);
    await close();
  },
);
