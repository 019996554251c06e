/** Part of the build: writes what editors read to `dist/editors`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { customData, webTypes } from "./editor-data.ts";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};
const folder = new URL("../dist/editors/", import.meta.url);

mkdirSync(folder, { recursive: true });
for (const [name, data] of Object.entries({ "vscode.html-data": customData(), "web-types": webTypes(version) }))
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(data, null, 1)}\n`);
