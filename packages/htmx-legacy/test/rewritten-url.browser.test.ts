/** Scripts that write the URL of a source: what asks for another stream opens it, a position alone does not. */
import { eventually, type OpenPage } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, site } from "./fixture.ts";

const { server, visit } = await site();

/** How often the console has told of a rewritten URL by now: it comes behind the page, which says something after it. */
async function reports({ page, console }: OpenPage): Promise<number> {
  const sign = `by now: ${Math.random()}`;
  await page.evaluate(`console.debug("${sign}")`);
  await eventually(() => expect(console.join()).toContain(sign));
  return console.filter((line) => line.includes("url-rewritten")).length;
}

const dialects = [
  { attribute: "sse-connect", write: (url: string) => url },
  { attribute: "hx-sse", write: (url: string) => `connect:${url}` },
];

test.each(dialects)("$attribute with a cursor that moves on with every message keeps its stream", async (dialect) => {
  const { attribute, write } = dialect;
  const stream = server.stream(fresh());
  const tab = await visit(
    `<main id="m" ${attribute}="${write(`${stream.path}?room=1&after=0`)}"><p id="p" hx-sse="swap:row"></p></main>`,
  );
  await stream.waitFor(1);
  await tab.page.evaluate(`
    document.addEventListener("htmx:sseMessage", ({ detail }) =>
      m.setAttribute("${attribute}", "${write(`${stream.path}?room=1&after=`)}" + detail.lastEventId));
  `);
  for (const id of ["1", "2", "3"]) stream.send({ event: "row", data: `row ${id}`, id });
  await eventually(async () => expect(await tab.page.locator("#p").textContent()).toBe("row 3"));
  expect(await tab.page.locator("#m").getAttribute(attribute)).toContain("after=3");
  stream.send({ event: "row", data: "end" });
  await eventually(async () => expect(await tab.page.locator("#p").textContent()).toBe("end"));
  expect([stream.attempts.length, stream.connections]).toEqual([1, 1]);
  expect(await reports(tab)).toBe(1);

  // The next attempt asks from where the URL says.
  stream.send({ retry: 1 });
  stream.drop();
  await stream.waitForAttempts(2);
  await stream.waitFor(1);
  expect(stream.attempts[1]?.query.get("after")).toBe("3");

  // Another room is another stream; a script that is not at a message is not reported.
  await tab.page.evaluate(`m.setAttribute("${attribute}", "${write(`${stream.path}?room=2&after=3`)}")`);
  await stream.waitForAttempts(3);
  await stream.waitFor(1);
  expect(stream.attempts[2]?.query.get("room")).toBe("2");
  expect(await reports(tab)).toBe(1);
  await tab.close();
});

test("a URL that becomes another stream during a message is opened, and reported once", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<main id="m" sse-connect="${stream.path}?page=0"><p id="p" sse-swap="row"></p></main>`);
  await tab.page.evaluate(`
    let page = 0;
    document.addEventListener("htmx:sseMessage", () => m.setAttribute("sse-connect", "${stream.path}?page=" + ++page));
  `);
  for (const n of [1, 2, 3]) {
    await stream.waitForAttempts(n);
    await stream.waitFor(1);
    stream.send({ event: "row", data: `${n}` });
  }
  await stream.waitForAttempts(4);
  expect(await reports(tab)).toBe(1);
  await tab.close();
});

test.each(dialects)(
  "$attribute: another room is another stream, even one with the number of the last event",
  async (dialect) => {
    const { attribute, write } = dialect;
    const stream = server.stream(fresh());
    const source = (id: string): string =>
      `<main id="${id}" ${attribute}="${write(`${stream.path}?room=1`)}"><p hx-sse="swap:row"></p></main>`;
    const tab = await visit(source("a") + source("b"));
    await stream.waitFor(1);
    for (const id of ["1", "2"]) stream.send({ event: "row", data: `row ${id}`, id });
    await eventually(async () => expect(await tab.page.locator("#b p").textContent()).toBe("row 2"));
    await tab.page.evaluate(`b.setAttribute("${attribute}", "${write(`${stream.path}?room=2`)}")`);
    await stream.waitFor(2);
    stream.send({ retry: 1 });
    stream.drop();
    await stream.waitForAttempts(4);
    const asked = stream.attempts.map(({ query, lastEventId }) => `${query.get("room")} after ${lastEventId}`);
    expect(asked.slice(0, 2)).toEqual(["1 after undefined", "2 after undefined"]);
    expect(asked.slice(2).toSorted()).toEqual(["1 after 2", "2 after undefined"]);
    await tab.close();
  },
);
