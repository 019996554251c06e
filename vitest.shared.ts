/**
 * Two test projects in every package: `unit` (happy-dom or Node) and `browser` (a Node process that drives a real
 * browser: Chromium, or what `SSE_ENGINE` names). The scripts pick one by name, so that turbo caches them apart.
 */
import { defineConfig } from "vitest/config";
import { engineName } from "./packages/testkit/src/engine.ts";

/** What `SSE_SET=core` picks: files that say most of an engine in five minutes. */
const core = [
  "test/{attribute,trigger,lifecycle,hosts,swap,streamed-response,safari}.browser.test.ts",
  "src/swap/swap.browser.test.ts",
  "src/{page,transports/event-source,transports/read-events}.browser.test.ts",
];
const set = process.env["SSE_SET"] === "core" ? "core" : "all";

const conditions = ["@sse/source", "module", "browser", "development", "import", "default"];

/** `environment` is that of the unit tests; a single file may say otherwise with a `@vitest-environment` comment. */
export function tests(environment: "node" | "happy-dom") {
  return defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      // Where `test:engine` puts what it counted.
      outputFile: `.results/engine-${engineName()}-${set}.json`,
      projects: [
        {
          extends: true,
          test: {
            name: "unit",
            environment,
            include: ["{src,test,scripts}/**/*.test.ts"],
            exclude: ["**/*.browser.test.ts"],
            // A loaded machine is slow, not wrong.
            testTimeout: 60_000,
          },
        },
        {
          extends: true,
          test: {
            name: "browser",
            environment: "node",
            include: set === "core" ? core : ["{src,test}/**/*.browser.test.ts"],
            // One generous bound. What is waited for gives up by itself when nothing moves any more.
            testTimeout: 180_000,
            hookTimeout: 120_000,
            maxWorkers: 2,
          },
        },
      ],
    },
  });
}
