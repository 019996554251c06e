/** A command of the repository as everyone can type it: whoever follows the README has npm, and no pnpm. */
import { readFileSync } from "node:fs";

const manifest = readFileSync(new URL("../../../package.json", import.meta.url), "utf8");
const { packageManager } = JSON.parse(manifest) as { readonly packageManager: string };

export const command = (script: string): string => `npx --yes ${packageManager} ${script}`;
