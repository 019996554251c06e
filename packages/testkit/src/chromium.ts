/** A real Chromium: where it is, how it is launched, and how it gets onto a machine that has none. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import {
  BrowserMissingError,
  installDebian,
  isExecutable,
  isRoot,
  onPath,
  runInstaller,
  takesDebian,
} from "./install.ts";

const COMMANDS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const SHELLS = ["chromium-headless-shell", "chrome-headless-shell"];
const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The path of a Chromium: `CHROMIUM_PATH`, else one on `PATH`, else an installed application, else Playwright's own
 * download. Throws `BrowserMissingError`, also when `CHROMIUM_PATH` names something that cannot be run.
 */
export function chromiumPath(): string {
  const chosen = process.env["CHROMIUM_PATH"];
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new BrowserMissingError(`CHROMIUM_PATH is "${chosen}", which is not an executable file.`);
  }
  const found = [onPath(COMMANDS), ...APPLICATIONS, chromium.executablePath()].find(
    (path) => path && isExecutable(path),
  );
  if (found) return found;
  throw new BrowserMissingError(
    "No Chromium found. Install one (Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium) " +
      "or set CHROMIUM_PATH.",
  );
}

/** What every launch is given. */
const FLAGS = ["--disable-gpu", "--disable-quic", "--disable-background-networking"];

function launch(executablePath: string, flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
    args: [...FLAGS, ...(isRoot() ? ["--no-sandbox"] : []), ...flags],
  });
}

/**
 * Launches a headless Chromium. `flags` are added to the command line. The back/forward cache, which Playwright turns
 * off, is left on, since streams must not cost a page its place in it.
 */
export function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  return launch(chromiumPath(), flags);
}

/**
 * Launches Chromium's headless shell where there is one, else Chromium: the same engine, whose pages cost a fifth of the
 * time to open. It has no back/forward cache, and no windows that cover each other.
 */
export function launchShell(): Promise<Browser> {
  return launch((!process.env["CHROMIUM_PATH"] && onPath(SHELLS)) || chromiumPath());
}

function install(): string {
  try {
    return chromiumPath();
  } catch (error) {
    if (process.env["CHROMIUM_PATH"]) throw error;
  }
  if (takesDebian()) installDebian(["chromium"]);
  else {
    const cli = join(createRequire(import.meta.url).resolve("playwright-core/package.json"), "../cli.js");
    runInstaller(process.execPath, [cli, "install", "chromium"]);
  }
  return chromiumPath();
}

/**
 * Makes sure that there is a Chromium and gives its path. Does nothing where there is one; as root on Debian it takes
 * the distribution's package, elsewhere Playwright's download. Throws `BrowserMissingError` when that fails.
 */
export function installChromium(): string {
  const path = install();
  if (!process.env["CHROMIUM_PATH"] && takesDebian() && !onPath(SHELLS)) {
    try {
      installDebian(["chromium-headless-shell"]);
    } catch (error) {
      if (!(error instanceof BrowserMissingError)) throw error;
      console.log("Without Chromium's headless shell, the tests take longer.");
    }
  }
  return path;
}
