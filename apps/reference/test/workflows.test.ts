/** The supply chain: what the workflows run is pinned, and no job may do more than it has to. */
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { root } from "../src/pages.ts";

const workflows = globSync(".github/workflows/*.{yml,yaml}", { cwd: root }).map(
  (path) => [path, readFileSync(`${root}${path}`, "utf8")] as const,
);

/** The actions that are not pinned by a whole commit with its version in a comment. */
const unpinned = (text: string): string[] =>
  [...text.matchAll(/^\s*(?:- )?["']?uses["']?\s*:(.*)$/gm)]
    .map(([, action = ""]) => action.trim())
    .filter((action) => !/^[\w.-]+\/[\w./-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(action));

/** The jobs by name, each with the text that stands below it. */
const jobsOf = (text: string): (readonly [name: string, text: string])[] =>
  text
    .slice(text.search(/^jobs:$/m))
    .split(/^ {2}(?=[\w-]+:$)/m)
    .slice(1)
    .map((job) => [job.slice(0, job.indexOf(":")), job] as const);

/** What a job is permitted: `contents: read`. */
const permitted = (job: string): string[] =>
  (/^ {4}permissions:\n((?: {6}.*\n)+)/m.exec(job)?.[1] ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("#"));

const sha = "0123456789abcdef0123456789abcdef01234567";

test.each([
  ["a tag", "- uses: actions/checkout@v4"],
  ["a branch", "- uses: actions/checkout@main # v4.3.1"],
  ["a short commit", "- uses: actions/checkout@0123456 # v4.3.1"],
  ["a commit without its version", `- uses: actions/checkout@${sha}`],
  ["nothing", "- uses: actions/checkout"],
  ["an image", "- uses: docker://alpine:3"],
  ["quotes", '- "uses": actions/checkout@v4'],
  ["a workflow of others", "    uses: somebody/somewhere/.github/workflows/x.yml@v1"],
])("an action pinned by %s is found", (_, line) => {
  expect(unpinned(`steps:\n      ${line}\n`)).toHaveLength(1);
  expect(unpinned(`steps:\n      - uses: actions/checkout@${sha} # v4.3.1\n`)).toEqual([]);
});

test("every action is pinned by its commit, and one action by one commit", () => {
  expect(workflows.length).toBeGreaterThan(1);
  const versions = new Map<string, string>();
  for (const [path, text] of workflows) {
    expect(unpinned(text), path).toEqual([]);
    for (const [, name = "", version = ""] of text.matchAll(/uses: ([\w./-]+)@(.*)/g)) {
      expect(versions.get(name) ?? version, name).toBe(version);
      versions.set(name, version);
    }
  }
  expect(versions.size).toBeGreaterThan(2);
});

test("a job is permitted what it says, and what installs or builds may neither write nor publish", () => {
  for (const [path, text] of workflows) {
    expect(text, path).toMatch(/^permissions: \{\}$/m);
    // No kept token: `github.token` is that of the run.
    expect(text, path).not.toMatch(/secrets\.|NPM_TOKEN|NODE_AUTH_TOKEN|pull_request_target/);
    for (const [name, job] of jobsOf(text)) {
      expect(permitted(job).length, `${path}: ${name}`).toBeGreaterThan(0);
      const writes = permitted(job).filter((line) => !line.endsWith(": read"));
      const installs = /pnpm|npm install|npm ci|node scripts/.test(job);
      expect(installs ? writes : [], `${path}: ${name}`).toEqual([]);
      // What a step runs is not put together from what a stranger may have written.
      expect(job.match(/run: [^\n]*\$\{\{ github\.event/g) ?? [], `${path}: ${name}`).toEqual([]);
    }
  }
});

test("packages are published by trusted publishing, in a job that runs nothing of the repository", () => {
  const jobs = workflows.flatMap(([, text]) => jobsOf(text));
  const publishing = jobs.filter(([, job]) => job.includes("npm publish"));
  expect(publishing.map(([name]) => name)).toEqual(["publish"]);
  for (const [, job] of publishing) {
    expect(permitted(job)).toEqual(["id-token: write"]);
    expect(job).not.toContain("actions/checkout");
    expect(job).toContain("--ignore-scripts");
  }
  // Pages takes such a token, too, for what another job has built.
  const trusted = jobs.filter(([, job]) => job.includes("id-token"));
  expect(trusted.map(([name]) => name)).toEqual(["pages", "publish"]);
  for (const [, job] of trusted) expect(job).not.toContain("actions/checkout");
});
