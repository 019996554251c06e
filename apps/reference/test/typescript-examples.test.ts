/** The examples in TypeScript that use a package of ours: each compiles as it stands, as strict as TypeScript can be. */
import { globSync, readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test, vi } from "vitest";
import { root } from "../src/pages.ts";

vi.setConfig({ testTimeout: 120_000 });

const pages = globSync(["packages/{core,dom,parser,htmx-legacy}/README.md", "docs/**/*.md"], { cwd: root });
/** By the name of a file that is not there, beside the packages of this app. */
const examples = new Map<string, string>(
  pages.flatMap((path) =>
    Array.from(readFileSync(root + path, "utf8").matchAll(/^ *```ts\n(.*?)^ *```/gms), ([, code = ""]) => code)
      .filter((code) => /^import .* from "@sse\//m.test(code))
      .map(
        (code, index) =>
          [`${root}apps/reference/${path.replaceAll("/", "-")}-${index}.ts`, `${code}\nexport {};`] as const,
      ),
  ),
);

test("examples compile under strict", () => {
  expect(examples.size).toBeGreaterThan(4);
  const options: ts.CompilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    customConditions: ["@sse/source"],
    allowImportingTsExtensions: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (path) => examples.get(path) ?? readFile(path);
  host.fileExists = (path) => examples.has(path) || fileExists(path);
  const program = ts.createProgram([...examples.keys()], options, host);
  const wrong = [...examples.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    return program
      .getSemanticDiagnostics(file)
      .map(({ messageText }) => `${path.slice(root.length)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
  });
  expect(wrong).toEqual([]);
});
