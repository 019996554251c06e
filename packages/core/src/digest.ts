/** A short name for a text, from which the text cannot be read. */

const SEEDS = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f];

/** 128 bits as hex digits: the same text gives the same name, in every tab. Not for secrets that could be guessed. */
export const digest = (text: string): string => SEEDS.map((seed) => hash(text, seed)).join("");

/** 32 bits, by the finalizer of MurmurHash3. */
function hash(text: string, seed: number): string {
  let state = seed;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193) ^ (state >>> 15);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return ((state ^ (state >>> 16)) >>> 0).toString(16).padStart(8, "0");
}
