import { afterAll, expect, test, vi } from "vitest";
import { page, pagesOf, root } from "../src/pages.ts";
import { keepsAlive, keepsItsPromises } from "../src/promises.ts";
import { startServerOf, type RunningServer } from "../src/servers.ts";

vi.setConfig({ testTimeout: 60_000 });

const node = ["node", "express", "fastify", "hono"];
const running: RunningServer[] = [];
afterAll(async () => void (await Promise.all(running.map((server) => server.stop()))));

test.each(node)("the server on the page of %s streams, resumes, and keeps connections alive", async (name) => {
  const server = await startServerOf(name, "js", [
    ["1000)", "20)"],
    ["15_000", "30"],
  ]);
  running.push(server);
  await keepsItsPromises(server.url);
  await keepsAlive(server.url);
});

test("a page of a server says whether it was run", () => {
  for (const name of pagesOf("servers"))
    expect(page(`servers/${name}.md`), `${root}docs/servers/${name}.md`).toMatch(/[Rr]un |[Nn]ot run/);
  for (const name of node) expect(page(`servers/${name}.md`)).toContain("Run by the tests");
});
