/** A stream that is redirected to where a browser lets nobody read, and the browser's pool of six. */
import { eventually, faults, startServer } from "@sse/testkit";
import { afterAll, expect, test } from "vitest";
import { connecting, startTabs, stepsOf } from "../../test/tabs.ts";

const { server, open } = await startTabs();
const elsewhere = await startServer();
afterAll(() => elsewhere.close());

const quick = (options = ""): string => `{ retry: { min: 1, max: 20 }, ${options} }`;

test("a redirect to a login page of another origin is told as a redirect, not as a broken network", async () => {
  elsewhere.page("/login", "<h1>Login</h1>");
  const stream = server.stream("/sso");
  stream.respond(faults.redirect(elsewhere.url("/login")));
  const tab = await open(connecting("/sso", { options: quick("attempts: 4") }));
  await eventually(async () => expect((await stepsOf(tab)).at(-1)).toContain("closed"));
  const errors = (await stepsOf(tab)).flatMap((step) => /Sse\w+Error/.exec(step)?.[0] ?? []);
  expect(errors).toEqual(["SseNetworkError", "SseNetworkError", "SseRedirectError", "SseRedirectError"]);
  await tab.close();
});

test("a seventh stream that gets no connection names the browser's pool of six", async () => {
  const paths = Array.from({ length: 6 }, (_, index) => `/pool-${index}`);
  const streams = paths.map((path) => server.stream(path));
  const tab = await open(
    `${connecting("/pool-0")}
    for (const path of ${JSON.stringify(paths.slice(1))}) registry.connect(path);
    globalThis.seventh = () => new Promise((resolve) => {
      registry.connect("/pool-6", { connectTimeout: 300, share: "none" }).onState(({ error }) => error && resolve(error.message));
    });`,
  );
  for (const stream of streams) await stream.waitFor(1);
  expect(await tab.page.evaluate("seventh()")).toMatch(/6 streams are open there, HTTP\/1.1 allows 6/);
  await tab.close();
});
