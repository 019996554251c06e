/** Attack table: every captured member × a form with a field, or a page with an element, of that name × hosts. Nothing stops, nothing leaks. */
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { eventually, type OpenPage } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh } from "../fixture.ts";
import { ground, hosts, sample, whole } from "./ground.ts";

const field = await ground();
const { server, visit } = field;

const sources = fileURLToPath(new URL("../../../dom/src/native/", import.meta.url));
const text = globSync("*.ts", { cwd: sources })
  .map((file) => readFileSync(sources + file, "utf8"))
  .join("\n");
/** The module's own list: what it captures, and what it reads of controls. */
const captured = [...text.matchAll(/\b(?:getter|setter|method)<[^(]*>\(\s*"\w+",\s*"(\w+)"/g)].map(
  ([, name = ""]) => name,
);
const controls = [
  ...(/interface Control \{(.*?)\n\}/s.exec(text)?.[1] ?? "").matchAll(/^ {2}(?:readonly )?(\w+)\??[:(]/gm),
].map(([, name = ""]) => name);
const more =
  "__proto__ constructor id action method submit reset length nodeName tagName attributes style dataset children".split(
    " ",
  );
const names = [...new Set([...captured, ...controls, ...more])];

test("the list is that of the module", () => {
  expect(captured.length).toBeGreaterThan(60);
  expect(names).toEqual(
    expect.arrayContaining(["parentNode", "matches", "cloneNode", "getAttributeNames", "form", "querySelectorAll"]),
  );
});

/** Reads the page whatever it calls its elements. */
const reader = `<script>{ const find = Document.prototype.querySelector, inner = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML").get;
  const { evaluate } = Document.prototype; const page = window.document;
  globalThis.readHtml = (selector) => { const found = find.call(page, selector); return found && inner.call(found) }; }</script>`;
const read = (tab: OpenPage, selector: string): Promise<string | null> =>
  tab.page.evaluate(`readHtml(${JSON.stringify(selector)})`);

/** One form of each kind, with a field of that name. */
const forms = (name: string, echo: string): string => {
  const input = `<input name="${name}" value="v">`;
  return `<form class="s" data-n="${name}" hx-sse="swap:x">${input}<i>old</i></form>
    <form class="o" data-n="${name}">${input}<p hx-sse="swap:x">old</p></form>
    <div class="m" data-n="${name}" hx-sse="swap:x" hx-swap="morph:innerHTML"><form>${input}<i>old</i></form></div>
    <section class="d" data-n="${name}" hx-disable hx-ignore><form hx-sse="swap:x">${input}<i>old</i></form></section>
    <form class="e" data-n="${name}" hx-disable hx-ignore>${input}<p hx-sse="swap:x connect:${echo}/stream">old</p></form>
    <form class="r" data-n="${name}" hx-post="${echo}?${name}" hx-trigger="sse:go" hx-target="next output">${input}</form><output>-</output>`;
};
const fresher = (name: string): string => `<input name="${name}" value="w"><b>new</b>`;

test.each(Object.keys(hosts))("%s: forms with such fields are swapped, morphed, disabled and sent", async (host) => {
  const alone = host === "alone";
  // One page for all; beside htmx, which reads forms as they are, a page for each, so that none hides another.
  const pages = alone ? [names] : sample(names, 3).map((name) => [name]);
  for (const page of pages) {
    const stream = server.stream(fresh());
    const echo = fresh();
    server.handle(echo, ({ body }) => `<b>${body}</b>`);
    const tab = await visit(
      `<main hx-sse="connect:${stream.path}">${page.map((name) => forms(name, echo)).join("")}<i id="after" hx-sse="swap:after"></i></main>`,
      { head: reader, scripts: hosts[host] ?? "" },
    );
    await stream.waitFor(1);
    const html = (kind: string, name: string, below = ""): Promise<string | null> =>
      read(tab, `.${kind}[data-n="${name}"]${below}`);
    for (const name of page) {
      stream.send({ event: "x", data: fresher(name) });
      stream.send({ event: "after", data: name });
      await eventually(async () => expect(await read(tab, "#after")).toBe(name));
      const forms = await Promise.all(["s", "m"].map((kind) => html(kind, name)));
      expect(
        forms.filter((form) => alone && !form?.includes("<b>new</b>")),
        name,
      ).toEqual([]);
    }
    for (const name of page) {
      expect(await html("o", name, " p"), name).toContain("<b>new</b>");
      expect(await html("d", name, " form"), name).toContain("<i>old</i>");
      expect(await html("e", name, " p"), name).toBe("old");
    }
    expect(server.requests.filter(({ path }) => path.startsWith(`${echo}/stream`))).toEqual([]);
    if (alone) stream.send({ event: "go", data: "1" });
    await eventually(async () => {
      for (const name of page)
        expect(await read(tab, `.r[data-n="${name}"] + output`), name).toBe(
          alone ? `<b>${new URLSearchParams([[name, "v"]])}</b>` : "-",
        );
    });
    await tab.close();
  }
});

/** Elements by which a page has such a name of its own. */
const clobberings: Readonly<Record<string, (name: string) => string>> = {
  "<img name>": (name) => `<img name="${name}" alt="">`,
  "<form id>": (name) => `<form id="${name}"><input name="version"></form>`,
  "<form name>": (name) => `<form name="${name}"></form>`,
  "<iframe name>": (name) => `<iframe name="${name}"></iframe>`,
};
const globals = "htmx sse Idiomorph trustedTypes scheduler navigation reportError".split(" ");
const rows = Object.keys(clobberings).flatMap((how) =>
  Object.keys(hosts).flatMap((host) =>
    host === "alone"
      ? [[how, host, ...names, ...globals]]
      : sample([...names, ...globals], whole ? 999 : 1).map((name) => [how, host, name]),
  ),
);

test.each(rows)("%s, %s: a page with %s … goes on", async (how, host, ...clobbered) => {
  const stream = server.stream(fresh());
  const elements = clobbered.map((name) => clobberings[how ?? ""]?.(name) ?? "").join("");
  const tab = await visit(
    `${elements}<main hx-sse="connect:${stream.path}"><p id="p" hx-sse="swap:x">old</p><p id="q" hx-sse="swap:x" hx-swap="beforeend">old</p>
     <section hx-disable hx-ignore><p id="d" hx-sse="swap:x">old</p></section></main>${elements}`,
    { head: reader, scripts: hosts[host ?? ""] ?? "" },
  );
  await stream.waitFor(1);
  stream.send({ event: "x", data: "<b>new</b>" });
  await eventually(async () => expect(await read(tab, "#p")).toBe("<b>new</b>"));
  await eventually(async () => expect(await read(tab, "#q")).toBe("old<b>new</b>"));
  expect(await read(tab, "#d")).toBe("old");
  await tab.close();
});
