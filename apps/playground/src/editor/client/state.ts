/** The whole state of the editor as text that fits into an address, and back. */

export interface ComposedEvent {
  readonly event: string;
  readonly id: string;
  readonly retry: string;
  readonly data: string;
}

export interface EditorState {
  readonly markup: string;
  readonly events: readonly ComposedEvent[];
  /** Milliseconds between two events sent in turn; 0 for by hand only. */
  readonly every: number;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** An event from whatever an address or an attribute held. */
export function eventFrom(value: unknown): ComposedEvent {
  const { event, id, retry, data }: Record<string, unknown> = value && typeof value === "object" ? { ...value } : {};
  return { event: text(event), id: text(id), retry: text(retry), data: text(data) };
}

async function through(bytes: Uint8Array<ArrayBuffer>, stream: GenericTransformStream): Promise<Uint8Array> {
  const response = new Response(new Blob([bytes]).stream().pipeThrough(stream));
  return new Uint8Array(await response.arrayBuffer());
}

/** Deflated JSON in the alphabet of addresses. */
export async function pack(state: EditorState): Promise<string> {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(state)), new CompressionStream("deflate-raw"));
  const binary = Array.from(bytes, (byte) => String.fromCodePoint(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The state of an address; `undefined` where it holds none, or one that was cut off. */
export async function unpack(packed: string): Promise<EditorState | undefined> {
  try {
    const binary = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.codePointAt(0) ?? 0);
    const inflated = await through(bytes, new DecompressionStream("deflate-raw"));
    const { markup, events, every }: Record<string, unknown> = JSON.parse(new TextDecoder().decode(inflated));
    if (typeof markup !== "string" || !Array.isArray(events)) return undefined;
    const wait = typeof every === "number" && every >= 0 ? every : 0;
    return { markup, events: events.slice(0, 20).map(eventFrom), every: wait };
  } catch {
    return undefined;
  }
}
