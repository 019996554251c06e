import { beforeEach, expect, test } from "vitest";
import { resolveTarget, resolveTargets } from "./target.ts";

beforeEach(() => {
  document.body.innerHTML = `
    <p class="x" id="before"></p>
    <section id="outer" class="x"><div id="left"></div><div id="me"><i class="x" id="inside"></i></div><div id="right"></div></section>
    <p class="x" id="after"></p><p class="x" id="last"></p>`;
});

const me = () => document.querySelector("#me") as Element;
const id = (target: unknown) => (target as Element | null)?.id ?? null;

test("this is the element, or the one that carries the inherited attribute", () => {
  expect(resolveTarget(me(), { kind: "this" })).toBe(me());
  expect(resolveTarget(me(), { kind: "this" }, document.body)).toBe(document.body);
});

test("next and previous are siblings; with a selector they are the nearest match that neither holds nor is held", () => {
  expect(id(resolveTarget(me(), { kind: "next" }))).toBe("right");
  expect(id(resolveTarget(me(), { kind: "previous" }))).toBe("left");
  expect(id(resolveTarget(me(), { kind: "next-match", selector: ".x" }))).toBe("after");
  expect(id(resolveTarget(me(), { kind: "previous-match", selector: ".x" }))).toBe("before");
});

test("closest looks up from the element, find looks inside it", () => {
  expect(id(resolveTarget(me(), { kind: "closest", selector: ".x" }))).toBe("outer");
  expect(id(resolveTarget(me(), { kind: "find", selector: ".x" }))).toBe("inside");
});

test("body, document and window are those of the page", () => {
  expect(resolveTarget(me(), { kind: "body" })).toBe(document.body);
  expect(resolveTarget(me(), { kind: "document" })).toBe(document);
  expect(resolveTarget(me(), { kind: "window" })).toBe(document.defaultView);
});

test("in a shadow root, selectors look inside it, global ones into the page, and host and root are what they say", () => {
  const root = me().attachShadow({ mode: "open" });
  root.innerHTML = `<b id="in"></b><u class="x" id="own"></u>`;
  const inner = root.querySelector("#in") as Element;
  expect(id(resolveTarget(inner, { kind: "selector", selector: ".x" }))).toBe("own");
  expect(id(resolveTarget(inner, { kind: "selector", selector: ".x", global: true }))).toBe("before");
  expect(resolveTargets(inner, [{ kind: "selector", selector: ".x", global: true }]).map(id)).toContain("last");
  expect(resolveTarget(inner, { kind: "host" })).toBe(me());
  expect(resolveTarget(inner, { kind: "root" })).toBe(root);
  expect(resolveTarget(me(), { kind: "host" })).toBeNull();
  expect(resolveTarget(me(), { kind: "root" })).toBe(document);
});

test("what is not there is null, and what is no selector throws", () => {
  expect(resolveTarget(me(), { kind: "selector", selector: "#none" })).toBeNull();
  expect(resolveTarget(document.body, { kind: "closest", selector: "p" })).toBeNull();
  expect(() => resolveTarget(me(), { kind: "selector", selector: "p:(" })).toThrow(/p:\(/);
});

test("a list gives every match of its selectors, in the order of the list", () => {
  const specs = [
    { kind: "this" },
    { kind: "selector", selector: "p" },
    { kind: "find", selector: "b" },
    { kind: "next" },
  ] as const;
  expect(resolveTargets(me(), specs).map(id)).toEqual(["me", "before", "after", "last", "right"]);
});

test("selectors stay within the shadow root of the element", () => {
  const root = me().attachShadow({ mode: "open" });
  root.innerHTML = `<b id="in"></b><u class="x" id="shadowed"></u>`;
  const inner = root.querySelector("b") as Element;
  expect(resolveTargets(inner, [{ kind: "selector", selector: ".x" }]).map(id)).toEqual(["shadowed"]);
  expect(id(resolveTarget(inner, { kind: "next-match", selector: ".x" }))).toBe("shadowed");
});
