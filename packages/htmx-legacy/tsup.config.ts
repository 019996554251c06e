import { readFileSync } from "node:fs";
import { defineConfig, type Options } from "tsup";
import { library } from "../../tsup.shared.ts";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as { version: string };
const define = { SSE_VERSION: JSON.stringify(version) };

/** Types alone; their modules are empty. */
const jsx = ["attributes", "react", "preact", "solid", "hono"];

/** A script-tag bundle of all four packages, from their sources. */
function browser(name: string, entry: string, minify: boolean): Options {
  return {
    entry: { [minify ? `${name}.min` : name]: entry },
    format: ["iife"],
    platform: "browser",
    target: "es2022",
    outExtension: () => ({ js: ".js" }),
    noExternal: [/.*/],
    sourcemap: true,
    treeshake: true,
    minify: minify && "terser",
    terserOptions: {
      compress: { passes: 3, unsafe_arrows: true, pure_getters: true },
      ecma: 2020,
      format: { comments: false },
    },
    esbuildOptions(options) {
      options.conditions = ["@sse/source", "module", "browser", "import", "default"];
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
  browser("sse", "src/bundle.ts", true),
  browser("sse-for-htmx", "src/bundle-for-htmx.ts", false),
  browser("sse-for-htmx", "src/bundle-for-htmx.ts", true),
]);
