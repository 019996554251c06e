/** When the work on a page begins and ends. */
import { expect, test, vi } from "vitest";
import { standalone } from "./hosts/standalone.ts";
import { createSse } from "./start.ts";

const page = vi.hoisted((): { readyState: DocumentReadyState } => ({ readyState: "complete" }));
vi.mock(import("@sse/dom/native"), async (load) => ({ ...(await load()), readyStateOf: () => page.readyState }));

test("a start while the document is read waits for its end, and a stop before that counts", () => {
  page.readyState = "loading";
  const sse = createSse(window, { standalone });
  const ready = (): boolean => document.dispatchEvent(new Event("DOMContentLoaded"));
  sse.start();
  expect(sse.registry).toBeUndefined();
  sse.stop();
  ready();
  expect(sse.registry).toBeUndefined();
  sse.start({ addedClass: "one" });
  sse.start({ settlingClass: "two" });
  ready();
  expect(sse.registry).toBeDefined();
  expect([sse.config.addedClass, sse.config.settlingClass]).toEqual(["one", "two"]);
  const { registry } = sse;
  ready();
  expect(sse.registry).toBe(registry);
  sse.stop();
  expect(sse.registry).toBeUndefined();
  page.readyState = "complete";
});

test("once the document is there, a start begins at once, and again with other options", () => {
  const sse = createSse(window, { standalone });
  sse.start();
  const { registry } = sse;
  expect(registry).toBeDefined();
  sse.start({ addedClass: "other" });
  expect(sse.registry).not.toBe(registry);
  expect(sse.config.addedClass).toBe("other");
  sse.stop();
});

test("an element called htmx is no htmx: its page is not started over", () => {
  vi.stubGlobal("htmx", document.createElement("div"));
  const sse = createSse(window, { standalone });
  sse.start();
  const { registry } = sse;
  document.dispatchEvent(new Event("htmx:load"));
  expect(registry).toBeDefined();
  expect(sse.registry).toBe(registry);
  sse.stop();
  vi.unstubAllGlobals();
});

test("a document without a body is started, too", () => {
  const { body } = document;
  body.remove();
  const sse = createSse(window, { standalone });
  sse.start();
  expect(sse.registry).toBeDefined();
  sse.stop();
  document.documentElement.append(body);
});
