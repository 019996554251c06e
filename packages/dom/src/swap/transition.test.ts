import { afterEach, expect, test, vi } from "vitest";
import { transition } from "./transition.ts";

afterEach(() => {
  vi.useRealTimers();
  Reflect.deleteProperty(document, "startViewTransition");
});

test("a transition that does not finish is skipped after 10 s, and the swaps that wait for it are done", async () => {
  vi.useFakeTimers();
  const applied: string[] = [];
  Object.assign(document, {
    startViewTransition(update: () => void) {
      let finish = (): void => {};
      const finished = new Promise<void>((resolve) => {
        finish = resolve;
      });
      let called = false;
      const run = (): void => {
        if (!called) update();
        called = true;
      };
      // The first draws its frame and never ends; the second gets no frame at all.
      if (!applied.length) queueMicrotask(run);
      const skipTransition = (): void => {
        run();
        finish();
      };
      return { ready: Promise.resolve(), finished, skipTransition };
    },
  });
  await transition(() => applied.push("first"));
  const second = transition(() => applied.push("second"));
  await vi.advanceTimersByTimeAsync(9_999);
  expect(applied).toEqual(["first"]);
  await vi.advanceTimersByTimeAsync(10_001);
  await second;
  expect(applied).toEqual(["first", "second"]);
  await vi.runAllTimersAsync();
});
