/** The API of the packages as pages, from the doc comments of their sources. */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Application } from "typedoc";
import { withOwnAnchors } from "./own-anchors.ts";
import { pagesFolder, root } from "./repository.ts";

const entries = [
  "htmx-legacy/src/index.ts",
  "dom/src/index.ts",
  "dom/src/morph.ts",
  "core/src/index.ts",
  "core/src/transports/browser-shared.ts",
  "parser/src/index.ts",
  "parser/src/print.ts",
  "parser/src/vocabulary.ts",
  "parser/src/lint/lint.ts",
];

/** Writes the pages below `api/`. Throws when the sources cannot be read. */
export async function writeApi(): Promise<void> {
  const application = await Application.bootstrapWithPlugins({
    entryPoints: entries.map((entry) => `${root}packages/${entry}`),
    tsconfig: `${root}apps/reference/tsconfig.typedoc.json`,
    plugin: ["typedoc-plugin-markdown"],
    out: `${pagesFolder}api`,
    readme: "none",
    excludeExternals: true,
    disableSources: true,
    logLevel: "Error",
    ...{ entryFileName: "index", hidePageHeader: true, hideBreadcrumbs: false, outputFileStrategy: "modules" },
  });
  const project = await application.convert();
  if (!project) throw new Error("The API cannot be read: run pnpm typecheck.");
  await application.generateOutputs(project);
  for (const page of globSync("api/**/*.md", { cwd: pagesFolder })) {
    const path = pagesFolder + page;
    const read = (other: string): string => readFileSync(join(dirname(path), other), "utf8");
    writeFileSync(path, withOwnAnchors(readFileSync(path, "utf8"), read));
  }
}
