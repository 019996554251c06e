// @vitest-environment node
import { attributeName } from "@sse/parser/lint";
import { expect, test } from "vitest";
import type { SseAttributes } from "./attributes.ts";

test("JSX knows the attributes that the linter reads", () => {
  const names: Record<keyof SseAttributes, true> = {
    "hx-sse": true,
    "hx-trigger": true,
    "hx-swap": true,
    "hx-target": true,
    "sse-connect": true,
    "sse-swap": true,
    "sse-close": true,
    "data-hx-sse": true,
    "data-hx-trigger": true,
    "data-hx-swap": true,
    "data-hx-target": true,
    "data-sse-connect": true,
    "data-sse-swap": true,
    "data-sse-close": true,
  };
  for (const name of Object.keys(names)) expect(attributeName(name), name).toBeDefined();
});
