/**
 * Subresource Integrity: writes the hashes of the browser bundles, as built, and their version into the README. `--check`
 * writes nothing and fails where the README has those of others. While changesets wait for a release, the README is that
 * of the last one, and the build is ahead of it.
 */
import { createHash } from "node:crypto";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path: string): URL => new URL(`../${path}`, import.meta.url);
const { version } = JSON.parse(readFileSync(at("packages/htmx-legacy/package.json"), "utf8")) as { version: string };

const hashes = ["sse.min.js", "sse-for-htmx.min.js"].map((file) => {
  const code = readFileSync(at(`packages/htmx-legacy/dist/${file}`));
  return [file, `sha384-${createHash("sha384").update(code).digest("base64")}`] as const;
});
const readme = readFileSync(at("README.md"), "utf8");
const address = /@sse\/htmx-legacy@\d+\.\d+\.\d+/g;

function write(): void {
  const marks = /(<!-- integrity: [^>]*-->\n)(.*?)(<!-- end of integrity -->)/s;
  if (!marks.test(readme)) throw new Error("README.md has lost its marks of integrity.");
  const rows = hashes.map(([file, hash]) => `| \`${file}\` | \`${hash}\` |`).join("\n");
  const table = `With \`crossorigin="anonymous"\`, version ${version}:\n\n| bundle | \`integrity\` |\n| --- | --- |\n${rows}`;
  const written = readme.replace(marks, (_, begin: string, __, end: string) => `${begin}\n${table}\n\n${end}`);
  writeFileSync(at("README.md"), written.replaceAll(address, `@sse/htmx-legacy@${version}`));
}

function check(): void {
  const waiting = globSync(".changeset/*.md", { cwd: fileURLToPath(at(".")) }).length;
  if (waiting) return console.log(`Not compared: ${waiting} changesets wait for the release that writes the hashes.`);
  const addresses = readme.match(address) ?? [];
  const fresh =
    hashes.every(([, hash]) => readme.includes(hash)) && addresses.every((each) => each.endsWith(`@${version}`));
  if (fresh) return;
  console.error(
    "README.md has the hashes or the version of other bundles than those built. A change to them needs a changeset " +
      "(`pnpm changeset`); a release writes them (`node scripts/integrity.ts`).",
  );
  process.exitCode = 1;
}

if (process.argv.includes("--check")) check();
else write();
