/** A source's lease on the connection that serves what its element asks for. */
import type { Lease, Registry } from "@sse/core";
import type { DomContext } from "@sse/dom";
import type { SourceDescription } from "./description.ts";
import { startPosition } from "./element-position.ts";
import { askedBy, asksOtherwise } from "./shared-request.ts";
import { type Attempting, createPreparation } from "./source-preparation.ts";

/** Leases what `description` asks for at the absolute URL `href`. Throws where no request can be made of it. */
export function leaseFor(
  source: Attempting,
  href: string,
  description: SourceDescription,
  registry: Registry,
  context: DomContext,
): Lease {
  const { element } = source;
  const asked = askedBy(element, href, context);
  const { url, headers } = asked;
  const { prepare, expire } = createPreparation(source, asked, context);
  const connect = (share?: "none"): Lease =>
    registry.connect(url, {
      ...description.options,
      ...(Object.keys(headers).length && { headers }),
      ...startPosition(element, description),
      ...(share && { share }),
      allowOrigins: [self.origin, ...context.config.origins],
      prepare,
    });
  let lease = connect();
  // It was opened for the same, but those who have it ask for something else by now.
  if (asksOtherwise(lease.connection, asked)) {
    lease.release();
    lease = connect("none");
  }
  expire();
  return lease;
}
