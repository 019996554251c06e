/** What the kernel says of the main threads of pages: processor time, whatever the browser. Linux only. */
import { readdirSync, readFileSync } from "node:fs";

/** Command lines of processes that run pages: Chromium's renderers, Firefox's tabs, WebKit's web processes. */
const PAGES = /--type=renderer|WebKitWebProcess|-contentproc.*[ \0]tab\0*$/s;

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The process has ended meanwhile.
    return "";
  }
}

/** The parent of a process; its name, which may hold anything, stands in parentheses before it. */
function parentOf(pid: string): string {
  const status = read(`/proc/${pid}/stat`);
  return status.slice(status.lastIndexOf(")") + 2).split(" ")[1] ?? "";
}

/** The processes that this one started, and those that they started. */
function descendants(): string[] {
  const parents = new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [pid, parentOf(pid)]),
  );
  const own = String(process.pid);
  const isOurs = (pid: string | undefined): boolean => pid === own || (!!pid && isOurs(parents.get(pid)));
  return [...parents.keys()].filter((pid) => pid !== own && isOurs(parents.get(pid)));
}

/** Processor time in ms that the main threads of all pages of our browsers have had. */
export function pageThreadTime(): number {
  const pages = descendants().filter((pid) => PAGES.test(read(`/proc/${pid}/cmdline`)));
  const spent = pages.map((pid) => Number(read(`/proc/${pid}/task/${pid}/schedstat`).split(" ")[0]));
  return spent.reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1e6;
}
