/** One reader of a channel: first what it missed, then what comes, each entry once and in order. */
import { setTimeout as pause } from "node:timers/promises";
import { type Entry, type EventLog, isAfter, LogUnavailableError, type Stretch } from "./event-log.ts";

/** Milliseconds before a log that could not be reached is asked again. */
const AGAIN = 250;

export interface Reading {
  entry(entry: Entry): void;
  /** Something is missing that cannot be had any more; `stretch` is all that is left. */
  reset(stretch: Stretch): void;
  /** Everything up to this id has been given; what follows is new. */
  caughtUp?(position: string): void;
}

export interface Reader {
  /** Begins after `from`, an id that the reader brought; without one, with all that the channel keeps. */
  read(from: string, reading: Reading): void;
  close(): void;
}

/** Opens a channel for a reader. Rejects as `tail` of the log does. */
export async function openReader(log: EventLog, channel: string): Promise<Reader> {
  let reading: Reading | undefined;
  let position = "";
  const closing = new AbortController();
  /** What came while the reader is catching up. */
  let early: Entry[] | undefined = [];

  function handOn(entry: Entry): void {
    if (!isAfter(entry.id, position)) return;
    position = entry.id;
    reading?.entry(entry);
  }

  const leave = await log.tail(channel, (news) => {
    if (closing.signal.aborted) return;
    if (news === "gap") void catchUp();
    else if (early) early.push(news);
    else handOn(news);
  });

  async function catchUp(): Promise<void> {
    const came: Entry[] = (early = []);
    const stretch = await stretchOf(position);
    // Closed, or behind a gap that was found meanwhile.
    if (!stretch || closing.signal.aborted || early !== came) return;
    if (stretch.gap) reading?.reset(stretch);
    else for (const entry of stretch.entries) reading?.entry(entry);
    position = stretch.position;
    reading?.caughtUp?.(position);
    early = undefined;
    for (const entry of came) handOn(entry);
  }

  /** Nothing when the reader has gone meanwhile. */
  async function stretchOf(from: string): Promise<Stretch | undefined> {
    while (!closing.signal.aborted) {
      try {
        return await log.since(channel, from);
      } catch (error) {
        if (!(error instanceof LogUnavailableError)) console.error(error);
        await pause(AGAIN);
      }
    }
    return undefined;
  }

  return {
    read(from, heard) {
      reading = heard;
      position = from;
      void catchUp();
    },
    close() {
      closing.abort();
      leave();
    },
  };
}
