/** Sockets as the system sees them. */
import { existsSync, readFileSync } from "node:fs";

/** Established, and those whose other end has gone while this end is still held. */
const held = new Set(["01", "08"]);

/**
 * How many connections to this local port its server holds, those included that the client has closed. Linux only:
 * nothing elsewhere.
 */
export function connectionsHeldBy(port: number): number | undefined {
  const tables = ["/proc/net/tcp", "/proc/net/tcp6"].filter((table) => existsSync(table));
  if (!tables.length) return undefined;
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const rows = tables.flatMap((table) => readFileSync(table, "utf8").trim().split("\n").slice(1));
  return rows.filter((row) => {
    const [, local = "", , state = ""] = row.trim().split(/\s+/);
    return local.endsWith(suffix) && held.has(state);
  }).length;
}
