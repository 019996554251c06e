/** What the console says of a stream that has ended for good, once for all elements that share it. */
import type { Connection, StateChange } from "@sse/core";
import type { DomContext } from "@sse/dom";

const told = new WeakSet<Connection>();

/** Says why `connection` was closed, with the address that was asked for and, where that was another, the one that answered. */
export function reportEnd(
  element: Element,
  connection: Connection,
  { error, reason }: { readonly error: StateChange["error"]; readonly reason: StateChange["reason"] },
  { report }: DomContext,
): void {
  if (told.has(connection)) return;
  told.add(connection);
  const { url, failures } = connection;
  const why = error && `${error.message}${error.message.includes(url) ? "" : ` (asked for ${url})`}`;
  if (reason === "ended")
    report(element, "ended", `${url} was ended by the server: 204, or the end of what it had`, "info");
  else if (error && reason === "attempts") report(element, "attempts", `gave up after ${failures} failures: ${why}`);
  else if (error && why) report(element, error.code, why);
}
