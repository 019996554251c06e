/** `detail.source` of the events of a source: what a script may listen to, as it would to an `EventSource`. */
import type { ConnectionState, Message, MessageListener } from "@sse/core";

/** What it is made of: the lease of a source, seen from outside. */
export interface SourceFace {
  readonly url: string;
  readonly withCredentials: boolean;
  /** `undefined` once the lease has ended. */
  state(): ConnectionState | undefined;
  /** Hears an event of the stream, across reconnects. Returns its undo. */
  subscribe(type: string, listener: MessageListener): () => void;
  close(): void;
}

type Handler = ((event: Event) => void) | null;

/**
 * Dispatches `open`, `error`, and a `MessageEvent` for every event of the stream that has a listener. It is one object for
 * as long as the element has its lease, across reconnects; then `readyState` is 2 and nothing more is heard.
 */
export class SourceEvents extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSED = 2;
  onopen: Handler = null;
  onerror: Handler = null;
  #onmessage: Handler = null;
  readonly #face: SourceFace;
  readonly #heard = new Map<string, () => void>();

  constructor(face: SourceFace) {
    super();
    this.#face = face;
    super.addEventListener("open", (event) => this.onopen?.(event));
    super.addEventListener("error", (event) => this.onerror?.(event));
  }

  get onmessage(): Handler {
    return this.#onmessage;
  }

  // Not before there is a handler: what is listened to counts as heard.
  set onmessage(handler: Handler) {
    this.#onmessage = handler;
    this.addEventListener("message", this.#callHandler);
  }

  readonly #callHandler = (event: Event): void => this.#onmessage?.(event);

  get url(): string {
    return this.#face.url;
  }

  get withCredentials(): boolean {
    return this.#face.withCredentials;
  }

  get readyState(): 0 | 1 | 2 {
    const state = this.#face.state();
    if (state === "open") return 1;
    return state && state !== "closed" ? 0 : 2;
  }

  override addEventListener(...all: Parameters<EventTarget["addEventListener"]>): void {
    const [type] = all;
    super.addEventListener(...all);
    if (this.readyState === 2 || this.#heard.has(type)) return;
    const dispatch = ({ data, lastEventId, origin }: Message): void =>
      void this.dispatchEvent(new MessageEvent(type, { data, lastEventId, origin }));
    this.#heard.set(type, this.#face.subscribe(type, dispatch));
  }

  /** Ends the stream of the element, as `sse.close(element)` does. */
  close(): void {
    this.#face.close();
  }

  /** The lease has ended: nothing is heard any more. */
  end(): void {
    for (const undo of this.#heard.values()) undo();
    this.#heard.clear();
  }
}
