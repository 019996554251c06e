/** Pages of other libraries, with sources as their documentation has them. */
import type { TestServer } from "@sse/testkit";
import { fileOf } from "../contenders/contender.ts";

interface Peer {
  readonly label: string;
  /** Package and file, in the order they are loaded. */
  readonly scripts: readonly (readonly [packageName: string, file: string])[];
  readonly module?: boolean;
  /** A source, and what is inside of it or beside it. */
  source(url: string, inside?: string): string;
}

export const peers = {
  htmx1: {
    label: "htmx 1.9.12",
    scripts: [["htmx1", "dist/htmx.js"]],
    source: (url, inside = "") => `<main hx-sse="connect:${url}">${inside}</main>`,
  },
  htmx2: {
    label: "htmx 2.0.11 with its extension",
    scripts: [
      ["htmx2", "dist/htmx.js"],
      ["htmx-ext-sse", "sse.js"],
    ],
    source: (url, inside = "") => `<main hx-ext="sse" sse-connect="${url}">${inside}</main>`,
  },
  htmx4: {
    label: "htmx 4.0.1 with its extension",
    scripts: [
      ["htmx4", "dist/htmx.js"],
      ["htmx4", "dist/ext/hx-sse.js"],
    ],
    // What comes without a name is its content; a `<p>` inside would be replaced.
    source: (url, inside = "") => `<main><i hx-sse:connect="${url}"></i>${inside}</main>`,
  },
  turbo: {
    label: "Turbo 8.0.23",
    scripts: [["@hotwired/turbo", "dist/turbo.es2017-esm.js"]],
    module: true,
    source: (url, inside = "") => `<main><turbo-stream-source src="${url}"></turbo-stream-source>${inside}</main>`,
  },
  datastar: {
    label: "Datastar 1.0.0-beta.11",
    scripts: [["@starfederation/datastar", "dist/datastar.js"]],
    module: true,
    source: (url, inside = "") => `<main><i data-on-load="@get('${url}')"></i>${inside}</main>`,
  },
} satisfies Record<string, Peer>;

export type PeerName = keyof typeof peers;

/** A page with the scripts of a peer, which `server` serves, and this body. */
export function pageOf(server: TestServer, { scripts, module }: Peer, body: string): string {
  // Not deferred: htmx 4 may begin between two scripts that are.
  const tags = scripts.map(([packageName, file]) => {
    const prefix = `/${packageName}/`;
    server.files(prefix, fileOf(packageName, ""));
    return `<script ${module ? 'type="module" ' : ""}src="${prefix}${file}"></script>`;
  });
  return `<!doctype html><html><head>${tags.join("")}</head><body>${body}</body></html>`;
}
