/** `pnpm storm`: makes the page about the reconnect storm anew. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stormPages } from "./storm-page.ts";

const folder = join(import.meta.dirname, "../docs");
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(stormPages())) {
  writeFileSync(join(folder, name), text);
  console.log(join(folder, name));
}
