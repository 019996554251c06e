import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withOneButton } from "../src/sidebar-button.ts";

const theme = readFileSync(
  new URL("../node_modules/vitepress/dist/client/theme-default/components/VPSidebarItem.vue", import.meta.url),
  "utf8",
);

test("the sidebar of this VitePress has the button in a button that is taken out", () => {
  expect(theme).toContain('role="button"');
  expect(withOneButton(theme)).not.toMatch(/\srole="button"/);
  expect(() => withOneButton("<template />")).toThrow("VPSidebarItem.vue");
});
