/** A page with the swap engine in it, driven by name: what the browser tests of swapping share. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { eventually, type OpenPage, openPage, type PageOptions, type TestServer } from "@sse/testkit";

/** What `window.bed` offers inside the page. */
export interface Bed {
  /** Swaps `html` into an element or what a selector finds, as the text of an `hx-swap` attribute says. */
  swap(target: Element | string, html: string, attribute?: string, options?: object): void | Promise<void>;
  /** The same, resolved when the swap has settled. */
  settled(target: Element | string, html: string, attribute?: string, options?: object): Promise<void>;
  /** What the engine told: `process`, `release`, `report`, `swapped`, `settled`, `superseded`, each with a detail. */
  readonly heard: string[];
  readonly config: Record<string, unknown>;
  readonly context: Record<string, unknown>;
}

declare global {
  interface Window {
    bed: Bed;
    ran: string[];
  }
}

const folders = [
  ["/dom/", join(import.meta.dirname, "../src")],
  ["/parser/", join(import.meta.dirname, "../../parser/src")],
  ["/core/", join(import.meta.dirname, "../../core/src")],
  ["/eventsource-parser/", join(import.meta.dirname, "../../core/node_modules/eventsource-parser/dist")],
  ["/idiomorph/", dirname(fileURLToPath(import.meta.resolve("idiomorph")))],
] as const;

/** Where the page finds what the sources import by name. */
const imports = {
  idiomorph: "/idiomorph/idiomorph.esm.js",
  "@sse/parser": "/parser/index.ts",
  "@sse/core": "/core/index.ts",
  "eventsource-parser": "/eventsource-parser/index.js",
};

const script = `
import { swap } from "/dom/swap/public.ts";
import { writeAlone } from "/dom/swap/alone.ts";
import { defaultConfig } from "/dom/config.ts";
import { morph } from "/dom/morph.ts";
import { parseSwapAttribute } from "/parser/swap-attribute.ts";
const name = (element) => element.id ? "#" + element.id : element.localName;
const heard = [];
const config = defaultConfig();
const context = {
  config, morph, write: writeAlone,
  process: (root) => heard.push("process " + name(root)),
  release: (target, whole) => {
    for (const gone of whole ? [target] : target.children) heard.push("release " + name(gone));
  },
  report: (element, code) => heard.push("report " + code),
};
window.bed = {
  config, context, heard,
  swap(target, html, attribute = "", options = {}) {
    return swap(target.nodeType ? target : document.querySelector(target), html, parseSwapAttribute(attribute).value, {
      context, superseded: () => heard.push("superseded " + html), ...options,
    });
  },
  settled: (target, html, attribute, options) => new Promise((settled, reject) => {
    Promise.resolve(bed.swap(target, html, attribute, { ...options, settled })).catch(reject);
  }),
};
window.ran = [];
`;

/** Opens a page with `body` and the engine; resolves when `window.bed` stands. `nonce` is for its own scripts. */
export async function openBed(
  browser: Parameters<typeof openPage>[0],
  server: TestServer,
  body: string,
  { nonce = "bed", head = "", ...options }: PageOptions & { nonce?: string; head?: string } = {},
): Promise<OpenPage> {
  for (const [path, folder] of folders) server.files(path, folder);
  const map = `<script type="importmap" nonce="${nonce}">${JSON.stringify({ imports })}</script>`;
  const html = `<!doctype html><head>${map}${head}<script type="module" nonce="${nonce}">${script}</script></head><body>${body}</body>`;
  const tab = await openPage(browser, server, html, options);
  await eventually(async () => {
    if (tab.errors[0]) throw tab.errors[0];
    expect(await tab.page.evaluate("!!window.bed")).toBe(true);
  });
  return tab;
}
