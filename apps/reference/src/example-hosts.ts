/** What an example may be with: nothing, htmx 2 or htmx 4, and the scripts of each. */
import { fileURLToPath } from "node:url";
import { root } from "./pages.ts";

/** What a page may be with. */
export const hosts = ["alone", "htmx 2", "htmx 4"] as const;
export type Host = (typeof hosts)[number];

/** The scripts of a page with that host. */
export const scripts: Readonly<Record<Host, string>> = {
  alone: '<script src="/sse.min.js" defer></script>',
  "htmx 2": '<script src="/htmx2.js"></script><script src="/sse-for-htmx.min.js" defer></script>',
  "htmx 4": '<script src="/htmx4.js"></script><script src="/sse-for-htmx.min.js" defer></script>',
};

/** The files of those scripts, and htmx 1, by their paths. */
export const bundles: Readonly<Record<string, string>> = {
  "/sse.min.js": `${root}packages/htmx-legacy/dist/sse.min.js`,
  "/sse-for-htmx.min.js": `${root}packages/htmx-legacy/dist/sse-for-htmx.min.js`,
  "/htmx1.js": fileURLToPath(import.meta.resolve("htmx1/dist/htmx.js")),
  "/htmx2.js": fileURLToPath(import.meta.resolve("htmx2/dist/htmx.js")),
  "/htmx4.js": fileURLToPath(import.meta.resolve("htmx4/dist/htmx.js")),
};
