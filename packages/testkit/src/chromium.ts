/** A real Chromium: where it is, how it is launched, and how it gets onto a machine that has none. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const COMMANDS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Thrown where a test needs a browser and the machine has none: a browser test is never skipped in silence. */
export class ChromiumMissingError extends Error {
  override name = "ChromiumMissingError";
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The path of a Chromium: `CHROMIUM_PATH`, else one on `PATH`, else an installed application, else Playwright's own
 * download. Throws `ChromiumMissingError`, also when `CHROMIUM_PATH` names something that cannot be run.
 */
export function chromiumPath(): string {
  const chosen = process.env["CHROMIUM_PATH"];
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new ChromiumMissingError(`CHROMIUM_PATH is "${chosen}", which is not an executable file.`);
  }
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const onPath = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
  const found = [...onPath, ...APPLICATIONS, chromium.executablePath()].find((path) => path && isExecutable(path));
  if (found) return found;
  throw new ChromiumMissingError(
    "No Chromium found. Install one (Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium) " +
      "or set CHROMIUM_PATH.",
  );
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Launches a headless Chromium. `flags` are added to the command line. The back/forward cache, which Playwright turns
 * off, is left on, since streams must not cost a page its place in it.
 */
export function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      ...(isRoot() ? ["--no-sandbox"] : []),
      ...flags,
    ],
  });
}

/**
 * One Chromium for a test file, closed after its last test. Call it once, at the top of the file:
 * `const browser = await sharedBrowser();`.
 */
export async function sharedBrowser(flags: readonly string[] = []): Promise<Browser> {
  // Imported here, because scripts use this package outside vitest, where importing it throws.
  const { afterAll } = await import("vitest");
  const browser = await launchChromium(flags);
  afterAll(() => browser.close());
  return browser;
}

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, {
    stdio: "inherit",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  if (status === 0) return;
  const why = error ? error.message : `exit code ${status}`;
  throw new ChromiumMissingError(`Installing Chromium failed: "${command} ${args.join(" ")}": ${why}.`);
}

function isDebian(): boolean {
  return existsSync("/etc/os-release") && /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
}

/**
 * Makes sure that there is a Chromium and gives its path. Does nothing where there is one; as root on Debian it takes
 * the distribution's package, elsewhere Playwright's download. Throws `ChromiumMissingError` when that fails.
 */
export function installChromium(): string {
  try {
    return chromiumPath();
  } catch (error) {
    if (process.env["CHROMIUM_PATH"]) throw error;
  }
  if (isRoot() && isDebian()) {
    run("apt-get", ["update"]);
    run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
  } else {
    const cli = join(createRequire(import.meta.url).resolve("playwright-core/package.json"), "../cli.js");
    run(process.execPath, [cli, "install", "chromium"]);
  }
  return chromiumPath();
}
