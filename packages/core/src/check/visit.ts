/** One request of the checker, and what comes back: like a browser's, but with everything that a browser hides. */
import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import type { Readable, Transform } from "node:stream";
import { constants, createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { createParser, type EventSourceMessage } from "eventsource-parser";

/** An event as it was heard, `at` so many ms after the request. */
export interface HeardEvent extends EventSourceMessage {
  readonly at: number;
}

/** What is sent. */
export interface VisitOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer while it comes. Times are in ms since the request. */
export interface Visit {
  /** Where it came from in the end, and what led there. */
  readonly url: string;
  readonly redirects: readonly string[];
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly version: string;
  /** The first 10,000, of the first megabyte, and after those the first of each other name. */
  readonly events: readonly HeardEvent[];
  /** When the first byte of the body came. */
  readonly began: number | undefined;
  /** The body so far, decompressed; the first megabyte of it. */
  readonly text: string;
  /** When the body ended, or broke off. */
  readonly ended: number | undefined;
  /** Time since the request. */
  now(): number;
  /** The longest time without a byte of the body, up to now or to its end. */
  silence(): number;
  /** Resolves with whether `condition` came to hold within `ms` from now. */
  until(condition: () => boolean, ms: number): Promise<boolean>;
  /**
   * Sends the end of this side, as a client that goes; resolves with whether the server then closed, within `ms`. A client that
   * has gone cannot see more: what makes a server's next write fail makes this side deaf, too.
   */
  hangUp(ms: number): Promise<boolean>;
  /** Leaves without waiting. */
  leave(): void;
}

/** Longest wait for the response headers, in ms. */
const patience = 5000;

/** How much of a body is kept, in UTF-16 code units. */
const kept = 1_000_000;

/** How many events are kept, of how many names after that, and how long one event may be, in UTF-16 code units. */
const most = { events: 10_000, names: 100, units: 10_000_000 };

/** As browsers follow them. */
const mostRedirects = 20;

function send(url: URL, { method = "GET", headers = {} }: VisitOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? requestHttps : requestHttp)(url, {
      method,
      agent: false,
      headers: {
        Accept: "text/event-stream",
        "Accept-Encoding": "gzip, deflate, br",
        "Cache-Control": "no-cache",
        ...headers,
      },
    });
    const clock = setTimeout(() => {
      request.destroy(new Error(`no response headers within ${patience / 1000} seconds`));
    }, patience);
    request.on("response", (response) => {
      clearTimeout(clock);
      resolve(response);
    });
    request.on("error", (error) => {
      clearTimeout(clock);
      reject(error);
    });
    request.end();
  });
}

/** The body without its compression, as far as it has come. */
function decoded(response: IncomingMessage): Readable {
  const flush = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
  const decoders: Readonly<Record<string, () => Transform>> = {
    gzip: () => createGunzip(flush),
    "x-gzip": () => createGunzip(flush),
    deflate: () => createInflate(flush),
    br: () => createBrotliDecompress({ flush: constants.BROTLI_OPERATION_FLUSH }),
  };
  const decoder = decoders[response.headers["content-encoding"] ?? ""]?.();
  if (!decoder) return response;
  response.on("error", (error) => void decoder.destroy(error));
  return response.pipe(decoder);
}

/** Sends a request, follows redirects, and reads the body as it comes. Rejects where no answer comes. */
export async function visit(address: string, options: VisitOptions = {}): Promise<Visit> {
  const start = performance.now();
  const redirects: string[] = [];
  let url = new URL(address);
  let { headers = {} } = options;
  let response = await send(url, options);
  for (let { location } = response.headers; [301, 302, 303, 307, 308].includes(response.statusCode ?? 0) && location;) {
    if (redirects.length === mostRedirects) throw new Error(`more than ${mostRedirects} redirects`);
    response.destroy();
    redirects.push(url.href);
    const { origin } = url;
    url = new URL(location, url);
    // What was given for one server is no other server's business.
    if (url.origin !== origin) headers = {};
    response = await send(url, { ...options, headers });
    ({ location } = response.headers);
  }
  return read(response, url.href, redirects, start);
}

function read(response: IncomingMessage, url: string, redirects: readonly string[], start: number): Visit {
  const events: HeardEvent[] = [];
  const names = new Set<string | undefined>();
  const waiting = new Set<() => void>();
  const now = (): number => performance.now() - start;
  const moved = (): void => waiting.forEach((look) => look());
  const decoder = new TextDecoder();
  let text = "";
  let units = 0;
  let began: number | undefined;
  let last = 0;
  let longest = 0;
  let ended: number | undefined;
  /** A line, or an event, that is longer than all that is kept. */
  let tooLong = false;
  const parser = createParser({
    maxBufferSize: most.units,
    onEvent(event) {
      const isFull = events.length >= most.events || units > kept;
      if (isFull && (names.has(event.event) || names.size >= most.names)) return;
      names.add(event.event);
      events.push({ ...event, at: now() });
    },
    onError({ type }) {
      tooLong ||= type === "max-buffer-size-exceeded";
    },
  });

  const body = decoded(response);
  body.on("data", (bytes: Uint8Array) => {
    const piece = decoder.decode(bytes, { stream: true });
    const at = now();
    began ??= at;
    longest = Math.max(longest, at - last);
    last = at;
    units += piece.length;
    text += piece.slice(0, kept - text.length);
    if (!tooLong) parser.feed(piece);
    moved();
  });
  const end = (): void => {
    ended ??= now();
    moved();
  };
  for (const stream of new Set([body, response])) stream.on("error", end).on("close", end);

  function until(condition: () => boolean, ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(clock);
        waiting.delete(look);
        resolve(condition());
      };
      const clock = setTimeout(finish, Math.max(0, ms));
      const look = (): void => {
        if (condition() || ended !== undefined) finish();
      };
      waiting.add(look);
      look();
    });
  }

  return {
    url,
    redirects,
    status: response.statusCode ?? 0,
    headers: response.headers,
    version: response.httpVersion,
    events,
    get began() {
      return began;
    },
    get text() {
      return text;
    },
    get ended() {
      return ended;
    },
    now,
    silence: () => Math.max(longest, (ended ?? now()) - last),
    until,
    async hangUp(ms) {
      response.socket.end();
      const gone = await until(() => ended !== undefined, ms);
      response.destroy();
      return gone;
    },
    leave: () => void response.destroy(),
  };
}
