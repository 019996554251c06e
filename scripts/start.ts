/** `pnpm start`: builds what the playground serves, then becomes the playground; the docs are built meanwhile. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import "./build-playground.ts";

const site = spawn("turbo", ["run", "build", "--filter=@sse/site", "--output-logs=errors-only"], {
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  stdio: ["ignore", "ignore", "inherit"],
});
site.on("error", ({ message }) => console.error(`The docs could not be built: ${message}`));
site.on("exit", (code) => {
  if (code) console.error("The docs could not be built: pnpm --filter @sse/site build says why.");
});
process.once("exit", () => site.kill());

// In this process, so that Ctrl-C reaches one and ends it at once.
await import("../apps/playground/src/main.ts");
