import { expect, test } from "vitest";
import { deferred } from "../test/deferred.ts";
import { createRouter } from "./router.ts";

function setup() {
  const reported: unknown[] = [];
  const router = createRouter<number>((error) => reported.push(error));
  return { router, reported };
}

test("a name reaches its own subscribers, in the order they came", () => {
  const { router } = setup();
  const heard: string[] = [];
  router.on("a", (value) => heard.push(`first ${value}`));
  router.on("b", () => heard.push("other"));
  router.on("a", (value) => heard.push(`second ${value}`));
  router.route("a", 1);
  expect(heard).toEqual(["first 1", "second 1"]);
});

test("names are exact, and __proto__ and constructor are names like others", () => {
  const { router } = setup();
  const heard: string[] = [];
  router.route("constructor", 0);
  for (const name of ["__proto__", "constructor", "a", ""]) router.on(name, () => heard.push(name));
  for (const name of ["__proto__", "constructor", "toString", "A", "a ", ""]) router.route(name, 0);
  expect(heard).toEqual(["__proto__", "constructor", ""]);
});

test("who subscribes during a delivery hears the next one, not this one", () => {
  const { router } = setup();
  let heard = 0;
  const subscribe = () => {
    const undo = router.on("a", () => {
      heard++;
      undo();
      subscribe();
    });
  };
  subscribe();
  router.route("a", 1);
  expect(heard).toBe(1);
  router.route("a", 2);
  expect(heard).toBe(2);
});

test("who is gone before its turn does not hear the delivery under way", () => {
  const { router } = setup();
  const heard: string[] = [];
  router.on("a", () => {
    heard.push("first");
    undo();
  });
  const undo = router.on("a", () => heard.push("second"));
  router.on("a", () => heard.push("third"));
  router.route("a", 1);
  expect(heard).toEqual(["first", "third"]);
});

test("a listener that throws is reported, and the next one hears", () => {
  const { router, reported } = setup();
  const heard: number[] = [];
  router.on("a", () => {
    throw new Error("broken");
  });
  router.on("a", (value) => heard.push(value));
  router.route("a", 7);
  expect(heard).toEqual([7]);
  expect(reported).toEqual([new Error("broken")]);
});

test("a delivery is over when the promises of its listeners are; a rejection is reported", async () => {
  const { router, reported } = setup();
  const { promise, resolve } = deferred();
  router.on("a", () => promise);
  router.on("a", () => Promise.reject(new Error("later")));
  router.on("a", () => 42);
  let over = false;
  const delivery = Promise.resolve(router.route("a", 1)).then(() => (over = true));
  await new Promise(setImmediate);
  expect(over).toBe(false);
  resolve();
  await delivery;
  expect(reported).toEqual([new Error("later")]);
});

test("a delivery without promises makes none", () => {
  const { router } = setup();
  router.on("a", () => undefined);
  expect(router.route("a", 1)).toBeUndefined();
  expect(router.route("nobody", 1)).toBeUndefined();
});

test("a name without subscribers leaves nothing behind, and an undo may be called again", () => {
  const { router } = setup();
  const undo = router.on("a", () => {});
  const again = router.on("a", () => {});
  expect([...router.routes.keys()]).toEqual(["a"]);
  expect(router.routes.get("a")?.size).toBe(2);
  undo();
  undo();
  expect(router.routes.get("a")?.size).toBe(1);
  again();
  expect([...router.routes.keys()]).toEqual([]);
  router.on("a", () => {});
  again();
  expect(router.routes.get("a")?.size).toBe(1);
});

test("one function may subscribe twice", () => {
  const { router } = setup();
  let heard = 0;
  const listener = () => heard++;
  const undo = router.on("a", listener);
  router.on("a", listener);
  router.route("a", 1);
  undo();
  router.route("a", 1);
  expect(heard).toBe(3);
});
