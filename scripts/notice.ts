/** Writes `dist/NOTICE`: the licences of the libraries that a build holds: `node scripts/notice.ts <folder of a library>…`. */
import { readFileSync, writeFileSync } from "node:fs";

const notices = process.argv.slice(2).map((folder) => {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as Record<string, string>;
  return `${name} ${version}\n\n${readFileSync(`${folder}/LICENSE`, "utf8").trim()}\n`;
});
writeFileSync("dist/NOTICE", `The files of this folder hold:\n\n${notices.join("\n\n")}`);
