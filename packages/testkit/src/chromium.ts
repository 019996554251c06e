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
 * Makes sure that there is a Chromium and gives its path. Does nothing where there is one; as root on Debian it takes
 * the distribution's package, elsewhere Playwright's download. Throws `BrowserMissingError` when that fails.
 */
export function installChromium(): string {
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
