/** What people write by mistake: one warning that names the element and the correction, and a page that works. */
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, heard, shows, site } from "./fixture.ts";

const { server, visit } = await site();

// The rest of an attribute with a mistake in it works.
server.stream("/silent");

const mistakes: readonly [attribute: string, says: string][] = [
  ['hx-sse="conect:/x"', "connect"],
  ['hx-sse="connect:"', "connect"],
  ['hx-sse="nonsense"', "nonsense"],
  ['hx-sse="connect:/silent share:galaxy"', "galaxy"],
  ['hx-sse="connect:javascript:alert(1)"', "http"],
  ['hx-sse="connect:data:text/event-stream,data:1"', "http"],
  ['hx-sse="connect:/silent swap:a" hx-swap="inerHTML"', "innerHTML"],
  ['hx-sse="connect:/silent swap:a" hx-target="#["', "hx-target"],
  ['hx-sse="connect:/silent swap:a" hx-target="closest"', "closest"],
  ['hx-sse="connect:/silent" hx-get="/x" hx-trigger="sse:"', "sse:"],
  ['hx-sse="connect:https://elsewhere.example/x"', "origins"],
];

for (const [attribute, says] of mistakes) {
  test(`${attribute} gets one warning`, async () => {
    const stream = server.stream(fresh());
    const tab = await visit(`<div id="bad" ${attribute}></div><p id="ok" hx-sse="connect:${stream.path} swap:x"></p>`);
    await stream.waitFor(1);
    stream.send({ event: "x", data: "works" });
    await shows(tab, "#ok", "works");
    const warnings = tab.console.filter((text) => text.startsWith("warning") && text.includes('id="bad"'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(says);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });
}

test("a target that does not exist is reported, with htmx:targetError", async () => {
  const stream = server.stream(fresh());
  const tab = await visit(`<div id="s" hx-sse="connect:${stream.path} swap:x" hx-target="#nowhere">kept</div>`);
  await stream.waitFor(1);
  stream.send({ event: "x", data: "lost" });
  await eventually(async () => expect(await heard(tab, "htmx:targetError")).toHaveLength(1));
  expect(tab.console.some((text) => text.includes("hx-target") && text.includes('id="s"'))).toBe(true);
  await shows(tab, "#s", "kept");
  await tab.close();
});

for (const name of [
  "id",
  "attributes",
  "parentElement",
  "parentNode",
  "matches",
  "closest",
  "getAttribute",
  "contains",
]) {
  test(`a form with a field named ${name} does no harm to the page`, async () => {
    const [within, stream] = [server.stream(fresh()), server.stream(fresh())];
    const form = `<form hx-sse="connect:${within.path}"><input name="${name}"><p hx-sse="swap:x"></p></form>`;
    const tab = await visit(`${form}<p id="ok" hx-sse="connect:${stream.path} swap:x"></p>`);
    await stream.waitFor(1);
    for (const data of [form, "works"]) stream.send({ event: "x", data });
    await shows(tab, "#ok", "works");
    expect(tab.errors).toEqual([]);
    await tab.close();
  });
}

test("a form is known by its own id, though a field is named so", async () => {
  const stream = server.stream(fresh());
  const path = fresh();
  server.handle(path, ({ headers }) => `${headers["hx-trigger"]} ${headers["hx-target"]}`);
  const form = (attributes: string): string => `<form id="f" ${attributes}><input name="id"></form>`;
  const tab = await visit(
    `<div hx-sse="connect:${stream.path}"><p id="p" hx-sse="swap:x"></p>${form(`hx-get="${path}" hx-trigger="sse:ask"`)}</div>`,
  );
  await stream.waitFor(1);
  stream.send({ event: "ask", data: "" });
  await shows(tab, "#f", "f f");
  stream.send({ event: "x", data: form(`class="new" hx-swap-oob="true"`) });
  await shows(tab, "#f.new", '<input name="id">');
  await tab.close();
});
