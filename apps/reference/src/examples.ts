/**
 * The starter projects in `examples/`: each is the server of a page of the docs, with what it needs to be installed. As a program
 * (`pnpm --filter @sse/reference examples`) it writes them.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { page, root } from "./pages.ts";

/** A starter project. */
export interface Example {
  readonly title: string;
  /** The page of `docs/` that its code stands on, and which code of which language goes into each file; 0 is the first. */
  readonly page: string;
  /** What has to be there. */
  readonly requires: string;
  readonly files: Readonly<Record<string, readonly [language: string, index: number]>>;
  /** Files that list what it needs. */
  readonly needs?: Readonly<Record<string, string>>;
  /** What to type, after `sse.min.js` has been copied. */
  readonly run: readonly string[];
  readonly port?: number;
}

const npm = (dependencies: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  "package.json": `${JSON.stringify({ private: true, type: "module", scripts: { start: "node server.mjs" }, dependencies }, null, 2)}\n`,
});

const node = (title: string, name: string, dependencies?: Readonly<Record<string, string>>): Example => ({
  title,
  requires: "Node 20 or later",
  page: `servers/${name}.md`,
  files: { "server.mjs": ["js", 0] },
  ...(dependencies && { needs: npm(dependencies) }),
  run: dependencies ? ["npm install", "npm start"] : ["node server.mjs"],
});

const python = (title: string, name: string, requirements: string): Example => ({
  title,
  requires: "Python 3.9 or later",
  page: `servers/${name}.md`,
  files: { "server.py": ["python", 0] },
  needs: { "requirements.txt": `${requirements.split(" ").join("\n")}\n` },
  // Many systems let pip install only into an environment of its own.
  run: ["python3 -m venv .venv && . .venv/bin/activate", "pip install -r requirements.txt", "python3 server.py"],
});

/** By the names of their folders. */
export const examples: Readonly<Record<string, Example>> = {
  node: node("Node, without a framework", "node"),
  express: node("Express", "express", { express: "5.3.0" }),
  fastify: node("Fastify", "fastify", { fastify: "5.12.8" }),
  hono: node("Hono", "hono", { "@hono/node-server": "2.1.8", hono: "4.13.19" }),
  fastapi: python("FastAPI and Starlette", "starlette", "fastapi starlette uvicorn"),
  django: python("Django", "django", "django uvicorn"),
  flask: python("Flask", "flask", "flask"),
  python: {
    title: "Python, without a framework",
    requires: "Python 3.9 or later",
    page: "tutorial/python.md",
    files: { "server.py": ["python", 1] },
    run: ["python3 server.py"],
  },
  go: {
    title: "Go",
    requires: "Go 1.20 or later",
    page: "servers/go.md",
    files: { "server.go": ["go", 0] },
    run: ["go run server.go"],
  },
  rails: {
    title: "Rails",
    requires: "Ruby 3.1 or later, and Bundler",
    page: "servers/rails.md",
    files: { "config.ru": ["ruby", 0] },
    needs: { Gemfile: 'source "https://rubygems.org"\n\ngem "puma"\ngem "rails"\ngem "sqlite3"\n' },
    run: ["bundle install", "bundle exec puma -p 3000 config.ru"],
  },
  ruby: {
    title: "Ruby, without a framework",
    requires: "Ruby 3.0 or later",
    page: "tutorial/ruby.md",
    files: { "server.rb": ["ruby", 1] },
    run: ["ruby server.rb"],
  },
  laravel: {
    title: "Laravel",
    requires: "PHP 8.2 or later, Composer, and a shell of Linux, macOS or WSL",
    page: "servers/laravel.md",
    files: {
      "routes/web.php": ["php", 0],
      "app/Models/Event.php": ["php", 1],
      "database/migrations/2026_01_01_000000_create_events_table.php": ["php", 2],
      "routes/console.php": ["php", 3],
    },
    run: [
      "composer create-project laravel/laravel site",
      "cp -r app database routes site/ && cp sse.min.js site/public/",
      "cd site && php artisan migrate",
      "php artisan news &",
      "PHP_CLI_SERVER_WORKERS=8 php artisan serve --no-reload",
    ],
    port: 8000,
  },
  php: {
    title: "PHP, without a framework",
    requires: "PHP 8.0 or later, and a shell of Linux, macOS or WSL",
    page: "tutorial/php.md",
    files: { "server.php": ["php", 1] },
    run: ["PHP_CLI_SERVER_WORKERS=8 php -S 127.0.0.1:3000 server.php"],
  },
  axum: {
    title: "axum (Rust)",
    requires: "Rust with Cargo",
    page: "servers/axum.md",
    files: { "src/main.rs": ["rust", 0], "Cargo.toml": ["toml", 0] },
    run: ["cargo run"],
  },
};

function listing(path: string, language: string, index: number): string {
  const found = [...page(path).matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))][index]?.[1];
  if (!found) throw new Error(`docs/${path} has no ${language} at place ${index}.`);
  return found;
}

function readme({ title, requires, page: path, run, port = 3000 }: Example): string {
  return `# ${title}

A live page in one server: open it, and the page changes by itself. It needs ${requires}.

\`\`\`sh
# sse.min.js comes from a build of this repository: npx --yes pnpm@12.21.0 build --filter=@sse/htmx-legacy
cp ../../packages/htmx-legacy/dist/sse.min.js .
${run.join("\n")}
\`\`\`

Then open <http://localhost:${port}>.

How it works: [the page of this server](../../docs/${path}). Nothing happens? [Look here](../../docs/nothing-happens.md).
`;
}

/** Every file of the starter projects, by its path below \`examples/\`. */
export function exampleFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [name, example] of Object.entries(examples)) {
    for (const [file, [language, index]] of Object.entries(example.files))
      files.set(`${name}/${file}`, listing(example.page, language, index));
    for (const [file, text] of Object.entries(example.needs ?? {})) files.set(`${name}/${file}`, text);
    files.set(`${name}/README.md`, readme(example));
  }
  const rows = Object.entries(examples).map(([name, { title }]) => `- [${title}](${name}/README.md)`);
  files.set(
    "README.md",
    `# Starter projects

Copy a folder, put \`sse.min.js\` into it, and run it. Each is the server of a page of the [docs](../docs/servers/README.md), written from there by
\`pnpm --filter @sse/reference examples\` and run by the tests where its tools are.

${rows.join("\n")}
`,
  );
  return files;
}

if (import.meta.main) {
  rmSync(`${root}examples`, { recursive: true, force: true });
  for (const [path, text] of exampleFiles()) {
    mkdirSync(dirname(`${root}examples/${path}`), { recursive: true });
    writeFileSync(`${root}examples/${path}`, text);
  }
}
