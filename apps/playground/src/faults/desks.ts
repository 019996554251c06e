/** All desks: each known only by a key that its visitor holds, and never more than fit. */
import { randomBytes } from "node:crypto";
import { createDesk, type Desk } from "./desk.ts";

const LIMIT = 500;
const KEY = /^[0-9a-f]{32}$/;
/** Milliseconds from going down to being up. */
const DOWN = 3000;

export interface Desks {
  /** A key for a new visitor. Nothing is kept until it is used. */
  newKey(): string;
  /** The desk of this key, made if need be; `undefined` for what is no key, and while all desks are in use. */
  desk(key: string): Desk | undefined;
  /** The desk of this key if it is in use. */
  known(key: string): Desk | undefined;
  /**
   * Does to this desk what a restart does to a server: its connections are cut, all that it kept in memory is gone, and
   * for three seconds nobody is answered. Returns what is in the way, or `undefined`.
   */
  restart(key: string): string | undefined;
}

export function createDesks(): Desks {
  const desks = new Map<string, Desk>();
  return {
    newKey: () => randomBytes(16).toString("hex"),
    known: (key) => desks.get(key),
    restart(key) {
      const desk = desks.get(key);
      if (!desk?.readers) return "Your stream is not connected at the moment.";
      desks.set(key, createDesk(Date.now() + DOWN));
      desk.close();
      return undefined;
    },
    desk(key) {
      const known = desks.get(key);
      if (known) return known;
      if (!KEY.test(key)) return undefined;
      if (desks.size >= LIMIT) {
        const idle = [...desks].find(([, desk]) => desk.readers === 0);
        if (!idle) return undefined;
        desks.delete(idle[0]);
      }
      const desk = createDesk();
      desks.set(key, desk);
      return desk;
    },
  };
}
