/** What goes with the request of a stream, and what is left out of it. */
import { expect, test } from "vitest";
import { defaultConfig } from "@sse/dom";
import { requestOf } from "./source-request.ts";

function requestFor(attributes: string): { sent: string; headers: object; said: string[] } {
  document.body.innerHTML = `<p ${attributes}></p>`;
  const said: string[] = [];
  const report = (_: unknown, code: string, message: string): void => void said.push(`${message} (${code})`);
  const context = { config: defaultConfig(), write() {}, process() {}, report };
  const element = document.querySelector("p") ?? document.body;
  const [{ search }, headers] = requestOf(element, "https://example.com/events", context);
  return { sent: search, headers, said };
}

test("a promise is left out and told of", () => {
  expect(requestFor(`hx-vals="js:{a: Promise.resolve(1), b: 2}"`)).toEqual({
    sent: "?b=2",
    headers: {},
    said: ["a is a promise: set it in htmx:sseConfigConnect, by waitUntil() (hx-vals)"],
  });
  const { headers, said } = requestFor(`hx-headers='js:{"X-A": Promise.resolve(1), "X-B": "2"}'`);
  expect(headers).toEqual({ "X-B": "2" });
  expect(said[0]).toContain("X-A is a promise");
});

test("a value that is meant for the event of a trigger is left out, any other that throws is told of", () => {
  expect(requestFor(`hx-vals="js:{a: event.detail.x}"`)).toEqual({ sent: "", headers: {}, said: [] });
  expect(requestFor(`hx-vals="js:{a: nobody.detail}"`).said).toEqual([expect.stringMatching(/nobody.*\(hx-vals\)/)]);
});
