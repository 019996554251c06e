/** A real Firefox: where it is, and how it is launched by playwright-core. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, firefox } from "playwright-core";
import { BrowserMissingError, installDebian, onPath, takesDebian } from "./install.ts";

const relay = fileURLToPath(new URL("firefox-relay.ts", import.meta.url));

/** The path of a Firefox: `FIREFOX_PATH`, else one on `PATH`. Throws `BrowserMissingError` where there is none. */
export function firefoxPath(): string {
  const found = process.env["FIREFOX_PATH"] || onPath(["firefox-esr", "firefox"]);
  if (found) return found;
  throw new BrowserMissingError(
    "No Firefox found. Install one (Debian: apt-get install firefox-esr) or set FIREFOX_PATH.",
  );
}

/** Makes sure that there is a Firefox, as root on Debian; gives its path. */
export function installFirefox(): string {
  try {
    return firefoxPath();
  } catch (error) {
    if (!takesDebian()) throw error;
  }
  installDebian(["firefox-esr"]);
  return firefoxPath();
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Launches a headless Firefox, by way of `firefox-relay.ts`. */
export async function launchFirefox(): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), "firefox-"));
  const executablePath = join(folder, "firefox.sh");
  const command = [process.execPath, relay, firefoxPath()].map(quoted).join(" ");
  writeFileSync(executablePath, `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
  const browser = await firefox.launch({ channel: "moz-firefox", executablePath, headless: true, timeout: 120_000 });
  browser.once("disconnected", () => rmSync(folder, { recursive: true, force: true }));
  return browser;
}
