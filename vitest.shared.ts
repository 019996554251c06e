/**
 * Two test projects in every package: `unit` (happy-dom or Node) and `browser` (a Node process that drives a real
 * Chromium). The scripts pick one by name, so that turbo caches them apart.
 */
import { defineConfig } from "vitest/config";

const conditions = ["@sse/source", "module", "browser", "development", "import", "default"];

/**
 * `environment` is that of the unit tests; a single file may say otherwise with a `@vitest-environment` comment. A browser
 * that shares two cores with others may be starved once, where a broken promise fails every time: its tests have `retry`
 * more tries.
 */
export function tests(environment: "node" | "happy-dom", retry = 1) {
  return defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: "unit",
            environment,
            include: ["{src,test,scripts}/**/*.test.ts"],
            exclude: ["**/*.browser.test.ts"],
            // A loaded machine is slow, not wrong.
            testTimeout: 30_000,
          },
        },
        {
          extends: true,
          test: {
            name: "browser",
            environment: "node",
            include: ["{src,test}/**/*.browser.test.ts"],
            testTimeout: 30_000,
            retry,
            hookTimeout: 120_000,
            maxWorkers: 2,
          },
        },
      ],
    },
  });
}
