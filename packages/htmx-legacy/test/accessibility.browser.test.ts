/**
 * What Chromium's accessibility tree says after swaps: live regions keep their properties, and what is new in them, which is what
 * a screen reader announces, is what docs/guides/accessibility.md says. Alone, beside htmx 2 and beside htmx 4.
 */
import { fileURLToPath } from "node:url";
import { eventually, needs, type OpenPage } from "@sse/testkit";
import { describe, expect, test } from "vitest";
import { fresh, site } from "./fixture.ts";

const { server, visit } = await site();
for (const name of ["htmx2", "htmx4"])
  server.files(`/${name}`, fileURLToPath(new URL(`../node_modules/${name}/dist`, import.meta.url)));

const modes: [mode: string, sources: readonly string[]][] = [
  ["alone", ["/dist/sse.min.js"]],
  ["beside htmx 2", ["/htmx2/htmx.min.js", "/dist/sse.min.js"]],
  ["beside htmx 4", ["/htmx4/htmx.min.js", "/dist/sse.min.js"]],
];

/** A node of the tree as this file looks at it. */
interface Node {
  readonly name: string;
  readonly value: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
  /** The texts inside, by the DOM node that each stands in. */
  readonly texts: ReadonlyMap<number | undefined, string>;
}

/** The one node with this role. Throws when there is none. */
async function nodeWith(role: string, { devtools }: OpenPage): Promise<Node> {
  const { nodes } = await devtools.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const found = nodes.find((node) => !node.ignored && node.role?.value === role);
  if (!found) throw new Error(`The tree has no ${role}.`);
  const texts = new Map<number | undefined, string>();
  const collect = (ids: readonly string[] = []): void => {
    for (const id of ids) {
      const node = byId.get(id);
      if (node?.role?.value === "StaticText") texts.set(node.backendDOMNodeId, `${node.name?.value}`);
      else collect(node?.childIds);
    }
  };
  collect(found.childIds);
  const properties = Object.fromEntries((found.properties ?? []).map(({ name, value }) => [name, value.value]));
  return { name: `${found.name?.value ?? ""}`, value: found.value?.value, properties, texts };
}

/** Texts that were not there before, or said something else: additions and changes of text, which a live region announces. */
const announced = (before: Node, after: Node): readonly string[] =>
  [...after.texts].filter(([node, text]) => before.texts.get(node) !== text).map(([, text]) => text);

const live = ({ properties }: Node): readonly unknown[] => [
  properties["live"],
  properties["atomic"],
  properties["relevant"],
];

describe.each(modes)("%s", needs("devtools"), (_, sources) => {
  async function open(content: string) {
    const stream = server.stream(fresh());
    const scripts = sources.map((src) => `<script src="${src}"></script>`).join("");
    const tab = await visit(`<main hx-sse="connect:${stream.path}">${content}</main>`, { scripts });
    await stream.waitFor(1);
    return { tab, stream };
  }

  const log = (style: string) =>
    `<ul role="log" aria-label="Log" hx-sse="swap:x" hx-swap="${style}"><li id="a">one</li><li id="b">two</li></ul>`;
  const polite = ["polite", false, "additions text"];

  test.each([
    ["an append is announced by its new entry alone", log("beforeend"), "log", "<li>three</li>", ["three"], polite],
    ["a prepend is announced by its new entry alone", log("afterbegin"), "log", "<li>zero</li>", ["zero"], polite],
    [
      "a morph is announced by what differs alone",
      log("morph:innerHTML"),
      "log",
      `<li id="a">one</li><li id="b">2</li><li id="c">three</li>`,
      ["2", "three"],
      polite,
    ],
    [
      "a swap of a status is announced whole",
      `<p role="status" hx-sse="swap:x"><b>0</b> results</p>`,
      "status",
      "<b>12</b> results",
      ["12", " results"],
      ["polite", true, "additions text"],
    ],
    [
      "text in an alert is announced, assertively",
      `<p role="alert" hx-sse="swap:x" hx-swap="textContent"></p>`,
      "alert",
      "Out of order",
      ["Out of order"],
      ["assertive", true, "additions text"],
    ],
    [
      "what is swapped into a region that is off stays off",
      `<p role="timer" aria-live="off" hx-sse="swap:x">0</p>`,
      "timer",
      "1",
      ["1"],
      [undefined, undefined, undefined],
    ],
  ])("%s", async (_promise, content, role, data, told, region) => {
    const { tab, stream } = await open(content);
    const before = await nodeWith(role, tab);
    stream.send({ event: "x", data });
    await eventually(async () => expect(announced(before, await nodeWith(role, tab))).toEqual(told));
    const after = await nodeWith(role, tab);
    expect([live(before), live(after)]).toEqual([region, region]);
    expect(after.name).toBe(before.name);
    await tab.close();
  });

  test.each(["innerHTML", "morph:innerHTML"])("a field keeps focus, name and value through %s", async (style) => {
    const field = (text: string): string => `<label for="f">Reply</label><input id="f"><p id="n">${text}</p>`;
    const { tab, stream } = await open(`<section hx-sse="swap:x" hx-swap="${style}">${field("1")}</section>`);
    await tab.page.locator("#f").focus();
    await tab.devtools.send("Input.insertText", { text: "half a sen" });
    stream.send({ event: "x", data: field("2") });
    await eventually(async () => expect(await tab.page.locator("#n").innerText()).toBe("2"));
    const { name, value, properties } = await nodeWith("textbox", tab);
    expect([name, value, properties["focused"]]).toEqual(["Reply", "half a sen", true]);
    await tab.close();
  });

  test("focus stays where it is when a region elsewhere changes", async () => {
    const { tab, stream } = await open(`<button id="go">Go</button>${log("beforeend")}`);
    await tab.page.locator("#go").focus();
    stream.send({ event: "x", data: `<li><a href="/">three</a></li>` });
    await tab.page.locator("li a").waitFor();
    const { name, properties } = await nodeWith("button", tab);
    expect([name, properties["focused"]]).toEqual(["Go", true]);
    await tab.close();
  });
});

test("a source is busy until its stream is open", needs("devtools"), async () => {
  const path = fresh();
  let admit = (): void => {};
  server.handle(path, async (_request, response) => {
    await new Promise<void>((resolve) => (admit = resolve));
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(": welcome\n\n");
  });
  const tab = await visit(`<ul role="log" aria-label="Log" hx-sse="connect:${path} swap:x"></ul>`);
  const busy = async (): Promise<boolean> => Boolean((await nodeWith("log", tab)).properties["busy"]);
  await eventually(async () => expect(await busy()).toBe(true));
  admit();
  await eventually(async () => expect(await busy()).toBe(false));
  await tab.close();
});
