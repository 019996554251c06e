import { afterAll, expect, test } from "vitest";
import { eventually, type OpenPage, sharedBrowser, startServer, without } from "@sse/testkit";
import { openDesk } from "../../test/request-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

let streams = 0;

/** A page whose `#e` has asked for a stream of its own and is connected to it. */
async function streaming(attributes: string) {
  const stream = server.stream(`/answer-${++streams}`);
  const body = `<div id="up"><p id="e" hx-post="${stream.path}" ${attributes}></p></div><p id="t"></p>`;
  const tab = await openDesk(browser, server, body);
  await tab.page.evaluate(`desk.request("#e").then(() => desk.heard.push("over")); 0`);
  await stream.waitFor(1);
  return { stream, tab };
}

const heard = (tab: OpenPage): Promise<string[]> => tab.page.evaluate("desk.heard");
const shows = (tab: OpenPage, selector: string, html: string): Promise<void> =>
  eventually(async () => expect(await tab.page.evaluate(`document.querySelector("${selector}").innerHTML`)).toBe(html));

test("unnamed messages are swapped into the target as they come, until the stream ends; it is not opened again", async () => {
  const { stream, tab } = await streaming(`hx-target="#t" hx-swap="beforeend"`);
  stream.send({ data: "Hel" });
  await shows(tab, "#t", "Hel");
  stream.send({ data: "lo <b>you</b>" });
  await shows(tab, "#t", "Hello <b>you</b>");
  expect(await heard(tab)).not.toContain("over");
  expect(await tab.page.evaluate(`document.querySelector("#e").className`)).toBe("htmx-request");
  stream.end();
  await eventually(async () => expect((await heard(tab)).slice(-2)).toEqual(["afterRequest #e", "over"]));
  expect(await tab.page.evaluate(`document.querySelector("#e").className`)).toBe("");
  expect(stream.attempts).toHaveLength(1);
  await tab.close();
});

test("named events go to the context and are not swapped", async () => {
  const { stream, tab } = await streaming("");
  stream.send({ event: "tool", data: "x", id: "3" });
  stream.send({ data: "shown" });
  await shows(tab, "#e", "shown");
  expect(await heard(tab)).toContain("streamed #e tool x 3");
  await tab.close();
});

test("a stream may replace its target again and again", async () => {
  const { stream, tab } = await streaming(`hx-target="#t" hx-swap="outerHTML"`);
  for (const step of [1, 2, 3]) {
    stream.send({ data: `<p id="t">${step}</p>` });
    await shows(tab, "#t", `${step}`);
  }
  await tab.close();
});

test("a listener of htmx:beforeSwap sees and changes each message", async () => {
  const { stream, tab } = await streaming("");
  await tab.page.evaluate(`document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.serverResponse === "no") event.preventDefault();
    else event.detail.serverResponse += "!" })`);
  stream.send({ data: "yes" });
  stream.send({ data: "no" });
  await shows(tab, "#e", "yes!");
  await tab.close();
});

test("a swap that fails is reported and the stream goes on", async () => {
  const { stream, tab } = await streaming(`hx-select="b"`);
  await tab.page.evaluate(`document.querySelector("#e").setAttribute("hx-select", ":::")`);
  stream.send({ data: "<b>1</b>" });
  await eventually(async () => expect(await heard(tab)).toContainEqual(expect.stringContaining("report swap")));
  await tab.page.evaluate(`document.querySelector("#e").setAttribute("hx-select", "b")`);
  stream.send({ data: "<b>2</b>" });
  await shows(tab, "#e", "<b>2</b>");
  await tab.close();
});

test("the stream is aborted when its request is: on abort, and when it is superseded", async () => {
  const { stream, tab } = await streaming(`hx-sync="this:replace"`);
  await tab.page.evaluate(`desk.request("#e").then(() => desk.heard.push("over")); 0`);
  await eventually(() => expect(stream.attempts).toHaveLength(2));
  await stream.waitFor(1);
  await tab.page.evaluate(`desk.abort("#e")`);
  await stream.waitFor(0);
  await eventually(async () => expect((await heard(tab)).filter((event) => event === "sendAbort #e")).toHaveLength(2));
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test("the stream of an element that is gone is aborted by its next message", async () => {
  const { stream, tab } = await streaming(`hx-target="#t"`);
  await tab.page.evaluate(`document.querySelector("#e").remove()`);
  stream.send({ data: "late" });
  await stream.waitFor(0);
  await eventually(async () => expect(await heard(tab)).toContain("sendAbort #up"));
  await shows(tab, "#t", "");
  await tab.close();
});

test(
  "a stream that breaks ends in htmx:sendError and is not opened again",
  without("webkit", "it takes a connection that is cut for the end of the response"),
  async () => {
    const { stream, tab } = await streaming("");
    stream.drop();
    await eventually(async () => expect(await heard(tab)).toContain("sendError #e"));
    expect(stream.attempts).toHaveLength(1);
    await tab.close();
  },
);
