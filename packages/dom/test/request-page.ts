/** A page with trigger bindings and requests in it, driven by name: what the browser tests of requests share. */
import { join } from "node:path";
import { expect } from "vitest";
import {
  type Browser,
  type BrowserContext,
  eventually,
  type OpenPage,
  openPage,
  type PageOptions,
  type TestServer,
} from "@sse/testkit";

/** What `window.desk` offers inside the page. */
export interface Desk {
  /** Does the request of the first element that matches. */
  request(selector: string, event?: Event | null, queue?: string): Promise<void>;
  /** Ends it. */
  abort(selector: string): void;
  /** Binds `hx-trigger` of all elements, as new content is bound by itself. */
  bind(root: Element): void;
  unbind(element: Element): void;
  /** `htmx:` events without that prefix, with the ID of the element they were raised on; reports; streamed messages. */
  readonly heard: string[];
  /** The details of the events, by name: the last of each. */
  readonly details: Record<string, Record<string, unknown>>;
  readonly config: Record<string, unknown>;
}

declare global {
  interface Window {
    desk: Desk;
  }
}

/** What the page imports, by name, from where below `packages`: the sources, as they are. */
const modules = [
  ["@sse/core", "core", "src/index.ts"],
  ["@sse/dom", "dom", "src/index.ts"],
  ["@sse/parser", "parser", "src/index.ts"],
  ["eventsource-parser", "core/node_modules/eventsource-parser", "dist/index.js"],
] as const;

const events = [
  ..."confirm configRequest beforeRequest beforeSend afterRequest beforeSwap afterSwap afterSettle load".split(" "),
  ..."responseError sendError sendAbort timeout targetError invalidPath validation:halted onLoadError".split(" "),
];

const script = `
import { abortRequest, bindTriggers, defaultConfig, issueRequest, watchHistory, writeAlone } from "@sse/dom";
import { parseTriggerAttribute } from "@sse/parser";
const heard = [], details = {}, bindings = new Map(), config = defaultConfig();
const name = (element) => element === document ? "document" : element.id ? "#" + element.id : element.localName;
const context = {
  config,
  write: writeAlone,
  process: (root) => desk.bind(root),
  report: (element, code, message) => heard.push("report " + code + " " + message),
  streamed: (element, { type, data, lastEventId }) => heard.push(["streamed", name(element), type, data, lastEventId].join(" ")),
};
for (const event of ${JSON.stringify(events)}) {
  document.addEventListener("htmx:" + event, ({ target, detail }) => {
    heard.push(event + " " + name(target));
    details[event] = detail;
  });
}
window.desk = {
  heard, details, config,
  request: (selector, event = null, queue) => issueRequest(document.querySelector(selector), event, context, queue),
  abort: (selector) => abortRequest(document.querySelector(selector)),
  bind(root) {
    for (const element of [root, ...root.querySelectorAll("[hx-trigger]")]) {
      if (!element.matches("[hx-trigger]") || bindings.has(element)) continue;
      const { value } = parseTriggerAttribute(element.getAttribute("hx-trigger"));
      const fired = (event, { queue }) => issueRequest(element, event, context, queue?.value);
      bindings.set(element, bindTriggers(element, value, fired, context));
    }
  },
  unbind(element) {
    bindings.get(element).stop();
    bindings.delete(element);
  },
};
watchHistory();
desk.bind(document.body);
`;

/** Opens a page with `body`; resolves when `window.desk` stands and every `hx-trigger` is bound. */
export async function openDesk(
  browser: Browser | BrowserContext,
  server: TestServer,
  body: string,
  options: PageOptions = {},
): Promise<OpenPage> {
  const imports: Record<string, string> = {};
  for (const [name, folder, entry] of modules) {
    server.files(`/modules/${name}`, join(import.meta.dirname, "../..", folder));
    imports[name] = `/modules/${name}/${entry}`;
  }
  const map = `<script type="importmap" nonce="desk">${JSON.stringify({ imports })}</script>`;
  const html = `<!doctype html><head>${map}<script type="module" nonce="desk">${script}</script></head><body>${body}</body>`;
  const tab = await openPage(browser, server, html, options);
  await eventually(async () => {
    if (tab.errors[0]) throw tab.errors[0];
    expect(await tab.page.evaluate("!!window.desk")).toBe(true);
  });
  return tab;
}
