import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { eventually } from "./eventually.ts";
import { BOUND, moved, PATIENCE } from "./patience.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** How long, in ms, `eventually` tries a check that never holds; `look` is what the check does besides. */
async function triedFor(look: () => void | Promise<void>, still?: number): Promise<number> {
  const begun = Date.now();
  let failure = 0;
  const tried = eventually(async () => {
    await look();
    throw new Error("never");
  }, still).catch(() => void (failure = Date.now()));
  await vi.advanceTimersByTimeAsync(2 * BOUND);
  await tried;
  return failure - begun;
}

test("it waits until the check stops throwing and gives its value", async () => {
  let left = 3;
  const value = eventually(() => {
    if (left-- > 0) throw new Error("not yet");
    return "now";
  });
  await vi.advanceTimersByTimeAsync(1000);
  expect(await value).toBe("now");
});

test("in the end it throws what the check threw last", async () => {
  await expect(eventually(() => Promise.reject(new Error("never")), 0)).rejects.toThrow("never");
});

test("it gives up when nothing has moved for as long as its patience lasts", async () => {
  expect(await triedFor(() => {})).toBeGreaterThanOrEqual(PATIENCE);
  expect(await triedFor(() => {})).toBeLessThan(PATIENCE + 100);
});

test("what moves keeps it waiting, up to a bound", async () => {
  let count = 0;
  const failing = eventually(() => Promise.reject(new Error(`${Math.min(++count, 2000)} of 9999`))).catch(() =>
    Date.now(),
  );
  const begun = Date.now();
  await vi.advanceTimersByTimeAsync(BOUND);
  expect((await failing) - begun).toBeGreaterThan(2 * PATIENCE);
  expect(await triedFor(moved)).toBeGreaterThanOrEqual(BOUND);
});

test("slow looks do not use it up faster", async () => {
  const slow = () => new Promise<void>((resolve) => setTimeout(resolve, 85));
  expect(await triedFor(slow, 5000)).toBeGreaterThanOrEqual(20_000);
});
