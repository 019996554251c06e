/** `pnpm dev`: rebuilds the packages as they change and restarts the playground on every change of the server. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

const children = [
  spawn("pnpm", ["--filter", "@sse/htmx-legacy", "exec", "tsup", "--watch", "--silent"], {
    cwd: root,
    stdio: "inherit",
  }),
  spawn(process.execPath, ["--watch", "apps/playground/src/main.ts"], { cwd: root, stdio: "inherit" }),
];
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
    process.exit(0);
  });
}
