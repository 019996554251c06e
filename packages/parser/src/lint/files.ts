/** The files that the arguments of `sse-lint` name: files, folders, and patterns. */
import { readFileSync, statSync } from "node:fs";
import { glob, isDynamicPattern } from "tinyglobby";

/** What is looked at in a folder. README.md lists them. */
export const extensions: readonly string[] = [
  ...["html", "htm", "xhtml", "shtml", "vue", "svelte", "astro", "mdx"],
  ...["js", "mjs", "cjs", "jsx", "ts", "mts", "tsx"],
  ...["djhtml", "jinja", "jinja2", "j2", "njk", "twig", "liquid", "mako"],
  ...["erb", "rhtml", "ejs", "eta", "hbs", "handlebars", "mustache"],
  ...["php", "phtml", "cshtml", "razor", "jsp", "jspx", "ftl", "ftlh", "gsp", "vm"],
  ...["gohtml", "tmpl", "gotmpl", "templ", "heex", "eex", "leex", "ex", "rs"],
  ...["pug", "jade", "haml", "slim"],
];

/** Languages that have other words for attributes than HTML. */
const unreadable = /\.(?:pug|jade|haml|slim|hamlet|elm|clj[cs]?)$/i;

/** Whether the language of a file is one that `sse-lint` cannot read. */
export const isUnreadable = (path: string): boolean => unreadable.test(path);

/** The files that were named, each once and in order, and what is wrong with the arguments that name none. */
export interface Named {
  readonly paths: readonly string[];
  readonly problems: readonly string[];
}

/** What stands at `path`. What cannot be looked at is taken for a file: reading it says why. */
function kindOf(path: string): "folder" | "file" | "nothing" {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found ? (found.isDirectory() ? "folder" : "file") : "nothing";
  } catch {
    return "file";
  }
}

/** The text of a file. Throws what is wrong with one that cannot be read: a pipe never ends, and UTF-16 has other bytes. */
export function textOf(path: string): string {
  if (!statSync(path).isFile()) throw new Error("this is no regular file");
  const bytes = readFileSync(path);
  if (/^(?:fffe|feff)/.test(bytes.toString("hex", 0, 2))) throw new Error("this file is UTF-16, save it as UTF-8");
  return bytes.toString("utf8");
}

const packages = "**/node_modules/**";

/** The files below a folder that end in one of `endings`. */
async function inFolder(folder: string, endings: readonly string[]): Promise<string[]> {
  const found = await glob(
    endings.map((ending) => `**/*.${ending}`),
    { cwd: folder, ignore: [packages, "**/*.min.*js"], caseSensitiveMatch: false },
  );
  const prefix = folder === "." ? "" : folder.endsWith("/") ? folder : `${folder}/`;
  return found.map((path) => prefix + path);
}

/** Finds the files of `args`; of a folder those that end in one of `endings`. */
export async function filesOf(args: readonly string[], endings: readonly string[]): Promise<Named> {
  const paths = new Set<string>();
  const problems: string[] = [];
  for (const arg of args) {
    const kind = kindOf(arg);
    const pattern = kind === "nothing" && isDynamicPattern(arg);
    const found =
      kind === "folder"
        ? await inFolder(arg, endings)
        : pattern
          ? await glob(arg, { expandDirectories: false, ignore: arg.includes("node_modules") ? [] : packages })
          : kind === "file"
            ? [arg]
            : [];
    if (!found.length)
      problems.push(
        kind === "folder"
          ? `${arg}: no file in this folder ends in one of the extensions; --ext names others`
          : pattern
            ? `no file matches ${arg}`
            : `${arg}: no such file`,
      );
    for (const path of found) paths.add(path);
  }
  return { paths: [...paths].toSorted(), problems };
}
