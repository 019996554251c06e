/** A real WebKitGTK: its driver, a screen in memory for it, and its sessions. */
import { type ChildProcess, spawn } from "node:child_process";
import { globSync } from "node:fs";
import { eventually } from "./eventually.ts";
import { freePort } from "./free-port.ts";
import { BrowserMissingError, installDebian, onPath, takesDebian } from "./install.ts";
import type { Browser, BrowserContext } from "./tab.ts";
import { startSession, type WebDriverSession } from "./webdriver.ts";
import { WebDriverPage } from "./webdriver-page.ts";

const PACKAGES = ["webkit2gtk-driver", "xvfb"];

/** What is needed: the driver and the screen, by their commands, and the browser that comes with the driver's library. */
function webkitPaths(): { driver: string; screen: string; browser: string } {
  const driver = process.env["WEBKIT_DRIVER_PATH"] || onPath(["WebKitWebDriver"]);
  const screen = onPath(["Xvfb"]);
  const [browser] = globSync("/usr/lib{,64}/{*-linux-gnu/,}webkit{2gtk-4.1,gtk-6.0}/MiniBrowser");
  if (driver && screen && browser) return { driver, screen, browser };
  throw new BrowserMissingError(`No WebKitGTK found. Install one (Debian: apt-get install ${PACKAGES.join(" ")}).`);
}

/** Makes sure that there is a WebKitGTK, as root on Debian. */
export function installWebKit(): void {
  try {
    webkitPaths();
  } catch (error) {
    if (!takesDebian()) throw error;
    installDebian(PACKAGES);
    webkitPaths();
  }
}

function startScreen(command: string): Promise<{ screen: ChildProcess; display: string }> {
  return new Promise((resolve, reject) => {
    const screen = spawn(command, ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    screen.once("error", reject);
    screen.once("exit", (code) => reject(new Error(`Xvfb ended: ${code}`)));
    screen.stdio[3]?.once("data", (number: Buffer) => resolve({ screen, display: `:${String(number).trim()}` }));
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill();
  });
}

/**
 * Launches WebKitGTK's MiniBrowser. A driver holds one session, so every context has a driver of its own. Rendering is
 * left as users have it: view transitions would end a session without compositing.
 */
export async function launchWebKit(): Promise<Browser> {
  const paths = webkitPaths();
  const { screen, display } = await startScreen(paths.screen);
  const contexts = new Set<BrowserContext>();
  let version = "";

  async function newContext(): Promise<BrowserContext> {
    const port = await freePort();
    const driver = spawn(paths.driver, [`--port=${port}`, "--host=127.0.0.1"], {
      stdio: "ignore",
      env: { ...process.env, DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: "1", GDK_BACKEND: "x11" },
    });
    const session: WebDriverSession = await eventually(() =>
      startSession(`http://127.0.0.1:${port}`, {
        pageLoadStrategy: "none",
        "webkitgtk:browserOptions": { binary: paths.browser, args: ["--automation"] },
      }),
    );
    version = session.browserVersion;
    const context: BrowserContext = {
      newPage: async () => new WebDriverPage(session, await session.open(), context),
      async close() {
        if (!contexts.delete(context)) return;
        await session.end().catch(() => {});
        await ended(driver);
      },
    };
    contexts.add(context);
    return context;
  }

  let shared: Promise<BrowserContext> | undefined;
  return {
    newContext,
    sharedContext: () => (shared ??= newContext()),
    version: () => version,
    async close() {
      for (const context of contexts) await context.close();
      await ended(screen);
    },
  };
}
