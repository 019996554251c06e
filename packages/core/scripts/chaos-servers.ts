/** The kinds of servers that chaos has: how each answers where no fault was chosen, and how a client asks it. */
import type { Fault } from "@sse/testkit";
import type { ConnectOptions } from "../src/types.ts";

export interface ChaosServer {
  /** What every request meets but those that meet a fault. */
  readonly answer: Fault;
  readonly options: ConnectOptions;
  /** Makes the client's token an old one. */
  rotate(): void;
}

/** Answers everyone. */
const plain = (): ChaosServer => ({ answer: ({ join }) => join(), options: {}, rotate() {} });

/** Of another origin, whose preflights refuse `Last-Event-ID`: such a request never gets through. */
const refusing = (): ChaosServer => ({
  answer: ({ request, socket, join }) => (request.lastEventId === undefined ? join() : void socket.resetAndDestroy()),
  options: {},
  rotate() {},
});

/** Answers whoever has a token of late. The client fetches a new one only when its own is refused. */
function guarded(): ChaosServer {
  let token = 1;
  let held = 0;
  return {
    answer: ({ request, response, join }) =>
      Number(request.headers.authorization) >= token - 1 ? join() : void response.writeHead(401).end(),
    options: {
      headers: async (reason) => {
        if (reason === "first" || reason === "status 401") held = token;
        return { Authorization: String(held) };
      },
    },
    // Not twice before the client has heard of it: a second refusal of a fresh token rightly ends a stream.
    rotate() {
      if (held === token) token += 2;
    },
  };
}

/** By name. */
export const SERVERS: Readonly<Record<string, () => ChaosServer>> = { plain, refusing, guarded };
