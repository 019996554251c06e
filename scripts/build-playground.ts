/** Builds what the playground serves. Ends this process where that fails. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

// turbo says nothing of us to anyone, and nothing of that to our users.
process.env["TURBO_TELEMETRY_DISABLED"] = "1";

const root = fileURLToPath(new URL("..", import.meta.url));
const command = ["run", "build", "--filter=@sse/playground...", "--filter=!@sse/site", "--output-logs=errors-only"];

const { status, error } = spawnSync("turbo", command, { cwd: root, stdio: "inherit" });
if (error) console.error(error.message);
if (status !== 0) process.exit(status ?? 1);
