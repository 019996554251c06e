/** How attributes are read, and what an element has from those above it. */
import { beforeEach, expect, test } from "vitest";
import { attributeOwner, disableInheritance, inheritedAttribute, ownAttribute } from "./attributes.ts";
import { defaultConfig } from "./config.ts";
import { attributeValues } from "./request/values.ts";

const find = (selector: string): Element => document.querySelector(selector) ?? document.body;

beforeEach(() => {
  document.body.innerHTML = "";
});

test("data-hx-… counts where hx-… is absent", () => {
  document.body.innerHTML = `<p id="a" data-hx-swap="one"></p><p id="b" data-hx-swap="one" hx-swap="two"></p>`;
  expect([ownAttribute(find("#a"), "hx-swap"), ownAttribute(find("#b"), "hx-swap")]).toEqual(["one", "two"]);
});

test("an empty attribute says nothing: the one above it counts", () => {
  document.body.innerHTML = `<main hx-swap="beforeend" data-hx-target="#far"><p hx-swap="" hx-target=""></p><b hx-swap="unset"></b></main>`;
  expect(["hx-swap", "hx-target", "hx-select"].map((name) => inheritedAttribute(find("p"), name))).toEqual([
    "beforeend",
    "#far",
    undefined,
  ]);
  expect(inheritedAttribute(find("b"), "hx-swap")).toBeUndefined();
});

test("what htmx 4 marks as inherited is inherited, and is no attribute of the element's own", () => {
  document.body.innerHTML = `<main hx-target:inherited="this"><div data-hx-swap:inherited="beforeend"><p></p></div></main>`;
  expect(inheritedAttribute(find("p"), "hx-swap")).toBe("beforeend");
  expect(attributeOwner(find("p"), "hx-target")).toEqual({ value: "this", owner: find("main") });
  expect(ownAttribute(find("main"), "hx-target")).toBeNull();
});

test("where inheritance is turned off, an element hands down what its hx-inherit names, and nothing else", () => {
  document.body.innerHTML = `<main hx-swap="far" hx-target="#far" hx-inherit="hx-swap hx-select"><div hx-target="#near" hx-swap="near" hx-disinherit="*"><p hx-select="b"></p></div>
    <nav hx-target="#all" data-hx-inherit="*"><i></i></nav></main>`;
  disableInheritance(true);
  try {
    expect(["hx-swap", "hx-target", "hx-select"].map((name) => inheritedAttribute(find("p"), name))).toEqual([
      "far",
      undefined,
      "b",
    ]);
    expect(attributeOwner(find("i"), "hx-target")).toEqual({ value: "#all", owner: find("nav") });
  } finally {
    disableInheritance(false);
  }
  expect(inheritedAttribute(find("i"), "hx-target")).toBe("#all");
});

test("an element's plain attribute comes before its marked one, the nearest element before those above it", () => {
  document.body.innerHTML = `<main hx-swap:inherited="far"><p id="a" hx-swap:inherited="near"></p><p id="b" hx-swap="own" hx-swap:inherited="near"></p></main>`;
  expect(inheritedAttribute(find("#a"), "hx-swap")).toBe("near");
  expect(inheritedAttribute(find("#b"), "hx-swap")).toBe("own");
});

test("values and headers marked as inherited go with a request", () => {
  document.body.innerHTML = `<main hx-vals:inherited='{"a":1,"b":1}'><p hx-vals='{"b":2}'></p></main>`;
  const context = { config: defaultConfig(), write() {}, process() {}, report() {} };
  expect(attributeValues(find("p"), "hx-vals", context, null)).toEqual({ a: 1, b: 2 });
});
