import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const command = join(import.meta.dirname, "sse-lint.ts");
const root = join(import.meta.dirname, "../../test");
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sse-lint-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command as a user does. */
function run(cwd: string, ...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...words], { cwd }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

describe("sse-lint", () => {
  test("prints place, carets and correction of everything wrong in templates of many languages", async () => {
    const { code, stdout } = await run(join(root, "fixtures"), "*");
    expect(stdout).toBe(await readFile(join(root, "fixtures.stylish.txt"), "utf8"));
    expect(code).toBe(1);
  });

  test("asks whether connect was meant by conect", async () => {
    await writeFile(join(folder, "a.html"), '<p>\n<div hx-sse="conect:/x swap:a"></div>');
    const { code, stdout } = await run(folder, "**/*.html");
    expect(stdout).toContain('a.html:2:14 hx-sse\n  conect:/x swap:a\n  ^^^^^^ error unknown-keyword: "conect"');
    expect(stdout).toContain("did you mean connect?");
    expect(code).toBe(1);
  });

  test("is content with warnings and hints", async () => {
    await writeFile(join(folder, "b.html"), '<i hx-sse="swap:a" hx-swap="innerHtml"></i>');
    const { code, stdout } = await run(folder, "b.html");
    expect(stdout).toMatch(/0 errors, 1 warning, 1 hint in 1 file\n$/);
    expect(code).toBe(0);
  });

  test("prints JSON for programs", async () => {
    await writeFile(join(folder, "c.html"), '<i hx-swap="innerHtml"></i>');
    const { stdout } = await run(folder, "--format", "json", "c.html");
    expect(JSON.parse(stdout)).toMatchObject([
      { file: "c.html", line: 1, column: 13, attribute: "hx-swap", code: "unknown-style", suggestion: "innerHTML" },
    ]);
  });

  test.each([
    [["nothing-*.html"]],
    [[]],
    [["--format", "xml", "a.html"]],
    [["--format", "constructor", "a.html"]],
    [["--what"]],
  ])("exits with 2 when it cannot run: %j", async (words) => {
    const { code, stdout, stderr } = await run(folder, ...words);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).not.toBe("");
  });
});
