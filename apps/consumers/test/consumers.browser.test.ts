import { readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { rspack } from "@rspack/core";
import { eventually, openPage, sharedChromium, startServer } from "@sse/testkit";
import { build as esbuild } from "esbuild";
import { build as vite } from "vite";
import { afterAll, expect, test, vi } from "vitest";
import { run } from "../src/command.ts";
import { installedProject, nodes } from "../src/project.ts";
import { published } from "../src/tarballs.ts";

// Compilers and bundlers take what they take on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const [browser, server, project, versions] = await Promise.all([
  sharedChromium(),
  startServer(),
  installedProject(),
  nodes(),
]);
afterAll(async () => {
  await server.close();
  await rm(project.folder, { recursive: true });
});
let streams = 0;
const bundled = join(project.folder, "bundled");
const source = await readFile(join(bundled, "index.html"), "utf8");
const withoutScript = source.replace(/<script.*/, "");

/** Opens the page, with a stream of its own, and sees an event become its content. */
async function expectLive(html: string): Promise<void> {
  const path = `/events-${++streams}`;
  const stream = server.stream(path);
  const tab = await openPage(browser, server, html.replace("connect:/events", `connect:${path}`));
  try {
    await stream.waitFor(1);
    stream.send({ event: "news", data: "<b>Live</b>" });
    await eventually(async () => expect(await tab.page.innerHTML("p")).toBe("<b>Live</b>"));
    expect([tab.errors, tab.console]).toEqual([[], []]);
  } finally {
    await tab.close();
  }
  await stream.waitFor(0);
}

/** Runs a program that prints the first event of the stream, and ends. */
async function heardBy(node: string, file: string): Promise<string> {
  const path = `/events-${++streams}`;
  const stream = server.stream(path);
  const printed = run(join(project.folder, "node"), node, file, server.url(path));
  await Promise.race([stream.waitFor(1), printed]);
  stream.send({ event: "news", data: "Live" });
  return (await printed).trim();
}

test.each(published)("the tarball of %s has a README, a licence, declarations and no sources", async (name) => {
  const folder = project.installed(`@sse/${name}`, "");
  const files = (await run(folder, "find", ".", "-type", "f")).trim().split("\n");
  expect(files).toEqual(
    expect.arrayContaining(["./README.md", "./LICENSE", "./dist/index.d.ts", "./dist/index.d.cts"]),
  );
  expect(files.filter((file) => !/^\.\/(dist\/|README\.md|LICENSE|CHANGELOG\.md|package\.json)/.test(file))).toEqual(
    [],
  );
  const { exports, dependencies = {}, version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  // There is nothing to tell before the first release.
  expect(files.includes("./CHANGELOG.md")).toBe(version !== "0.0.0");
  expect(JSON.stringify([exports, dependencies])).not.toMatch(/workspace:|@sse\/source/);
});

test.each([
  ["dom", ["idiomorph"]],
  ["htmx-legacy", ["eventsource-parser", "idiomorph"]],
])("with the libraries inside %s come their licences", async (name, libraries) => {
  const notice = await readFile(project.installed(`@sse/${name}`, "dist/NOTICE"), "utf8");
  expect(notice.match(/^\S+(?= \d+\.\d+\.\d+$)/gm)).toEqual(libraries);
  expect(notice).toMatch(/Permission (?:to use|is hereby granted)/);
});

test("a script tag goes live", async () => {
  server.files("/packed/", project.installed("@sse/htmx-legacy", "dist"));
  await expectLive(`<script src="/packed/sse.min.js" defer></script>${withoutScript}`);
  await expectLive(`<script src="/packed/sse.js"></script>${withoutScript}`);
});

test("the first page of the README is all it takes, with the response that stands there", async () => {
  server.files("/packed/", project.installed("@sse/htmx-legacy", "dist"));
  const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
  const html = readme.match(/(?<=```html\n)[^`]*<script[^`]+/)?.[0] ?? "";
  const response = readme.match(/(?<=```\n)event: [^`]+/)?.[0] ?? "";
  const path = `/events-${++streams}`;
  const stream = server.stream(path);
  const page = html.replace("connect:/events", `connect:${path}`).replace("sse.min.js", "/packed/sse.min.js");
  const tab = await openPage(browser, server, page);
  await stream.waitFor(1);
  stream.write(response);
  await eventually(async () => expect(await tab.page.innerHTML("p")).toBe("<b>It works.</b>"));
  const manifest = await readFile(project.installed("@sse/htmx-legacy", "package.json"), "utf8");
  expect(await tab.page.evaluate("sse.version")).toBe(JSON.parse(manifest).version);
  await tab.close();
});

test("a module of a page without a build goes live", async () => {
  server.files("/modules/", join(project.folder, "node_modules"));
  const imports = {
    ...Object.fromEntries(published.map((name) => [`@sse/${name}`, `/modules/@sse/${name}/dist/index.js`])),
    "@sse/core/browser-shared": "/modules/@sse/core/dist/browser-shared.js",
    "@sse/dom/morph": "/modules/@sse/dom/dist/morph.js",
    "@sse/dom/native": "/modules/@sse/dom/dist/native.js",
    "eventsource-parser": "/modules/eventsource-parser/dist/index.js",
    idiomorph: "/modules/idiomorph/dist/idiomorph.esm.js",
  };
  const main = await readFile(join(bundled, "main.js"), "utf8");
  const map = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
  await expectLive(`${map}${withoutScript}<script type="module">${main}</script>`);
});

test("an application built by Vite goes live", async () => {
  await vite({ root: bundled, base: "/vite/", logLevel: "silent", build: { outDir: "vite" } });
  server.files("/vite/", join(bundled, "vite"));
  await expectLive(await readFile(join(bundled, "vite/index.html"), "utf8"));
});

test("an application built by Rspack goes live", async () => {
  const compiler = rspack({
    mode: "production",
    context: bundled,
    entry: "./main.js",
    output: { path: join(bundled, "rspack"), filename: "main.js" },
  });
  const stats = await new Promise((resolve, reject) =>
    compiler.run((error, result) =>
      error ? reject(error) : resolve(result?.toJson({ all: false, errors: true, warnings: true })),
    ),
  );
  expect(stats).toMatchObject({ errors: [], warnings: [] });
  server.files("/rspack/", join(bundled, "rspack"));
  await expectLive(source.replace("./main.js", "/rspack/main.js"));
});

test("an application built by esbuild goes live", async () => {
  const { errors, warnings } = await esbuild({
    absWorkingDir: bundled,
    entryPoints: ["main.js"],
    bundle: true,
    minify: true,
    format: "esm",
    outdir: "esbuild",
    logLevel: "silent",
  });
  expect([errors, warnings]).toEqual([[], []]);
  server.files("/esbuild/", join(bundled, "esbuild"));
  await expectLive(source.replace("./main.js", "/esbuild/main.js"));
});

test.each([...versions])("Node %s hears a stream by import and by require, and opens every door", async (_, node) => {
  expect(await heardBy(node, "hear.mjs")).toBe("Live 15");
  expect(await heardBy(node, "hear.cjs")).toBe("Live 15");
  expect((await run(join(project.folder, "node"), node, "every-door.mjs")).trim()).toBe("10 doors");
});

test("sse-lint is there as a command and finds a typo", async () => {
  const bin = join(project.folder, "node_modules/.bin/sse-lint");
  await expect(run(join(project.folder, "node"), bin, "room.html")).rejects.toThrow(/did you mean connect\?/);
});

test("sse-check is there as a command and checks a stream", async () => {
  const bin = join(project.folder, "node_modules/.bin/sse-check");
  server.handle("/no-stream", () => "<p>no stream</p>");
  await expect(run(join(project.folder, "node"), bin, server.url("/no-stream"))).rejects.toThrow(
    /the body looks like HTML/,
  );
});

test.each(["node16", "bundler"])(
  "TypeScript finds all types with moduleResolution %s, JSX of four libraries too",
  async (name) => {
    const tsc = createRequire(import.meta.url).resolve("typescript/lib/tsc.js");
    await run(join(project.folder, "typescript"), process.execPath, tsc, "-p", `tsconfig.${name}.json`);
  },
);

test("editors find their data in the package", async () => {
  const folder = project.installed("@sse/htmx-legacy", "");
  const { "web-types": path, version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const webTypes = JSON.parse(await readFile(join(folder, path), "utf8"));
  expect(webTypes).toMatchObject({ name: "@sse/htmx-legacy", version });
  const customData = JSON.parse(await readFile(join(folder, "dist/editors/vscode.html-data.json"), "utf8"));
  expect(customData.globalAttributes.map(({ name }: { name: string }) => name)).toContain("hx-sse");
});
