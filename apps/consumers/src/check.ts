/** `check:package`: what publint and arethetypeswrong say about the tarballs, and what knip finds unused in the repository. */
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { run } from "./command.ts";
import { emptyFolder, packInto } from "./tarballs.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const here = fileURLToPath(new URL("..", import.meta.url));

// Bundles for a script tag and data for editors are no modules; there is nothing to type.
const untyped = ["sse.min.js", "sse.js", "sse-for-htmx.min.js", "sse-for-htmx.js", "editors/*"];

const folder = await emptyFolder();
try {
  const tarballs = await packInto(folder);
  const checks = [
    ...tarballs.map((tarball) => run(here, "publint", "run", "--strict", tarball)),
    ...tarballs.map((tarball) =>
      run(here, "attw", tarball, "--profile", "node16", "--exclude-entrypoints", ...untyped),
    ),
    run(root, "knip", "--no-progress", "--no-config-hints"),
  ];
  for (const outcome of await Promise.allSettled(checks)) {
    if (outcome.status === "fulfilled") continue;
    console.error(outcome.reason instanceof Error ? outcome.reason.message : outcome.reason);
    process.exitCode = 1;
  }
} finally {
  await rm(folder, { recursive: true });
}
