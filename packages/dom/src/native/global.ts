/** Globals that may be missing, where a page's elements and frames would be taken for them. */

/** A global that a script has made: an element with that id, or a frame with that name, is none. */
export function globalOf(name: string): unknown {
  const value: unknown = Object.hasOwn(globalThis, name) ? Reflect.get(globalThis, name) : undefined;
  return value instanceof Node || isWindow(value) ? undefined : value;
}

function isWindow(value: unknown): boolean {
  return typeof value === "object" && value !== null && "window" in value && value.window === value;
}
