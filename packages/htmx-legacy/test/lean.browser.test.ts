/** The libraries inside the bundles do what they do whole, wherever the bundles can tell. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { leanText } from "../scripts/lean.ts";
import { site } from "./fixture.ts";

const { visit } = await site();

/** A library of another package of ours, by its file, whole and lean. */
async function both(owner: string, name: string, file: string): Promise<[whole: string, lean: string]> {
  const from = createRequire(fileURLToPath(import.meta.resolve(`${owner}/package.json`)));
  const path = from.resolve(name).replace(/[^/\\]+$/, file);
  const texts = await Promise.all([readFile(path, "utf8"), leanText(path)]);
  return texts.map((text) =>
    text.replace(/^(?:import .*|export (?=function)|export \{.*)$/gm, "").replace(/^export /gm, ""),
  ) as [string, string];
}

/** Small numbers, the same in every run. */
const random = `let seed = 7;
  const pick = (n) => (seed = (seed * 48271) % 2147483647) % n;`;

test("500 streams in random pieces give the same events", async () => {
  const [whole, lean] = await both("@sse/core", "eventsource-parser", "parse.js");
  const run = (text: string): unknown =>
    new Function(`${random}
      class ParseError { constructor(_, { type }) { this.type = type; } }
      ${text}
      const lines = ["data: a", "data:b\\r", "data", ": note", "event: e", "event:", "id: 1", "id", "retry: 20", "retry: x", "what: 1",
        "", "", "", "\\r", "data: " + "long".repeat(9)];
      const told = [];
      for (let round = 0; round < 500; round++) {
        let over = false;
        const tell = (kind) => (value) => told.push([kind, value]);
        const parser = createParser({ maxBufferSize: 90, onId: tell("id"), onEvent: tell("event"), onRetry: tell("retry"),
          onError: ({ type }) => type[0] === "m" && (over = !!told.push(type)) });
        parser.feed("\\n");
        let stream = "";
        for (let i = pick(30); i--; ) stream += lines[pick(lines.length)] + ["\\n", "\\n", "\\r", "\\r\\n"][pick(4)];
        while (stream && !over) {
          const size = 1 + pick(40);
          parser.feed(stream.slice(0, size));
          stream = stream.slice(size);
        }
      }
      return told;`)();
  const told = run(whole);
  expect(told).toContain("max-buffer-size-exceeded");
  expect(run(lean)).toEqual(told);
});

test("300 random trees are morphed into each other in the same way", async () => {
  const [whole, lean] = await both("@sse/dom", "idiomorph", "idiomorph.esm.js");
  const tab = await visit("<main></main>");
  const run = (text: string): Promise<unknown> =>
    tab.page.evaluate(`(() => { ${random}
      ${text}
      const main = document.querySelector("main");
      const tags = ["p", "b", "ul", "li", "input", "textarea", "select", "option", "template", "svg", "head"];
      const tree = (deep) => {
        let html = "";
        for (let i = pick(4); i--; ) {
          const tag = tags[pick(tags.length)];
          const id = pick(2) ? ' id="i' + pick(12) + '"' : "";
          html += "<" + tag + id + ' class="c' + pick(3) + '" value="' + pick(3) + '"' + (pick(3) ? "" : " checked disabled") + ">";
          html += tag === "input" ? "" : (deep ? tree(deep - 1) : "text" + pick(4)) + "</" + tag + ">";
        }
        return html + (pick(2) ? "text" : "<!--note-->");
      };
      const told = [];
      for (let round = 0; round < 300; round++) {
        main.innerHTML = "<div id=t>" + tree(3) + "</div>";
        const old = [...main.querySelectorAll("*")];
        (main.querySelector("input,textarea") ?? main).focus();
        const template = document.createElement("template");
        const morphStyle = ["innerHTML", "outerHTML"][pick(2)];
        template.innerHTML = pick(2) ? "<div id=t>" + tree(3) + "</div>" : tree(3);
        // What it refuses, both refuse.
        try { Idiomorph.morph(main.firstChild, [...template.content.childNodes], {
          morphStyle, ignoreActiveValue: true, head: { style: "none" },
          callbacks: { beforeNodeMorphed: (node) => node.id !== "i1", beforeNodeRemoved: (node) => node.id !== "i2" },
        }); } catch (error) { told.push([String(error)]); }
        const now = [...main.querySelectorAll("*")];
        told.push([main.innerHTML, now.map((each) => old.indexOf(each)).join(), now.map((each) => each.value).join(), document.activeElement.outerHTML]);
      }
      return told;
    })()`);
  const told = await run(whole);
  expect(told).not.toHaveLength(0);
  expect(await run(lean)).toEqual(told);
  await tab.close();
});
