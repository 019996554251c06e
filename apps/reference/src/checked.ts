/** What `sse-check` says of a stream, as a user runs it. */
import { execFile } from "node:child_process";
import { root } from "./pages.ts";

/** What it printed, and whether it found a fault. With a second URL: whether that is the same stream. */
export function checkedBySseCheck(...urls: readonly string[]): Promise<{ stdout: string; failed: boolean }> {
  const command = `${root}packages/core/src/check/sse-check.ts`;
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...urls], (error, stdout) => resolve({ stdout, failed: error !== null }));
  });
}
