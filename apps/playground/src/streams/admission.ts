/** How many streams may be open: in all, and from one address. `STREAMS` and `STREAMS_PER_ADDRESS` say other numbers. */
import type { IncomingMessage } from "node:http";

const LIMIT = Number(process.env["STREAMS"] ?? 2000);
const LIMIT_PER_ADDRESS = Number(process.env["STREAMS_PER_ADDRESS"] ?? 500);
/** Whether requests come by a load balancer, which says whose they are. Without one, anybody could say anything. */
const BEHIND_PROXY = process.env["TRUST_PROXY"] === "1";

/** Whose request this is. */
export function addressOf({ headers, socket }: IncomingMessage): string {
  const [forwarded] = [headers["x-forwarded-for"]].flat();
  // The last one is what the balancer itself has seen.
  const seen = BEHIND_PROXY ? forwarded?.split(",").at(-1)?.trim() : undefined;
  return seen ?? socket.remoteAddress ?? "";
}

const open = new Map<string, number>();
let total = 0;

/** Takes a place for a stream of this address and returns what gives it back; `undefined` when there is none left. */
export function admit(address: string): (() => void) | undefined {
  const mine = open.get(address) ?? 0;
  if (total >= LIMIT || mine >= LIMIT_PER_ADDRESS) return undefined;
  total += 1;
  open.set(address, mine + 1);
  let given = true;
  return () => {
    if (!given) return;
    given = false;
    total -= 1;
    const left = (open.get(address) ?? 1) - 1;
    if (left > 0) open.set(address, left);
    else open.delete(address);
  };
}
