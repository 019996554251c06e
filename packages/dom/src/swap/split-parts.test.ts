import { expect, test } from "vitest";
import { cut, partsOf } from "./split-parts.ts";

const part = `<div id="a" hx-swap-oob="true">x <div>y</div><br><!-- </div> --></div>`;
const raw = "script style textarea title xmp iframe noembed noframes".split(" ");

test.each<[html: string, parts: string[], rest: string, outer?: "svg"]>([
  [`${part}<tr><td>1</td></tr>`, [part], "<tr><td>1</td></tr>"],
  [`<circle r="1"/>${part} <!-- c -->${part}`, [part, part], `<circle r="1"/> <!-- c -->`, "svg"],
  [`<circle r="1" hx-swap-oob="true"/><b>x</b>`, [`<circle r="1" hx-swap-oob="true"/>`], "<b>x</b>"],
  [`<div/>${part}</div>`, [], `<div/>${part}</div>`],
  [`<svg/>${part}`, [part], `<svg/>`],
  [`<p title="<b hx-swap-oob>">t</p>text`, [], `<p title="<b hx-swap-oob>">t</p>text`],
  [`<p title= hx-swap-oob>t</p>`, [], `<p title= hx-swap-oob>t</p>`],
  [`<a x=y"></a><b t="><b hx-swap-oob>">`, [], `<a x=y"></a><b t="><b hx-swap-oob>">`],
  [`<a x=y/>${part}</a>`, [], `<a x=y/>${part}</a>`],
  [`<p><i hx-swap-oob="true">inside stays inside</i></p>`, [], `<p><i hx-swap-oob="true">inside stays inside</i></p>`],
  [`<input hx-swap-oob="true" id=i><option>1`, [`<input hx-swap-oob="true" id=i>`], "<option>1"],
  [`<b hx-swap-oob="true">never closed`, [`<b hx-swap-oob="true">never closed`], ""],
  [`<B/HX-SWAP-OOB>1</B>`, [`<B/HX-SWAP-OOB>1</B>`], ""],
  [`<b hx-swap-oob-not>1</b>`, [], `<b hx-swap-oob-not>1</b>`],
  ["a < b <", [], "a < b <"],
  [`<!--><b hx-swap-oob>1</b>-->`, [`<b hx-swap-oob>1</b>`], "<!-->-->"],
  [`<!-- --!><b hx-swap-oob>1</b>`, [`<b hx-swap-oob>1</b>`], "<!-- --!>"],
  [`</x <b hx-swap-oob>1`, [], `</x <b hx-swap-oob>1`],
  [`<? <b hx-swap-oob>1`, [], `<? <b hx-swap-oob>1`],
  ...raw.map((name): [string, string[], string] => {
    const html = `<p><${name}></p></${name}>${part}</p>`;
    return [html, [], html];
  }),
  [`<svg><style></svg>${part}</style>`, [part], `<svg><style></svg></style>`],
  [
    `<svg><foreignObject><style></svg></style></foreignObject></svg>${part}`,
    [part],
    `<svg><foreignObject><style></svg></style></foreignObject></svg>`,
  ],
])("%s", (html, parts, rest, outer) => {
  expect(cut(html, partsOf(html, outer))).toEqual({ parts, rest });
});

test.each([
  "<",
  "<a ",
  "<a b=",
  `<a b="`,
  "<!--",
  "<!",
  "</",
  "<style>",
  "</style ",
  "<svg>",
  "</svg>",
  "<desc>",
  "<i>",
  "\t",
  "=",
])("many of %j cost linear time", (piece) => {
  for (const start of ["", "<a", "<svg>", "<style>", "<i>"]) partsOf(start + piece.repeat(50_000));
});
