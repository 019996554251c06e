/** Scripts that WebDriver runs in a page: their results, and what the page recorded, come back as JSON. */
import { Script } from "node:vm";
import { RECORDS, type Records } from "./recorder.ts";

/** What came back: a value, an error, or the number under which a promise is kept until it is settled. */
export interface Outcome {
  readonly value?: unknown;
  readonly error?: { readonly name: string; readonly message: string };
  readonly pending?: number;
  readonly records?: Records;
}

/**
 * In the page: keeps promises, and makes outcomes. JSON has no `undefined`; it stands for itself by being absent. A node is told
 * as Playwright tells it: htmx hangs on it what leads back to it.
 */
const runtime = `const testkit = (() => {
  const kept = globalThis[Symbol.for("testkit promises")] ??= new Map();
  const plain = (_, value) => (value instanceof Node ? "ref: <Node>" : value);
  const tell = (outcome) => {
    const records = globalThis[Symbol.for("${RECORDS}")];
    const text = JSON.stringify({ ...outcome, records }, plain);
    if (records) for (const list of Object.values(records)) list.length = 0;
    return text;
  };
  const failure = (error) => ({ error: { name: error?.name ?? "Error", message: String(error?.message ?? error) } });
  const settled = (number) => {
    const outcome = kept.get(number);
    if (!outcome) return tell(failure("The page went away before it answered."));
    if (outcome.pending === undefined) kept.delete(number);
    return tell(outcome);
  };
  const run = (work) => {
    try {
      const value = work();
      if (typeof value?.then !== "function") return tell({ value });
      const number = Math.random();
      kept.set(number, { pending: number });
      value.then((value) => kept.set(number, { value }), (error) => kept.set(number, failure(error)));
      return tell({ pending: number });
    } catch (error) {
      return tell(failure(error));
    }
  };
  return { tell, settled, run };
})();`;

function parses(text: string): boolean {
  try {
    return Boolean(new Script(text));
  } catch {
    return false;
  }
}

/** The body of a function that gives what `text` gives: the source of an expression, or of statements. */
function bodyOf(text: string): string {
  return parses(`(${text}\n)`) ? `return (${text}\n)` : `return (0, eval)(${JSON.stringify(text)})`;
}

/** The script that evaluates text, or calls a function with an argument. */
export function evaluating(script: string | ((argument: never) => unknown), argument?: unknown): string {
  const given = argument === undefined ? "" : JSON.stringify(argument);
  const body = typeof script === "string" ? bodyOf(script) : `return (${script})(${given})`;
  return `${runtime} return testkit.run(() => { ${body} });`;
}

/** The script that asks for the outcome of a promise. */
export const askingFor = (pending: number): string => `${runtime} return testkit.settled(${pending});`;

/** The script that asks for the records alone. */
export const asking = `${runtime} return testkit.tell({});`;
