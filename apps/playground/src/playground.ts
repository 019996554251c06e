/** What all rooms of the playground share: where events are kept, and which of several servers this one is. */
import type { BoundsOf, EventLog } from "./log/event-log.ts";

export interface Playground {
  readonly log: EventLog;
  /** The name of this server among others. */
  readonly server: string;
  /** Messages a second that a room takes from one server; twenty times as many where that is more than visitors write. */
  readonly pace: number;
  /** Asks whoever started this server to end one at once, or to restart all in turn; nothing where nobody did. */
  readonly order: ((order: Order) => void) | undefined;
}

export type Order = { readonly kill: string } | { readonly deploy: true };

/** What the log keeps of each kind of channel. */
export const bounds: BoundsOf = {
  chat: { channels: 50, kept: 50 },
  editor: { channels: 500, kept: 20 },
  desk: { channels: 500, kept: 5 },
  presence: { channels: 1, kept: 100 },
  servers: { channels: 1, kept: 2000 },
};
