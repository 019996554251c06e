/** Bundles the client scripts of the pages into `dist`, one file per page that needs one. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

await build({
  absWorkingDir: root,
  entryPoints: {
    forms: "src/web/client/forms.ts",
    dashboard: "src/gallery/client/dashboard.ts",
    editor: "src/editor/client/editor.ts",
    frame: "src/editor/client/frame.ts",
    servers: "src/gallery/client/servers.ts",
    wire: "src/gallery/client/wire.ts",
    faults: "src/faults/client/counter.ts",
  },
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  // The workspace's packages from their sources: no build of theirs has to come first.
  conditions: ["@sse/source"],
  logLevel: "warning",
});
