import { expect, test } from "vitest";
import { createReturn } from "./source-return.ts";

test("where the later of two messages is lost first, the source goes on before the earlier one", () => {
  const kept: string[] = [];
  const back = createReturn(document.createElement("p"), {
    lease: () => undefined,
    pause() {},
    reopen() {},
    keep: (position) => void kept.push(position),
  });
  const [slow, quick] = [back.waits("1"), back.waits("2")];
  back.goBack("3");
  quick.lost();
  expect([slow.comesAgain(), quick.comesAgain(), back.from]).toEqual([false, true, "2"]);
  slow.lost();
  back.goBack("4");
  expect([slow.comesAgain(), back.from, kept.join()]).toEqual([true, "1", "3,2,1,1"]);
});
