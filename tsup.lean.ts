/**
 * Takes out of a library that a build holds what this build never reaches: an esbuild plugin. Every cut is of the pinned
 * version and says why it is dead; one that does not fit the text any more fails the build.
 */
import { readFile } from "node:fs/promises";
import type { Options } from "tsup";

/**
 * A piece of the text (a pattern is global), what takes its place, and in how many places (one, if not said) it must be
 * there. A function body that begins with `return;` is dead.
 */
type Cut = readonly [piece: string | RegExp, instead: string, places?: number];

/** A file of a library, and what is cut out of it. */
export interface Library {
  readonly file: RegExp;
  readonly cuts: readonly Cut[];
}

/** The text of the library's file at `path`, without what is dead. Throws where a cut does not fit. */
export async function leanText(path: string, { cuts }: Library): Promise<string> {
  let text = await readFile(path, "utf8");
  for (const [piece, instead, places = 1] of cuts) {
    const found = typeof piece === "string" ? text.split(piece).length - 1 : [...text.matchAll(piece)].length;
    if (found !== places) throw new Error(`${path} has ${found} times ${piece}: look at scripts/lean.ts again`);
    text = text.replaceAll(piece, instead);
  }
  return text;
}

/** Leaves out what a build cannot reach of these libraries. */
export const lean = (...libraries: readonly Library[]): NonNullable<Options["esbuildPlugins"]>[number] => ({
  name: "lean",
  setup(build) {
    for (const library of libraries) {
      build.onLoad({ filter: library.file }, async ({ path }) => ({
        contents: await leanText(path, library),
        loader: "js",
      }));
    }
  },
});
