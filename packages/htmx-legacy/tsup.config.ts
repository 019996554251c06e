import { readFileSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { defineConfig, type Options } from "tsup";
import { library } from "../../tsup.shared.ts";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as { version: string };
const define = { SSE_VERSION: JSON.stringify(version) };

/** Types alone; their modules are empty. */
const jsx = ["attributes", "react", "preact", "solid", "hono"];

/**
 * Most functions of a bundle run when a page starts. With this first line, Chromium compiles them all while it loads the
 * script, off the main thread, instead of each at its first call; other browsers see a comment.
 * https://github.com/WICG/explicit-javascript-compile-hints-file-based
 */
const compileHint = "//# allFunctionsCalledOnLoad";

/** terser names its input by where it stands on this machine, which is nobody's business, and differs from build to build. */
const relativeSources: NonNullable<Options["plugins"]>[number] = {
  name: "relative-sources",
  buildEnd({ writtenFiles }) {
    for (const { name } of writtenFiles.filter(({ name }) => name.endsWith(".map"))) {
      const map = JSON.parse(readFileSync(name, "utf8")) as { sources: string[] };
      const sources = map.sources.map((path) => (isAbsolute(path) ? relative(dirname(resolve(name)), path) : path));
      writeFileSync(name, JSON.stringify({ ...map, sources }));
    }
  },
};

/** A script for script tags, with all it needs from the sources of the packages. */
function browser(name: string, entry: string, minify: boolean): Options {
  return {
    entry: { [name]: entry },
    format: ["iife"],
    platform: "browser",
    target: "es2022",
    outExtension: () => ({ js: ".js" }),
    noExternal: [/.*/],
    sourcemap: true,
    treeshake: true,
    minify: minify && "terser",
    plugins: [relativeSources],
    terserOptions: {
      // Without it the map would be that of the code before terser.
      sourceMap: true,
      compress: { passes: 3 },
      ecma: 2020,
      format: { comments: false, preamble: `${compileHint}\n/*! licences: NOTICE */` },
    },
    esbuildOptions(options) {
      options.conditions = ["@sse/source", "module", "browser", "import", "default"];
      // Puts constants where they are read, across modules; what terser does not see is a constant.
      options.minifySyntax = minify;
    },
    define,
  };
}

export default defineConfig([
  library([], {
    entry: { index: "src/index.ts", ...Object.fromEntries(jsx.map((name) => [`jsx/${name}`, `src/jsx/${name}.ts`])) },
    define,
    clean: false,
  }),
  browser("sse", "src/bundle.ts", false),
  browser("sse.min", "src/bundle.ts", true),
  browser("sse-for-htmx", "src/bundle-for-htmx.ts", false),
  browser("sse-for-htmx.min", "src/bundle-for-htmx.ts", true),
  browser("inspector", "src/inspector/inspector.ts", true),
]);
