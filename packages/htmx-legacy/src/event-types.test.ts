/** Listeners as docs/events has them compile under `strict`, and what is no part of an event does not. */
import { expect, test } from "vitest";
import { sse, type SseEventDetails, type SseEventMap } from "./index.ts";

/** Never called: the compiler reads it. */
function listeners(draw: (value: unknown) => void, feed: HTMLElement, any: Element): void {
  document.addEventListener("htmx:sseOpen", ({ detail }) => draw(detail.url.length));
  feed.addEventListener(
    "htmx:sseOpen",
    ({ detail }) => {
      detail.source.addEventListener("chart", (message) => draw(JSON.parse(message.data)));
      const { onmessage } = detail.source;
      onmessage?.(new MessageEvent("message", { data: "text" }));
    },
    { once: true },
  );
  any.addEventListener("htmx:sseOpen", ({ detail: { source } }) => draw(source.readyState === 1));
  addEventListener("htmx:sseError", ({ detail }) => {
    if (detail.error.code === "redirect" || detail.status === 401) window.sse.reconnect(detail.elt);
    draw(detail.source?.url);
  });
  document.addEventListener("htmx:sseClose", ({ detail }) => draw(detail.type === "attempts"));
  document.addEventListener("htmx:sseGap", ({ detail }) => draw(detail.reason === "reset" && detail.error.message));
  document.addEventListener("htmx:sseConfigConnect", ({ detail }) => {
    detail.headers["Authorization"] = `Bearer ${detail.reason}`;
    detail.waitUntil(Promise.resolve());
  });
  document.addEventListener("htmx:sseBeforeMessage", (event) => {
    if (event.detail.type === "debug") event.preventDefault();
    event.detail.data = event.detail.data.trim();
  });
  document.addEventListener("htmx:sse-message", ({ detail }) => draw(detail.superseded));
  document.addEventListener("htmx:sse-before-message", ({ detail }) => draw(detail.elt.id));
  feed.addEventListener("sse:price", (event) => draw([event.data, event.detail.elt]));
  document.addEventListener("htmx:afterSwap", ({ detail }) => draw(detail.target.childElementCount));
  document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    if (detail.target.matches("[data-pinned]")) detail.shouldSwap = false;
  });
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    detail.parameters["a"] = detail.verb;
  });
  document.addEventListener("htmx:responseError", ({ detail }) => draw(detail.xhr.status === 401));
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    detail.shouldSwap ||= detail.xhr.status === 422;
  });
  document.addEventListener("htmx:sendAbort", ({ detail }) => draw([detail.pathInfo.requestPath, detail.error]));
  // @ts-expect-error It has no such member.
  document.addEventListener("htmx:sseOpen", ({ detail }) => draw(detail.nothing));
  // @ts-expect-error It says no such reason.
  document.addEventListener("htmx:sseClose", ({ detail }) => draw(detail.type === "bored"));
  // Every other event is as it was.
  feed.addEventListener("click", ({ clientX }) => draw(clientX));
  feed.addEventListener("an-event", (event) => draw(event.type));
  void sse.inspect();
  draw([window.sse.version, globalThis.sse.registry?.connections.length, sse.config.quiet]);
}

test("the types have the names of the events of this package", () => {
  const kebab: SseEventMap["htmx:sse-config-connect"]["detail"] | undefined = undefined;
  const name: keyof SseEventDetails = "htmx:noSSESourceError";
  expect([typeof listeners, kebab, name]).toEqual(["function", undefined, "htmx:noSSESourceError"]);
});
