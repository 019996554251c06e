import { expect, test } from "vitest";
import { splitParts } from "./split-parts.ts";

const part = `<div id="a" hx-swap-oob="true">x <div>y</div><br><!-- </div> --></div>`;

test.each([
  [`${part}<tr><td>1</td></tr>`, [part], "<tr><td>1</td></tr>"],
  [`<circle r="1"/>${part} <!-- c -->${part}`, [part, part], `<circle r="1"/> <!-- c -->`],
  [`<p title="<b hx-swap-oob>">t</p>text`, [], `<p title="<b hx-swap-oob>">t</p>text`],
  [`<p><i hx-swap-oob="true">inside stays inside</i></p>`, [], `<p><i hx-swap-oob="true">inside stays inside</i></p>`],
  [`<input hx-swap-oob="true" id=i><option>1`, [`<input hx-swap-oob="true" id=i>`], "<option>1"],
  [`<b hx-swap-oob="true">never closed`, [`<b hx-swap-oob="true">never closed`], ""],
  ["a < b <", [], "a < b <"],
])("%s", (html, parts, rest) => {
  expect(splitParts(html)).toEqual({ parts, rest });
});
