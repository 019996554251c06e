/** The engine that the tests of this process run in: Chromium, or what `SSE_ENGINE` names. */

export type EngineName = "chromium" | "firefox" | "webkit";

export const ENGINES: readonly EngineName[] = ["chromium", "firefox", "webkit"];

/** The engine of this run. Throws on a name that is none. */
export function engineName(): EngineName {
  const name = process.env["SSE_ENGINE"] || "chromium";
  const engine = ENGINES.find((known) => known === name);
  if (!engine) throw new Error(`SSE_ENGINE is "${name}"; it can be ${ENGINES.join(", ")}.`);
  return engine;
}
