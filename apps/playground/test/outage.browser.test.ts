import { eventually, type ChromiumPage as Page, sharedChromium } from "@sse/testkit";
import { expect, test } from "vitest";
import { startPlayground } from "./playground-process.ts";
import { visit } from "./visit.ts";

const browser = await sharedChromium();

const said = (page: Page): Promise<string> =>
  page.locator(".pane-live .pane-name").evaluate((head) => getComputedStyle(head, "::after").content);

test("a page says that its server is gone, and goes on when it is back", async () => {
  const first = await startPlayground();
  const port = Number(new URL(first.url).port);
  const { page } = await visit(browser, `${first.url}/examples/simple`);
  await eventually(async () => expect(await said(page)).toContain("live"));
  await first.interrupt();
  await eventually(async () => expect(await said(page)).toContain("trying again"));
  const second = await startPlayground(port);
  const before = await page.locator(".stage").innerHTML();
  await eventually(async () => expect(await said(page)).toContain("live"), 30_000);
  await eventually(async () => expect(await page.locator(".stage").innerHTML()).not.toBe(before));
  await page.context().close();
  await second.interrupt();
});
