/** The build every package shares: ESM, CJS and declarations, one entry per public door. */
import type { Options } from "tsup";

/** tsup options for a library package; `entry` lists its public entries. */
export function library(entry: string[], options: Options = {}): Options {
  return {
    entry,
    format: ["esm", "cjs"],
    dts: true,
    sourcemap: true,
    clean: true,
    target: "es2022",
    treeshake: true,
    ...options,
  };
}
