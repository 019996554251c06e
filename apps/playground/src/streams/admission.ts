/** How many streams may be open: in all, and from one address. */

const LIMIT = 2_000;
const LIMIT_PER_ADDRESS = 500;

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
