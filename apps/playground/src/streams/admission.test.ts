import { expect, test } from "vitest";
import { admit } from "./admission.ts";

test("one address cannot take every place, and a place given back is free again", () => {
  const places: (() => void)[] = [];
  for (let place = admit("a"); place; place = admit("a")) places.push(place);
  const other = admit("b");
  expect(other).toBeDefined();
  other?.();
  const [first, ...rest] = places;
  first?.();
  first?.();
  const again = admit("a");
  expect(again).toBeDefined();
  expect(admit("a")).toBeUndefined();
  for (const leave of [again, ...rest]) leave?.();
});
