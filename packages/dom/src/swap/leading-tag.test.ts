import { expect, test } from "vitest";
import { leadingTablePart } from "./leading-tag.ts";

const parts: readonly [html: string, part: string | undefined][] = [
  ["<tr><td>1</td></tr>", "tr"],
  [" \n<!-- a --> <!----><!--> <!-- b --!> <TD class='x'>1", "TD"],
  ["<tbody/>", "tbody"],
  ["<colgroup>", "colgroup"],
  ["<col>", "col"],
  ["<!-- <tr> --><p>", undefined],
  ["<!-- <tr>", undefined],
  ["text <tr>", undefined],
  ["<track>", undefined],
  ["<td-like>", undefined],
  ["", undefined],
];

test.each(parts)("the table part that %j begins with is %j", (html, part) => {
  expect(leadingTablePart(html)).toBe(part);
});

test.each(["<!--[-->", "<!--", "-->", "<!-->", "<!-- --!>", "\t"])(
  "a million characters of %j cost linear time",
  (piece) => {
    for (const end of ["", "<tr>", "<div>card</div>", "<!--"]) leadingTablePart(piece.repeat(200_000) + end);
  },
);
