/** All who share one stream, and what they say of it together. */
import type { EndableLease, LeaseOptions } from "./lease.ts";
import { type AttemptReason, type Prepared, prepareRequest, type RequestParts } from "./request.ts";
import type { StateChange } from "./types.ts";

/** The leases of one connection, each with what it asks for itself. */
export type Leases = ReadonlyMap<EndableLease, LeaseOptions>;

/** Makes the request of an attempt, for which every lease is asked. Gives `undefined` when none wants the attempt; the rest as `prepareRequest`. */
export function requestOf(
  leases: Leases,
  parts: RequestParts,
  reason: AttemptReason,
  signal: AbortSignal,
): Prepared | undefined | Promise<Prepared | undefined> {
  const asked = new Set(leases.keys());
  const prepares = [...leases.values()].flatMap(({ prepare }) => prepare ?? []);
  const made = prepareRequest(parts, prepares, reason, signal);
  // None of those who were asked wants it; one that came meanwhile may.
  const checked = (prepared: Prepared | undefined) => {
    const isDecided = prepared || signal.aborted || [...leases.keys()].every((lease) => asked.has(lease));
    return isDecided ? prepared : requestOf(leases, parts, reason, signal);
  };
  return made instanceof Promise ? made.then(checked) : checked(made);
}

/** Failures in a row after which nobody wants another attempt. */
export const attemptsOf = (leases: Leases): number =>
  Math.max(...[...leases.values()].map(({ attempts = Infinity }) => attempts));

/** Ends the leases that bear no more than `failures`; the others' stream is not theirs to end. */
export function endTired(leases: Leases, failures: number, { previous, error }: StateChange): void {
  if (!error) return;
  for (const [lease, { attempts = Infinity }] of leases) {
    if (failures >= attempts) lease.end({ state: "closed", previous, error, reason: "attempts" });
  }
}
