/** The morph inside the bundles does what it does whole, wherever the bundles can tell; for the parser see `@sse/core`. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { leanText } from "../../../tsup.lean.ts";
import { idiomorph, innerNames } from "../scripts/lean.ts";
import { site } from "./fixture.ts";

const { visit } = await site();

test.each(["sse", "sse-for-htmx"])("no text of %s.js says a name that the minifier changes", async (name) => {
  const text = await readFile(new URL(`../dist/${name}.js`, import.meta.url), "utf8");
  const code = text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
  // `in` is understood by the minifier.
  const texts = Array.from(code.matchAll(/(["'`])([\w-]+)\1(?! in )/g), ({ 2: word = "" }) => word);
  expect(texts).toContain("message");
  expect(texts.filter((word) => innerNames.test(word))).toEqual([]);
});

/** The morph, whole and lean. */
async function both(): Promise<[whole: string, lean: string]> {
  const from = createRequire(fileURLToPath(import.meta.resolve("@sse/dom/package.json")));
  const path = from.resolve("idiomorph").replace(/[^/\\]+$/, "idiomorph.esm.js");
  const texts = await Promise.all([readFile(path, "utf8"), leanText(path, idiomorph)]);
  return texts.map((text) =>
    text.replace(/^(?:import .*|export (?=function)|export \{.*)$/gm, "").replace(/^export /gm, ""),
  ) as [string, string];
}

/** Small numbers, the same in every run. */
const random = `let seed = 7;
  const pick = (n) => (seed = (seed * 48271) % 2147483647) % n;`;

test("300 random trees are morphed into each other in the same way", async () => {
  const [whole, lean] = await both();
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
