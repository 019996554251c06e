/** The catalogue of what can go wrong with a connection; each is given to `stream.respondNext(…)`. */
import { createGzip } from "node:zlib";
import { type Exchange, type Fault, reset } from "./exchange.ts";
import { type EventFields, formatEvent } from "./wire.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Writes, and waits until the reader took it or left. */
function write({ response }: Exchange, bytes: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed || response.write(bytes)) return resolve();
    const done = (): void => {
      response.off("drain", done).off("close", done);
      resolve();
    };
    response.on("drain", done).on("close", done);
  });
}

/** A plain HTTP answer. `retryAfter` is the text of the header: seconds or an HTTP date. */
export function status(
  code: number,
  {
    retryAfter,
    headers = {},
    body = "",
  }: { retryAfter?: string; headers?: Record<string, string>; body?: string } = {},
): Fault {
  return ({ response }) => {
    response
      .writeHead(code, { ...headers, ...(retryAfter === undefined ? {} : { "Retry-After": retryAfter }) })
      .end(body);
  };
}

/** Sends the browser elsewhere. */
export function redirect(location: string, code = 302): Fault {
  return status(code, { headers: { Location: location } });
}

/** Resets the connection before a byte of the answer. For a port that refuses, see `server.down()`. */
export function refuse(): Fault {
  return ({ socket }) => reset(socket);
}

/** Takes the request and never answers: not even a status. */
export function silent(): Fault {
  return () => {};
}

/** Sends the head, then `text`, and nothing more: the socket stays, no end comes. */
export function halfOpen(text = ""): Fault {
  return (exchange) => {
    exchange.head();
    if (text) exchange.response.write(text);
  };
}

/** Sends the first `bytes` bytes of `text`, which may end inside a character, and resets. The reset may overtake them. */
export function resetAfter(text: string, bytes = Infinity): Fault {
  return (exchange) => {
    exchange.head();
    const part = Buffer.from(text).subarray(0, bytes);
    exchange.response.write(part, () => reset(exchange.socket));
  };
}

/** Sends `text` in a chunk that promises more than it holds, and hangs up. */
export function truncatedChunk(text: string): Fault {
  return ({ head, socket }) => {
    head();
    socket.write(`${(Buffer.byteLength(text) + 64).toString(16)}\r\n${text}`, () => socket.destroySoon());
  };
}

/** A good head, these pieces one after the other, and the end, or, with `hold`, silence. */
export function body(pieces: readonly (string | Uint8Array)[], { hold = false }: { hold?: boolean } = {}): Fault {
  return async (exchange) => {
    exchange.head();
    for (const piece of pieces) {
      await write(exchange, piece);
      // Given a moment, a piece travels alone: the reader sees the same borders. Nothing rests on it.
      if (pieces.length > 1) await pause(2);
    }
    if (!hold) exchange.response.end();
  };
}

/** Sends `text` a few bytes at a time, then joins the stream. */
export function drip(text: string, { bytes = 1, every = 2 }: { bytes?: number; every?: number } = {}): Fault {
  return async (exchange) => {
    exchange.head();
    const all = Buffer.from(text);
    for (let at = 0; at < all.length && !exchange.response.destroyed; at += bytes) {
      await write(exchange, all.subarray(at, at + bytes));
      await pause(every);
    }
    exchange.join();
  };
}

/** Says `102 Processing` or `103 Early Hints` first, then is a good stream. */
export function informational(code: 102 | 103 = 103): Fault {
  return ({ response, join }) => {
    if (code === 102) response.writeProcessing();
    else response.writeEarlyHints({ link: "</early.css>; rel=preload; as=style" });
    join();
  };
}

/** 200, but something other than an event stream. */
export function wrongType(type = "text/html", text = "<h1>Login</h1>"): Fault {
  return status(200, { headers: { "Content-Type": type }, body: text });
}

/** A good stream, compressed, every event flushed. */
export function gzip(): Fault {
  return ({ head, join, response }) => {
    head({ "Content-Encoding": "gzip" });
    const zip = createGzip();
    zip.pipe(response);
    response.on("close", () => zip.destroy());
    join({
      write: (bytes) => {
        zip.write(bytes);
        zip.flush();
      },
    });
    zip.flush();
  };
}

/** A good head, `length` bytes of noise (the same for the same seed), and the end. */
export function garbage(length = 10_000, seed = 1): Fault {
  let state = seed >>> 0 || 1;
  const noise = Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 255;
  });
  return body([noise]);
}

/** Sends `count` events as fast as the reader takes them, then joins the stream. */
export function flood(
  count: number,
  make: (index: number) => EventFields = (index) => ({ data: String(index) }),
): Fault {
  return async (exchange) => {
    exchange.head();
    for (let index = 0; index < count && !exchange.response.destroyed;) {
      let text = "";
      for (const end = Math.min(count, index + 500); index < end; index++) text += formatEvent(make(index));
      await write(exchange, text);
    }
    exchange.join();
  };
}

/** Sends one event with `size` bytes of data, then joins the stream. */
export function huge(size: number, fields: Omit<EventFields, "data"> = {}): Fault {
  return flood(1, () => ({ ...fields, data: "x".repeat(size) }));
}
