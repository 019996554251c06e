/** What is told of redirects, and what a page may call temporary. Across origins: `redirects.browser.test.ts`. */
import { faults, startServer, type TestServer } from "@sse/testkit";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SseRedirectError } from "../errors.ts";
import { createRegistry } from "../registry.ts";
import type { ConnectOptions, Registry, StateChange } from "../types.ts";

vi.setConfig({ testTimeout: 30_000 });

let server: TestServer;
let registry: Registry;

beforeEach(async () => {
  server = await startServer();
  registry = createRegistry({ defaults: { retry: { min: 1, max: 20 } } });
});
afterEach(async () => {
  registry.dispose();
  await server.close();
});

const until = (met: () => unknown) => vi.waitUntil(met, { timeout: 30_000, interval: 5 });

function connect(path: string, options?: ConnectOptions) {
  const lease = registry.connect(server.url(path), options);
  const changes: StateChange[] = [];
  lease.onState((change) => void changes.push(change));
  return { lease, changes };
}

test("a redirect to a login page says where it led", async () => {
  server.page("/login", "<h1>Login</h1>");
  server.stream("/events").respond(faults.redirect("/login"));
  const { changes } = connect("/events");
  await until(() => changes.at(-1)?.state === "closed");
  expect(changes.at(-1)?.error).toMatchObject({
    code: "type",
    url: server.url("/login"),
    redirected: true,
    type: "text/html",
  });
  expect(changes.at(-1)?.error?.message).toContain("sign in");
});

test.each<[string, ConnectOptions["retryOn"], () => ReturnType<typeof faults.status>]>([
  ["a status", [404, 403], () => faults.status(404)],
  ["a content type", ["text/html"], () => faults.wrongType("text/html; charset=utf-8")],
  ["a redirect", ["redirect"], () => faults.redirect("/login")],
])("%s that the page calls temporary is tried again", async (_, retryOn, fault) => {
  server.page("/login", "<h1>Login</h1>");
  const stream = server.stream("/events");
  stream.respondNext(fault(), fault());
  connect("/events", { retryOn: retryOn ?? [] });
  await stream.waitFor(1);
  expect(stream.attempts.length).toBe(3);
});

test("a server that redirects its streams is followed, also after failures", async () => {
  const stream = server.stream("/elsewhere");
  const door = server.stream("/events");
  door.respond(faults.redirect("/elsewhere"));
  door.respondNext(faults.refuse(), faults.refuse(), faults.refuse());
  const { changes } = connect("/events");
  await stream.waitFor(1);
  expect(changes.filter(({ error }) => error?.code !== "network" && error)).toEqual([]);
});

test("a redirect to where nothing answers is told as a redirect, and tried again", async () => {
  const gone = await startServer();
  const url = gone.url("/login");
  await gone.close();
  server.stream("/events").respond(faults.redirect(url));
  const { changes } = connect("/events");
  await until(() => changes.some(({ error }) => error instanceof SseRedirectError));
  await until(() => changes.at(-1)?.state === "connecting");
  expect(
    changes
      .filter(({ error }) => error)
      .slice(0, 3)
      .map(({ error }) => error?.code),
  ).toEqual(["network", "network", "redirect"]);
});
