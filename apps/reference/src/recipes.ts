/** How each server of the cookbook is made to run for a test: what it needs, and what is changed in its text. */
import { axum, flask, go, laravel, node, python, rails, spring, type Tools } from "./tools.ts";

/** What stands on a page, and what stands there for the test. */
export type Change = readonly [from: string, to: string];

/** A page's server. */
export interface Recipe {
  /** Files, and which code of the page goes into each: the first in that language. */
  readonly files: Readonly<Record<string, string>>;
  /** What has to be on the machine. */
  readonly needs: string;
  /** What of that is there: nothing, where it cannot be run. */
  find(): Tools | undefined;
  /** An event every 100 ms, comments after 30 ms, and a short history. */
  readonly quick: readonly Change[];
  /** Makes it say "left" where it lets go of a listener, in those that keep a list. */
  readonly witness?: Change;
}

/** News of two lines, with a letter that ASCII has not. */
const lines: Change = ["<b>News ", "<i>ü\\n</i><b>News "];
/** A history of twenty events, so that it is soon full. */
const short = (from: string): Change => [from, from.replace("100", "20").replace("99", "19")];

const nodes: Recipe = {
  files: { "server.mjs": "js" },
  needs: "Node",
  find: node,
  quick: [lines, short("> 100) recent"), ["`), 1000)", "`), 100)"], ["15_000", "30"]],
  witness: ["listeners.delete(listener);", 'listeners.delete(listener); console.log("left");'],
};

/** A server that several processes are, with a store, and the history of its page. */
const shared = (needs: string, ...changes: Change[]): Recipe => ({
  files: { "server.mjs": "js" },
  needs,
  find: node,
  quick: [lines, ...changes, ["TURN = 1000", "TURN = 100"], ["15_000", "30"]],
});

/** Servers with a store, by the names of their pages. */
export const engines: Readonly<Record<string, Recipe>> = {
  redis: shared("redis-server", ['"MAXLEN", "~"', '"MAXLEN", "="']),
  postgresql: shared("PostgreSQL"),
  jetstream: shared("nats-server"),
};

/** A server with a store, whose history is soon full: two seconds of events. */
export const forgetful = (engine: Recipe): Recipe => ({
  ...engine,
  quick: [...engine.quick, ["KEPT = 1000", "KEPT = 20"]],
});

/** By the names of their pages. .NET has none: no machine of ours has it. */
export const recipes: Readonly<Record<string, Recipe>> = {
  node: nodes,
  express: nodes,
  fastify: nodes,
  hono: nodes,
  starlette: {
    files: { "server.py": "python" },
    needs: "python3 with starlette, and uvicorn 0.22 or later",
    find: () => python("import starlette", `f"Starlette {starlette.__version__}, uvicorn {uvicorn.__version__}"`),
    quick: [
      lines,
      short("maxlen=100)\nqueues"),
      ["asyncio.sleep(1)", "asyncio.sleep(0.1)"],
      ["timeout=15", "timeout=0.03"],
    ],
    witness: ["    finally:\n        queues", '    finally:\n        print("left", flush=True)\n        queues'],
  },
  django: {
    files: { "server.py": "python" },
    needs: "python3 with django 4.2 or later, and uvicorn 0.22 or later",
    find: () =>
      python(
        "import django\nassert django.VERSION >= (4, 2)",
        `f"Django {django.__version__}, uvicorn {uvicorn.__version__}"`,
      ),
    quick: [
      lines,
      short("maxlen=100)"),
      ["time.sleep(1)", "time.sleep(0.1)"],
      ["> 15", "> 0.03"],
      ["sleep(0.25)", "sleep(0.01)"],
    ],
  },
  flask: {
    files: { "server.py": "python" },
    needs: "python3 with flask",
    find: flask,
    quick: [lines, short("maxlen=100)"), ["time.sleep(1)", "time.sleep(0.1)"], ["timeout=15", "timeout=0.03"]],
  },
  go: {
    files: { "server.go": "go" },
    needs: "Go 1.20 or later",
    find: go,
    quick: [
      lines,
      short("> 100 {"),
      ["Sleep(time.Second)", "Sleep(100 * time.Millisecond)"],
      ["15 * time.Second", "30 * time.Millisecond"],
    ],
    witness: ["defer h.leave(c)", 'defer fmt.Println("left")\n\tdefer h.leave(c)'],
  },
  rails: {
    files: { "config.ru": "ruby" },
    needs: "Ruby with Rails, Puma and SQLite",
    find: rails,
    quick: [lines, short("KEPT = 100"), ["sleep 1\n", "sleep 0.1\n"], ["> 15", "> 0.03"], ["sleep 0.25", "sleep 0.01"]],
  },
  laravel: {
    files: { "web.php": "php" },
    needs: "PHP with Laravel and SQLite as Debian has them",
    find: laravel,
    quick: [short("skip(99)"), ["> 15)", "> 0.03)"], ["250_000", "10_000"]],
  },
  spring: {
    files: { "EventsController.java": "java" },
    needs: "Java with Spring MVC and Jetty as Debian has them",
    find: spring,
    quick: [
      lines,
      short("size() > 100"),
      ["1000, 1000", "100, 100"],
      ["15, TimeUnit.SECONDS", "30, TimeUnit.MILLISECONDS"],
    ],
    witness: ["leave(queue);", 'leave(queue); System.out.println("left");'],
  },
  axum: {
    files: { "src/main.rs": "rust", "Cargo.toml": "toml" },
    needs: "cargo with the crates of the page within reach",
    find: axum,
    quick: [
      lines,
      short("len() > 100"),
      ["from_secs(1)).await", "from_millis(100)).await"],
      ["from_secs(15)", "from_millis(30)"],
    ],
  },
};
