/** The tutorials as a reader follows them: each listing, as it stands, in an empty folder with `sse.min.js` beside it. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eventually, freePort, sharedChromium } from "@sse/testkit";
import { expect, test } from "vitest";
import { page, pagesOf, root, shelf } from "../src/pages.ts";

interface Language {
  readonly file: string;
  /** Language of the fences that hold the listings. */
  readonly fence: string;
  /** Says the version; fails where the language is not there. */
  readonly version: readonly string[];
  run(port: number): readonly string[];
}

const languages: Readonly<Record<string, Language>> = {
  go: { file: "server.go", fence: "go", version: ["go", "version"], run: () => ["go", "run", "server.go"] },
  node: {
    file: "server.mjs",
    fence: "js",
    version: [process.execPath, "--version"],
    run: () => [process.execPath, "server.mjs"],
  },
  php: {
    file: "server.php",
    fence: "php",
    version: ["php", "--version"],
    run: (port) => ["php", "-S", `127.0.0.1:${port}`, "server.php"],
  },
  python: {
    file: "server.py",
    fence: "python",
    version: ["python3", "--version"],
    run: () => ["python3", "server.py"],
  },
  ruby: { file: "server.rb", fence: "ruby", version: ["ruby", "--version"], run: () => ["ruby", "server.rb"] },
};

const isHere = ({ version: [command = "", ...args] }: Language): boolean => spawnSync(command, args).status === 0;
const here = Object.entries(languages).filter(([, language]) => isHere(language));
const notHere = Object.keys(languages).filter((name) => !here.some(([known]) => known === name));

const browser = await sharedChromium();

/** Listing `index` of a tutorial as a server that runs. */
async function start(name: string, { file, fence, run }: Language, index: number) {
  const listings = [...page(`tutorial/${name}.md`).matchAll(new RegExp(`^\`\`\`${fence}\n(.*?)^\`\`\``, "gms"))];
  mkdirSync(shelf, { recursive: true });
  const folder = mkdtempSync(join(shelf, `tutorial-${name}-`));
  writeFileSync(join(folder, file), listings[index]?.[1] ?? "");
  cpSync(`${root}packages/htmx-legacy/dist/sse.min.js`, join(folder, "sse.min.js"));
  const port = await freePort();
  const [command = "", ...args] = run(port);
  const env = { ...process.env, PORT: String(port), PHP_CLI_SERVER_WORKERS: "8" };
  // A group of its own, since some are several processes.
  const child: ChildProcess = spawn(command, args, { cwd: folder, env, detached: true, stdio: "ignore" });
  const url = `http://127.0.0.1:${port}/`;
  const stop = async (): Promise<void> => {
    const exit = once(child, "exit");
    if (child.pid) process.kill(-child.pid, "SIGKILL");
    await exit;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await eventually(async () => expect((await fetch(url)).status).toBe(200));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

test.each(here)(
  "the tutorial for %s ends with a page that ticks and a form that every tab sees",
  async (name, language) => {
    const context = await browser.newContext();
    const [ticks, shared] = [await start(name, language, 0), await start(name, language, 1)];
    try {
      const first = await context.newPage();
      await first.goto(ticks.url);
      await first.locator("p > b").waitFor();
      const [one, other] = [await context.newPage(), await context.newPage()];
      for (const tab of [one, other]) {
        await tab.goto(shared.url);
        await tab.locator("p > b").waitFor();
      }
      await one.locator("input").fill("<i>hello</i>");
      await one.locator("button").click();
      for (const tab of [one, other]) await tab.locator("li", { hasText: "<i>hello</i>" }).waitFor();
      // A page that is rendered later has it, once.
      const late = await context.newPage();
      await late.goto(shared.url);
      await late.locator("p > b").waitFor();
      expect(await late.locator("li").allTextContents()).toEqual(["<i>hello</i>"]);
    } finally {
      await context.close();
      await Promise.all([ticks.stop(), shared.stop()]);
    }
  },
  180_000,
);

/** The command on the page, with the address of a server of ours. */
function check(name: string, url: string): number | null {
  const [, options = ""] = /`npx --package @sse\/core sse-check (.*?) http/.exec(page(`tutorial/${name}.md`)) ?? [];
  const command = `${root}packages/core/src/check/sse-check.ts`;
  return spawnSync(process.execPath, [command, ...options.split(" "), new URL("/events", url).href]).status;
}

test.each(here)("the servers of the tutorial for %s pass the checker that it recommends", async (name, language) => {
  const servers = [await start(name, language, 0), await start(name, language, 1)];
  try {
    expect(servers.map(({ url }) => check(name, url))).toEqual([0, 0]);
  } finally {
    await Promise.all(servers.map(({ stop }) => stop()));
  }
});

// `pnpm test` repeats the name of what was not run.
test(`${notHere.length ? `not run on this machine: the tutorials for ${notHere.join(", ")}` : "every tutorial was run"}`, () => {
  expect(pagesOf("tutorial")).toEqual(Object.keys(languages));
});
