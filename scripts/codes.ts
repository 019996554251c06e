/** `node scripts/codes.ts <folder>`: puts the pages of all codes there, for `sse-lint --explain`. */
import { cpSync } from "node:fs";

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("Say where the pages go.");
cpSync(new URL("../docs/codes", import.meta.url), folder, { recursive: true });
