/** Programs that tests and scripts run beside Node: where they are, and how they get onto a machine that has none. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Each program, and the packages of Debian that bring it. */
const packages = {
  "redis-server": ["redis-server"],
  nginx: ["nginx-light", "libnginx-mod-nchan"],
  "nats-server": ["nats-server"],
  postgres: ["postgresql"],
} as const;

export type Program = keyof typeof packages;

export const programs = Object.keys(packages) as Program[];

/** Debian puts servers where the PATH of users does not look, and PostgreSQL where nobody's does. */
const FOLDERS = ["/usr/local/sbin", "/usr/sbin", "/opt/homebrew/bin", "/usr/local/bin"];
const VERSIONS = Array.from({ length: 12 }, (_, index) => `/usr/lib/postgresql/${24 - index}/bin`);

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a program, or nothing. */
export function programPath(name: string): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...FOLDERS, ...VERSIONS];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

export const isRoot = (): boolean => process.getuid?.() === 0;

export const isDebian = (): boolean =>
  existsSync("/etc/os-release") && /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));

/** What to type for programs that are not here. */
export function howToInstall(names: readonly Program[]): string {
  return `sudo apt-get install ${names.flatMap((name) => packages[name]).join(" ")}   (Debian, Ubuntu; elsewhere: ${names.join(", ")})`;
}

/**
 * Installs those of these programs that are missing, as root on Debian, and gives those that are missing still. A
 * package that starts its server by itself is kept from doing so.
 */
export function installPrograms(names: readonly Program[]): readonly Program[] {
  const missing = names.filter((name) => !programPath(name));
  if (!missing.length || !isRoot() || !isDebian()) return missing;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const wanted = missing.flatMap((name) => packages[name]);
  for (const args of [
    ["update", "-q"],
    ["install", "-q", "-y", "--no-install-recommends", ...wanted],
  ])
    spawnSync("apt-get", args, { stdio: "inherit", env });
  return names.filter((name) => !programPath(name));
}
