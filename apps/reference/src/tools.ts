/** What is on this machine to run the servers of the cookbook with. Nothing is installed, and nobody is asked. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { codeOf, shelf } from "./pages.ts";

export type Command = readonly [command: string, ...args: string[]];

/** `build` comes first, `beside` runs along; all in the folder that has the server's files. */
export interface Tools {
  /** What a page says that its server was run with. */
  readonly versions: string;
  readonly build?: Command;
  readonly run: Command;
  readonly beside?: Command;
}

function printed(...[command, ...args]: Command): string | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? stdout.trim() : undefined;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** This Node. */
export function node(): Tools {
  return { versions: `Node ${process.versions.node}`, run: [process.execPath, "server.mjs"] };
}

/** The first Python on `PATH` with uvicorn 0.22 or later that can print `versions`, an expression, after `imports`. */
export function python(imports: string, versions: string): Tools | undefined {
  const paths = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "python3"));
  for (const path of paths.filter(isProgram)) {
    const program = `import inspect, platform, uvicorn\n${imports}
assert "timeout_graceful_shutdown" in inspect.signature(uvicorn.run).parameters\nprint(${versions} + ", Python " + platform.python_version())`;
    const said = printed(path, "-c", program);
    if (said) return { versions: said, run: [path, "server.py"] };
  }
  return undefined;
}

/** The first Python on `PATH`, or the system's own, that has Flask. */
export function flask(): Tools | undefined {
  const paths = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "python3"));
  for (const path of paths.filter(isProgram)) {
    const said = printed(
      path,
      "-c",
      `import platform, flask\nfrom importlib.metadata import version\nprint(f"Flask {version('flask')}, Python {platform.python_version()}")`,
    );
    if (said) return { versions: said, run: [path, "server.py"] };
  }
  return undefined;
}

/** Go, from 1.20 on, which can give a write a deadline. */
export function go(): Tools | undefined {
  const [, version, minor] = /go(1\.(\d+)[.\d]*)/.exec(printed("go", "version") ?? "") ?? [];
  if (!version || Number(minor) < 20) return undefined;
  return { versions: `Go ${version}`, build: ["go", "build", "-o", "server", "server.go"], run: ["./server"] };
}

/** Ruby, with Rails, Puma and SQLite. */
export function rails(): Tools | undefined {
  const program = `require "rails"; require "active_record"; require "sqlite3"; require "puma/const"
    print "Rails #{Rails.version}, Puma #{Puma::Const::VERSION}, Ruby #{RUBY_VERSION}"`;
  const versions = printed("ruby", "-e", program);
  return versions ? { versions, run: ["puma", "config.ru"] } : undefined;
}

/** PHP, with Laravel where Debian puts it, and SQLite. */
export function laravel(): Tools | undefined {
  const program = `error_reporting(0); require "Illuminate/autoload.php"; new PDO("sqlite::memory:");
    echo "Laravel ", Illuminate\\Foundation\\Application::VERSION, ", PHP ", PHP_VERSION;`;
  const versions = printed("php", "-r", program);
  if (!versions) return undefined;
  return { versions, build: ["php", "migrate.php"], run: ["php", "serve.php"], beside: ["php", "tick.php"] };
}

const jars = [
  // What Debian calls Spring 3 is 4.3.
  ...["web", "web.servlet", "core", "context", "beans", "aop", "expression"].map((name) => `spring3-${name}`),
  ...["server", "servlet", "util", "http", "io", "security"].map((name) => `jetty9-${name}`),
  ...["servlet-api", "commons-logging"],
].map((name) => `/usr/share/java/${name}.jar`);

/** Java, with Spring MVC and Jetty where Debian puts them. */
export function spring(): Tools | undefined {
  const [, java] = /^javac (\S+)/.exec(printed("javac", "-version") ?? "") ?? [];
  if (!java || !jars.every((jar) => existsSync(jar))) return undefined;
  const versions = readdirSync("/usr/share/maven-repo/org/springframework/spring-webmvc").filter((name) =>
    /^\d+\.\d+\.\d+/.test(name),
  );
  const path = [".", ...jars].join(delimiter);
  return {
    versions: `Spring MVC ${versions.join()}, Jetty 9, Java ${java}`,
    build: ["javac", "-encoding", "UTF-8", "-cp", path, "-d", ".", "Launch.java", "EventsController.java"],
    run: ["java", "-cp", path, "Launch"],
  };
}

/** Rust, where cargo finds the crates that the page names without asking anyone. */
export function axum(): Tools | undefined {
  const folder = mkdtempSync(join(tmpdir(), "sse-crate-"));
  try {
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "src/main.rs"), "fn main() {}");
    const manifest = join(folder, "Cargo.toml");
    writeFileSync(manifest, codeOf("servers/axum.md", "toml"));
    const found = printed("cargo", "metadata", "--offline", "--format-version", "1", "--manifest-path", manifest);
    const [, version] = /"name":"axum","version":"([^"]+)"/.exec(found ?? "") ?? [];
    if (!version) return undefined;
    const [, rust = ""] = /^rustc (\S+)/.exec(printed("rustc", "--version") ?? "") ?? [];
    const target = join(shelf, "target");
    return {
      versions: `axum ${version}, Rust ${rust}`,
      build: ["cargo", "build", "--offline", "--quiet", "--target-dir", target],
      run: [join(target, "debug/events")],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
