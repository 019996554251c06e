/** What the numbers were measured on: the class of machine, not its name. */
import { cpus, platform, release, totalmem } from "node:os";

/** One line: processor, cores, memory, system, versions. */
export function machine(browser: string): string {
  const cores = cpus();
  const model = (cores[0]?.model ?? "unknown processor").replace(/\s+/g, " ").trim();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${model}, ${cores.length} cores, ${memory} GB, ${platform()} ${release().split("-")[0]}; ${browser}, headless; Node ${process.versions.node}`;
}
