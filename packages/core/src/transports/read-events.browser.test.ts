import { engineName } from "@sse/testkit";
import { expect, test } from "vitest";
import { startTabs } from "../../test/tabs.ts";

const { open } = await startTabs();

test.each([
  [engineName() === "webkit" ? "what the engine has" : "scheduler.yield", ""],
  ["a MessageChannel", "Object.defineProperty(globalThis, 'scheduler', { value: undefined });"],
])("a burst that came at once lets frames and timers run in between, by %s", async (_, before) => {
  const tab = await open(
    `import { readEvents } from "@sse/core";
      globalThis.run = async () => {
        const text = Array.from({ length: 4000 }, (_, index) => "data: " + index + "\\n\\n").join("");
        const heard = [];
        const between = { frames: 0, timers: 0 };
        const frame = () => heard.length < 4000 && requestAnimationFrame(frame, between.frames++);
        const timer = () => heard.length < 4000 && setTimeout(timer, 0, between.timers++);
        frame();
        timer();
        await readEvents(new Response(text).body, {
          message({ data }) {
            heard.push(Number(data));
            for (const end = performance.now() + 0.05; performance.now() < end;);
          },
        });
        return { between, ordered: heard.length === 4000 && heard.every((value, index) => value === index) };
      };`,
    { before },
  );
  await tab.page.waitForFunction("globalThis.run");
  const { between, ordered } = await tab.page.evaluate<{
    between: { frames: number; timers: number };
    ordered: boolean;
  }>("run()");
  expect(ordered).toBe(true);
  // The first of each came before the burst.
  expect(between.frames).toBeGreaterThan(1);
  expect(between.timers).toBeGreaterThan(1);
  await tab.close();
});

test("a read is always pending while nothing is worked off, so that a last chunk is never left behind", async () => {
  const tab = await open(
    `import { readEvents } from "@sse/core";
      globalThis.run = async () => {
        const steps = [];
        const { promise, resolve } = Promise.withResolvers();
        let read = 0;
        const body = new ReadableStream({
          // Asked for a chunk only while one is waited for.
          pull(controller) {
            read++;
            steps.push("read " + read);
            if (read < 4) controller.enqueue(new TextEncoder().encode("data: " + read + "\\n\\n"));
            else resolve();
          },
        }, { highWaterMark: 0 });
        void readEvents(body, { message: ({ data }) => void steps.push("heard " + data) });
        await promise;
        return steps;
      };`,
  );
  await tab.page.waitForFunction("globalThis.run");
  expect(await tab.page.evaluate("run()")).toEqual(
    [1, 2, 3].flatMap((number) => [`read ${number}`, `heard ${number}`]).concat("read 4"),
  );
  await tab.close();
});
