/** `pnpm start`: builds what the playground serves, then becomes the playground. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

// turbo says nothing of us to anyone, and nothing of that to our users.
process.env["TURBO_TELEMETRY_DISABLED"] = "1";

const root = fileURLToPath(new URL("..", import.meta.url));

const build = spawnSync("turbo", ["run", "build", "--filter=@sse/playground...", "--output-logs=errors-only"], {
  cwd: root,
  stdio: "inherit",
});
if (build.status !== 0) process.exit(build.status ?? 1);

// In this process, so that Ctrl-C reaches one and ends it at once.
await import("../apps/playground/src/main.ts");
