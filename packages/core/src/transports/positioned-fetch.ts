/**
 * A request that tells the server the position: by header, by query where the page says so, and by query where a server
 * of another origin refuses the header.
 *
 * A `Last-Event-ID` header makes browsers ask the other origin for permission first (a preflight). A refused preflight
 * looks like a server that is away. So from the second failure in a row on, the same request is made without the header:
 * when the server answers that, and refuses the header once more, it is the header that does not get through.
 */
import { SseError } from "../errors.ts";
import { headerValue, isUsablePosition, POSITION_PARAMETER, withPosition } from "../position.ts";
import type { ConnectOptions } from "../types.ts";

/** Whether the server was told: `carried`, as it is meant to; `offered`, in a query that it may not read; or not at all. */
export type Carriage = "carried" | "offered" | "lost";

/** Makes the request, to this URL and with these headers besides its own. */
export type Send = (url: string, headers: Readonly<Record<string, string>>) => Promise<Response>;

/** Answers to a query with a parameter that a server does not know. */
const DOES_NOT_KNOW = /^4(?!01|08|29)/;

/** How long a position is refused before the stream goes on without it, in ms: a server may be away for a moment. */
const REFUSING = 5000;

const discard = (response: Response | undefined): void => {
  // One that broke already rejects: nobody wants it any more.
  response?.body?.cancel().catch(() => {});
};

/** Asks by query. A redirect that leads to a URL without the parameter has lost the position. */
async function sendQuery(url: string, parameter: string, position: string, send: Send) {
  const response = await send(withPosition(url, parameter, position), {});
  const isLost = response.redirected && new URL(response.url).searchParams.get(parameter) !== position;
  return { response, isLost };
}

/** What came of it. */
interface Offer {
  readonly response?: Response;
  readonly isLost?: boolean;
  readonly cause?: unknown;
}

/**
 * Asks by a query that the server may not know, or refuse: of a signed URL, nothing may be changed. A refusal without CORS
 * headers looks like a server that is away: `cause` is what was thrown.
 */
async function offerQuery(url: string, position: string, send: Send): Promise<Offer> {
  try {
    return await sendQuery(url, POSITION_PARAMETER, position, send);
  } catch (cause) {
    // An abort says nothing of the network.
    if (!(cause instanceof TypeError || cause instanceof SseError)) throw cause;
    return { cause };
  }
}

/** The requests of one stream; `crossesOrigins` asks whether they may lead to another origin. */
export function createPositionedFetch(resumeBy: ConnectOptions["resumeBy"], crossesOrigins: () => boolean) {
  /** How often in a row the header did not get through. */
  let failures = 0;
  /** Since when every attempt is answered without the position, and not with it; 0 where the last one was not so. */
  let refusedSince = 0;

  /** The response to the header; `undefined` where there was none, and the header may be why. */
  const sendHeader = async (url: string, value: string | undefined, send: Send): Promise<Response | undefined> => {
    if (value === undefined) return undefined;
    try {
      const response = await send(url, { "Last-Event-ID": value });
      failures = 0;
      return response;
    } catch (cause) {
      // What else is thrown, such as an abort, says nothing of the network.
      if (!(cause instanceof TypeError && crossesOrigins()) || ++failures < 2) throw cause;
      return undefined;
    }
  };

  return async (url: string, position: string, send: Send): Promise<readonly [Response, Carriage]> => {
    if (!position) return [await send(url, {}), "carried"];
    // It is told as a gap: the server is not.
    if (!isUsablePosition(position)) return [await send(url, {}), "lost"];
    if (typeof resumeBy === "object") {
      const { response, isLost } = await sendQuery(url, resumeBy.query, position, send);
      return [response, isLost ? "lost" : "carried"];
    }
    const since = refusedSince;
    // Until it is refused again: what breaks in another way is a server, or a network, that is away.
    refusedSince = 0;
    const value = headerValue(position);
    const first = await sendHeader(url, value, send);
    if (first) return [first, "carried"];
    const { response: offered, isLost, cause } = await offerQuery(url, position, send);
    // The server is there. That it was away a moment ago would be no reason to go without the header.
    const second = offered && (await sendHeader(url, value, send));
    if (second) {
      discard(offered);
      return [second, "carried"];
    }
    if (offered?.ok) return [offered, isLost ? "lost" : "offered"];
    const plain = await send(url, {});
    refusedSince = since || performance.now();
    const status = `${offered?.status}`;
    if (DOES_NOT_KNOW.test(status) || !plain.ok || performance.now() - refusedSince > REFUSING) {
      discard(offered);
      return [plain, "lost"];
    }
    discard(plain);
    // Its status says when to ask again; 401 would end the stream.
    if (offered && status !== "401") return [offered, "lost"];
    throw cause ?? new TypeError(`${status} for a position in the query`);
  };
}
