/** axe-core in a page: load it with `before`, then ask for its findings. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { ChromiumPage as Page } from "@sse/testkit";
import type { AxeResults } from "axe-core";

/** The source of axe-core, for pages to run before their own scripts. */
export const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with the page as it stands, as `rule: markup`; `rule` narrows it to one rule. */
export function findings(page: Page, rule?: string): Promise<string[]> {
  return page.evaluate(async (only) => {
    const { axe: check } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const { violations } = await check.run(only ? { runOnly: [only] } : {});
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  }, rule);
}
