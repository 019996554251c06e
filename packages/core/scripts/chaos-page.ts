/** A page for Node, which has none: chaos sends its signals and counts who listens. */
import { getEventListeners, setMaxListeners } from "node:events";

/** The page's part of the global scope while chaos runs. */
export interface ChaosPage {
  /** Listeners that are there now. */
  readonly listeners: number;
  /** Fires a signal of the page, such as `pagehide`. */
  fire(signal: string): void;
  /** Turns the clock on by so many ms: the machine has slept. */
  sleep(ms: number): void;
  /** Takes the page away again. */
  remove(): void;
}

/** Puts a page's `addEventListener`, an origin that no server has, and a clock that can be turned on the global scope. */
export function createChaosPage(): ChaosPage {
  const target = new EventTarget();
  setMaxListeners(Infinity, target);
  const types = new Set<string>();
  const clock = Date.now;
  let slept = 0;
  Date.now = () => clock() + slept;
  const page = {
    origin: "http://page.test",
    addEventListener(type: string, listener: EventListener, { signal, ...options }: AddEventListenerOptions): void {
      types.add(type);
      target.addEventListener(type, listener, options);
      // Node may forget the signals of a target but the last one, which browsers do not.
      signal?.addEventListener("abort", () => target.removeEventListener(type, listener, options));
    },
  };
  Object.assign(globalThis, page);
  return {
    get listeners() {
      return [...types].reduce((sum, type) => sum + getEventListeners(target, type).length, 0);
    },
    fire: (type) => void target.dispatchEvent(new Event(type)),
    sleep: (ms) => void (slept += ms),
    remove() {
      Date.now = clock;
      for (const name of Object.keys(page)) Reflect.deleteProperty(globalThis, name);
    },
  };
}
