import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { docsRoutes } from "./routes.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sse-docs-"));
  mkdirSync(join(folder, "codes"));
  writeFileSync(join(folder, "llms.txt"), "all");
  writeFileSync(join(folder, "codes/type.html"), "<h1>type</h1>");
  writeFileSync(join(folder, "codes/index.html"), "<h1>Codes</h1>");
});
afterAll(() => rmSync(folder, { recursive: true }));

const get = async (path: string): Promise<[status: number, body: string]> => {
  const response = await docsRoutes(folder).request(path);
  return [response.status, await response.text()];
};

test("until the website is built, a page says so and looks again", async () => {
  const response = await docsRoutes(folder).request("/docs/codes/type");
  expect(response.status).toBe(503);
  expect(response.headers.get("Refresh")).toBe("5");
  expect(await response.text()).toContain("The docs are being built");
});

test("built pages are served without .html, folders by their first page, and nothing outside", async () => {
  writeFileSync(join(folder, "index.html"), "<h1>hx-sse</h1>");
  expect(await get("/docs/")).toEqual([200, "<h1>hx-sse</h1>"]);
  expect(await get("/docs/codes/type")).toEqual([200, "<h1>type</h1>"]);
  expect(await get("/docs/codes/")).toEqual([200, "<h1>Codes</h1>"]);
  expect(await get("/docs/llms.txt")).toEqual([200, "all"]);
  expect((await get("/docs/nobody"))[0]).toBe(404);
  expect((await get("/docs/..%2f..%2fetc/passwd"))[0]).toBe(404);
  expect((await docsRoutes(folder).request("/docs")).headers.get("Location")).toBe("/docs/");
});
