/** How a browser gets onto a machine that has none. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Thrown where a test needs a browser and the machine has none: a browser test is never skipped in silence. */
export class BrowserMissingError extends Error {
  override name = "BrowserMissingError";
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first of these commands that `PATH` has. */
export function onPath(commands: readonly string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command))).find(isExecutable);
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Whether packages of Debian can be installed: by root, on Debian. */
export function takesDebian(): boolean {
  return isRoot() && existsSync("/etc/os-release") && /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
}

/** Runs what installs a browser. Throws `BrowserMissingError` when it fails. */
export function runInstaller(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, {
    stdio: "inherit",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  if (status === 0) return;
  const why = error ? error.message : `exit code ${status}`;
  throw new BrowserMissingError(`Installing failed: "${command} ${args.join(" ")}": ${why}.`);
}

/** Installs packages of Debian. */
export function installDebian(packages: readonly string[]): void {
  runInstaller("apt-get", ["update"]);
  runInstaller("apt-get", ["install", "-y", "--no-install-recommends", ...packages]);
}
