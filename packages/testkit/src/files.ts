/** Files of a folder as answers; TypeScript as the JavaScript that is left when its types are taken away. */
import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { extname, join, normalize } from "node:path";
import type { Reply } from "./reply.ts";

const TYPES: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".ts": "text/javascript; charset=utf-8",
};

/** The file at `path` in `dir`, or a 404. Nothing outside `dir` is reached. */
export async function readFrom(dir: string, path: string): Promise<Reply> {
  try {
    const file = await readFile(join(dir, normalize(`/${decodeURIComponent(path)}`)));
    const body = extname(path) === ".ts" ? stripTypeScriptTypes(file.toString()) : file;
    return { headers: { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream" }, body };
  } catch {
    return { status: 404, body: `No file ${path}` };
  }
}
