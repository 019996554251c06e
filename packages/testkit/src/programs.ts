/** Programs that tests and scripts run beside Node: where they are, and how they get onto a machine that has none. */
import { delimiter, join } from "node:path";
import { BrowserMissingError, installDebian, isExecutable, takesDebian } from "./install.ts";

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

/** The path of a program, or nothing. */
export function programPath(name: string): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...FOLDERS, ...VERSIONS];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** What to type for programs that are not here. */
export function howToInstall(names: readonly Program[]): string {
  return `sudo apt-get install ${names.flatMap((name) => packages[name]).join(" ")}   (Debian, Ubuntu; elsewhere: ${names.join(", ")})`;
}

/**
 * Installs those of these programs that are missing, as root on Debian, and gives those that are missing still. Debian's
 * packages start their servers by themselves; they are asked not to.
 */
export function installPrograms(names: readonly Program[]): readonly Program[] {
  const missing = names.filter((name) => !programPath(name));
  if (!missing.length || !takesDebian()) return missing;
  process.env["RUNLEVEL"] = "1";
  try {
    installDebian(missing.flatMap((name) => packages[name]));
  } catch (error) {
    if (!(error instanceof BrowserMissingError)) throw error;
    // Without a network, for example. Whoever needs one of them says so.
    console.error(error.message);
  }
  return names.filter((name) => !programPath(name));
}
