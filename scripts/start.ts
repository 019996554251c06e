/** `pnpm start`: builds what the playground serves, then becomes the playground. */
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

// turbo says nothing of us to anyone, and nothing of that to our users.
process.env["TURBO_TELEMETRY_DISABLED"] = "1";

const root = fileURLToPath(new URL("..", import.meta.url));

const build = spawnSync("turbo", ["run", "build", "--filter=@sse/playground...", "--output-logs=errors-only"], {
  cwd: root,
  stdio: "inherit",
});
if (build.status !== 0) process.exit(build.status ?? 1);

const server = spawn(process.execPath, ["apps/playground/src/main.ts"], { cwd: root, stdio: "inherit" });
// A terminal sends Ctrl-C to both processes; this one waits, so that the prompt comes back when the port is free.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal));
server.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
