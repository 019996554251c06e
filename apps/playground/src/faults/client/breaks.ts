/** Breaks of the desk's stream: each lasts from its first error until a number arrives on a stream that is open again. */

export interface Breaks {
  /** The stream broke, or an attempt failed. */
  broke(): void;
  /** The stream is open. */
  opened(): void;
  /** A number arrived. Says whether that ends a break: not where it came late, over the stream that broke. */
  ended(): boolean;
}

export function createBreaks(): Breaks {
  let state: "whole" | "broken" | "open" = "whole";
  return {
    broke() {
      state = "broken";
    },
    opened() {
      if (state === "broken") state = "open";
    },
    ended() {
      if (state !== "open") return false;
      state = "whole";
      return true;
    },
  };
}
