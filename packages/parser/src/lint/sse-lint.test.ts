import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
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
    const { code, stdout } = await run(join(root, "fixtures"), "--hints", "*");
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

  test("counts hints, and prints them on request", async () => {
    await writeFile(join(folder, "hint.html"), '<i hx-sse="swap:a swap:a"></i>');
    const { stdout } = await run(folder, "hint.html");
    expect(stdout).toBe("Hints are printed with --hints.\n0 errors, 0 warnings, 3 hints in 1 file\n");
    expect((await run(folder, "--hints", "hint.html")).stdout).toMatch(
      /\^ hint repeated: [^]*0 warnings, 3 hints in 1 file\n$/,
    );
  });

  test("lints what is in a folder, but no packages and nothing minified", async () => {
    await mkdir(join(folder, "site/deep"), { recursive: true });
    await mkdir(join(folder, "site/node_modules/x"), { recursive: true });
    const bad = '<i hx-sse="swapp:a"></i>';
    for (const name of ["a.html", "deep/b.TSX", "c.css", "d.weird", "node_modules/x/e.html", "f.min.js"])
      await writeFile(join(folder, "site", name), bad);
    const { code, stdout } = await run(folder, "site");
    expect([code, stdout.match(/^\S+(?=:\d+:\d+)/gm)]).toEqual([1, ["site/a.html", "site/deep/b.TSX"]]);
    const named = await run(join(folder, "site"), "--ext", ".weird, css", ".", "d.weird");
    expect(named.stdout.match(/^\S+(?=:\d+:\d+)/gm)).toEqual(["c.css", "d.weird"]);
    expect(await run(folder, "--ext", "none", "site")).toMatchObject({ code: 2, stdout: "" });
  });

  test("counts what it cannot read", async () => {
    await writeFile(join(folder, "list.pug"), 'ul(hx-sse="connect:/x")');
    await writeFile(join(folder, "list.rs"), 'html! { ul hx-sse="connect:/x" {} }');
    await writeFile(join(folder, "list.html"), "<ul></ul>");
    const { code, stdout } = await run(folder, "list.*");
    expect(stdout).toMatch(
      /^not read, .*: list\.pug\nnot read, .*: list\.rs\n\n0 errors, .* in 1 file, 2 files not read\n$/,
    );
    expect(code).toBe(0);
  });

  test("says which files it could not open, after it has linted the others", async () => {
    await writeFile(join(folder, "good.html"), '<i hx-swap="innerHtml"></i>');
    // Read as a file, a loop of links is an error, whoever reads.
    await symlink("loop.html", join(folder, "loop.html"));
    await writeFile(join(folder, "[id].tsx"), "<i hx-swap='innerHtml' />");
    const { code, stdout, stderr } = await run(
      folder,
      "missing.html",
      "good.html",
      "[id].tsx",
      "none/*.html",
      "loop.html",
    );
    expect(stdout).toMatch(/^\[id\]\.tsx:1:[^]*good\.html:1:13 [^]* in 2 files\n$/);
    expect(stderr).toMatch(/loop\.html: ELOOP[^]*missing\.html: no such file[^]*no file matches none\/\*\.html\n$/);
    expect(code).toBe(2);
  });

  test("says which files are not text that it reads: UTF-16, and what never ends", async () => {
    const html = '<p hx-sse="conect:/x"></p>';
    await writeFile(join(folder, "wide.html"), `\ufeff${html}`, "utf16le");
    await writeFile(join(folder, "plain.html"), `\ufeff${html}`);
    const { code, stdout, stderr } = await run(folder, "wide.html", "plain.html", "/dev/zero");
    expect(stdout).toContain("plain.html:1:");
    expect(stderr).toContain("wide.html: this file is UTF-16, save it as UTF-8");
    expect(stderr).toContain("/dev/zero: this is no regular file");
    expect(code).toBe(2);
  });

  test("annotates pull requests on GitHub", async () => {
    await writeFile(join(folder, "d,1.html"), '\n<i hx-sse="100%:1" hx-swap="innerHtml"></i>');
    const { stdout } = await run(folder, "--format", "github", "d,1.html");
    const [error, warning] = stdout.split("\n");
    expect(error).toMatch(
      /^::error file=d%2C1\.html,line=2,col=12,endColumn=16,title=sse-lint unknown-keyword::hx-sse "100%25": write connect, /,
    );
    expect(warning).toMatch(/^::warning .*,col=29,.*::hx-swap "innerHtml": did you mean innerHTML\?/);
  });

  test("prints no more than --max findings, and counts all", async () => {
    await writeFile(join(folder, "many.html"), '<i hx-swap="innerHtml"></i>\n'.repeat(2_000));
    const some = await run(folder, "--max", "2", "many.html");
    expect(some.stdout.match(/unknown-style/g)).toHaveLength(2);
    expect(some.stdout).toMatch(/… and 1998 more .*\n0 errors, 2000 warnings, 0 hints in 1 file\n$/);
    expect((await run(folder, "many.html")).stdout.match(/unknown-style/g)).toHaveLength(1_000);
    const { stdout } = await run(folder, "--format", "json", "--max", "3", "many.html");
    expect(JSON.parse(stdout)).toHaveLength(3);
  });

  test("does not drown in findings: ten megabytes with 400,000 of them", async () => {
    const junk = `<i hx-sse="${"junk:1 ".repeat(400_000)}${"x".repeat(7_200_000)}"></i>`;
    await writeFile(join(folder, "junk.html"), junk);
    const { code, stdout } = await run(folder, "--format", "json", "junk.html");
    expect([code, stdout.length < 1_000_000]).toEqual([1, true]);
  });

  test("what would command a terminal is shown instead", async () => {
    await writeFile(join(folder, "e.html"), '<i hx-sse="\u001b]0;owned\u0007:1"></i>');
    const { stdout } = await run(folder, "e.html");
    expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
    expect(stdout).toContain(String.raw`\u001b]0;owned\u0007`);
  });

  test("JSON stays JSON, without what would command a terminal or turn its text", async () => {
    const name = "\u0085\u009bm\u007f\u202e\u2066";
    await writeFile(join(folder, "json.html"), `<i hx-sse="${name}:1"></i>`);
    const { stdout } = await run(folder, "--format", "json", "json.html");
    expect(JSON.parse(stdout)).toMatchObject([{ text: `${name}:1` }]);
    expect(stdout).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
    expect((await run(folder, "json.html")).stdout).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
  });

  test.each([
    // The older form is for GitHub's runner alone.
    ["stylish", ["##[error]"]],
    ["github", ["::error f"]],
  ])("no name of a file begins a line of its own: --format %s", async (format, expected) => {
    const odd = join(folder, `odd-${format}`);
    const deep = "a\n::error ::pwned";
    await mkdir(join(odd, deep), { recursive: true });
    await writeFile(join(odd, "::error::pwned.pug"), "p(hx-sse='connect:/x')");
    await writeFile(join(odd, "a ##[error]pwned.pug"), "p(hx-sse='connect:/x')");
    await writeFile(join(odd, deep, "b.html"), "<i hx-sse='connect:/x nonsense'>");
    const { stdout, stderr } = await run(odd, "--format", format, ".", `${deep}/b.html`, `${deep}/none.html`);
    const commands = `${stdout}${stderr}`.match(/^\s*::.*|##\[.*/gm) ?? [];
    expect(commands.map((command) => command.slice(0, 9))).toEqual(expected);
    expect(stderr).toContain(String.raw`sse-lint: a\n::error ::pwned/none.html: no such file`);
    expect(stdout).not.toMatch(/^::error ::/m);
  });

  test("is silent when whoever reads it has seen enough", async () => {
    await writeFile(join(folder, "long.html"), '<i hx-swap="innerHtml"></i>\n'.repeat(20_000));
    const child = spawn(process.execPath, [command, "--max", "20000", "long.html"], { cwd: folder });
    let complaint = "";
    child.stderr.on("data", (bytes) => (complaint += String(bytes)));
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect([code, complaint]).toEqual([0, ""]);
  });

  test("patterns leave packages out as folders do, unless they name them", async () => {
    const site = join(folder, "packages");
    await mkdir(join(site, "node_modules/x"), { recursive: true });
    for (const name of ["a.html", "node_modules/x/b.html"])
      await writeFile(join(site, name), '<i hx-sse="swapp:a"></i>');
    expect((await run(site, "**/*.html")).stdout).toMatch(/in 1 file\n$/);
    expect((await run(site, "node_modules/*/*.html")).stdout).toMatch(/in 1 file\n$/);
  });

  test.each([
    [["--format", "sarif"], /--format sarif: write stylish, json, github/],
    [["--max", "x"], /--max x: write a number/],
  ])("says what is wrong with an option: %j", async (words, expected) => {
    expect((await run(folder, ...words, "a.html")).stderr).toMatch(expected);
  });

  test("knows the comments of a language by the name of the file", async () => {
    await writeFile(join(folder, "comment.js"), "// <i hx-sse='swapp:a'></i>");
    expect(await run(folder, "comment.js")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^0 errors/) as string,
    });
  });

  test("explains a code", async () => {
    const { code, stdout } = await run(folder, "--explain", "no-request");
    expect([code, stdout.split("\n")[0]]).toEqual([0, "# no-request"]);
    const unknown = await run(folder, "--explain", "nonsense");
    expect([unknown.code, unknown.stdout]).toEqual([2, ""]);
    expect(unknown.stderr).toContain("no-request, ");
  });

  test.each([
    [["nothing-*.html"]],
    [["--max", "lots", "a.html"]],
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
