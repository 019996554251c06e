/** A shared connection may be open already when an element joins it, which has not been told. */
import type { Lease } from "@sse/core";
import type { DomConfig } from "@sse/dom";

/**
 * Tells when the new content of the element has settled: until then a page may still attach its listeners. A change of the
 * connection that comes first says more.
 */
export function tellOfJoining(held: Lease, { defaultSettleDelay }: DomConfig, tell: () => void): void {
  const timer = setTimeout(() => {
    off();
    tell();
  }, defaultSettleDelay);
  const off = held.onState(() => clearTimeout(timer));
}
