/** A page of the playground in Chromium, with everything it complained about. */
import type { ChromiumBrowser as Browser, ChromiumPage as Page } from "@sse/testkit";

export interface Visit {
  readonly page: Page;
  /** Console warnings and errors, exceptions. */
  readonly complaints: readonly string[];
}

export interface VisitOptions {
  readonly scheme?: "light" | "dark";
  readonly width?: number;
  readonly script?: boolean;
  /** Source that runs before the page's own scripts. */
  readonly before?: string;
}

/** Opens `url` in a context of its own; closing its page's context is up to the test file's browser. */
export async function visit(
  browser: Browser,
  url: string,
  { scheme = "light", width = 1280, script = true, before }: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    colorScheme: scheme,
    javaScriptEnabled: script,
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  if (before) await page.addInitScript(before);
  await page.goto(url, { waitUntil: "domcontentloaded" });
  return { page, complaints };
}
