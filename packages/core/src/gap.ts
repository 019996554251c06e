/** Whether the server went on from the position that it was asked for, as far as its response shows. */
import { SseGapError } from "./errors.ts";
import { follows, positionBytes } from "./position.ts";
import type { Carriage } from "./transports/positioned-fetch.ts";
import type { StreamSink } from "./transports/transport.ts";

/** How long a server that was only offered the position may take to show that it reads it, in ms. */
const PROOF = 5000;

/** Tells of the gaps of one stream. */
export interface GapWatch {
  /**
   * A request to `url` that asked for `position` was answered. Gives the sink for what follows.
   *
   * @param answer the `Last-Event-ID` header of the response, by which Mercure says where it goes on
   */
  resumed(
    url: string,
    position: string,
    carriage: Carriage,
    answer: string | null,
    sink: StreamSink,
    signal: AbortSignal,
  ): StreamSink;
}

export function createGapWatch(): GapWatch {
  /** The last pair of positions that was told of: a server that has lost its history says so at every reconnect. */
  let truncated = "";

  return {
    resumed(url, position, carriage, answer, sink, signal) {
      if (!position) return sink;
      const refused = (): void => sink.gap(new SseGapError("refused", url, position));
      if (answer !== null && answer !== position && answer !== positionBytes(position)) {
        const pair = JSON.stringify([position, answer]);
        if (pair !== truncated) sink.gap(new SseGapError("truncated", url, position, answer));
        truncated = pair;
      } else if (carriage === "lost") refused();
      else if (carriage === "offered" && answer === null) return proving(position, refused, sink, signal);
      return sink;
    },
  };
}

/** Calls `refused` unless the first new ID is the one after `position`; without any, when the time for it is over. */
function proving(position: string, refused: () => void, sink: StreamSink, signal: AbortSignal): StreamSink {
  let proof: ReturnType<typeof setTimeout> | undefined;
  const settle = (isProven: boolean): void => {
    if (proof === undefined) return;
    clearTimeout(proof);
    proof = undefined;
    if (!isProven) refused();
  };
  proof = setTimeout(settle, PROOF, false);
  signal.addEventListener("abort", () => settle(true));
  return {
    ...sink,
    message(message) {
      if (message.lastEventId !== position) settle(follows(position, message.lastEventId));
      return sink.message(message);
    },
  };
}
