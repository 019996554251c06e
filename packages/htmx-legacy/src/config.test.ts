/** One table of keys: what fits is taken, everything else is named together with what would fit. */
import { expect, test } from "vitest";
import { configure, createConfig, guardConfig, metaOptions } from "./config.ts";

/** Configures from `options` and gives the configuration with everything reported. */
function given(options: object) {
  const said: string[] = [];
  const config = createConfig();
  configure(config, options, (code, message) => said.push(`${code}: ${message}`));
  return { config, said };
}

test("every key of the defaults is taken as it is", () => {
  const { said } = given({ ...createConfig(), sanitize: (html: string) => html });
  expect(said).toEqual([]);
});

test("keys of streams are taken", () => {
  const { config, said } = given({
    share: "browser",
    idle: 30_000,
    retry: { min: 5 },
    resume: "session",
    maxEventSize: 9,
  });
  expect(said).toEqual([]);
  expect(config).toMatchObject({
    share: "browser",
    idle: 30_000,
    retry: { min: 5 },
    resume: "session",
    maxEventSize: 9,
  });
});

test("an unknown key is named with the nearest one, and the rest counts", () => {
  const { config, said } = given({ origin: ["https://a.example"], zzzzzzzz: 1, allowEval: false });
  expect(said).toEqual([
    'config-unknown: config has no key "origin"; did you mean "origins"?',
    'config-unknown: config has no key "zzzzzzzz"',
  ]);
  expect(config.allowEval).toBe(false);
  expect(config.origins).toEqual([]);
});

const wrong: readonly [options: object, says: string][] = [
  [{ allowScripts: "false" }, 'config key "allowScripts" takes true or false, not "false"'],
  [{ origins: "https://a.example" }, 'config key "origins" takes a list of texts, not "https://a.example"'],
  [{ origins: {} }, 'config key "origins" takes a list of texts, not {}'],
  [{ origins: [1] }, 'config key "origins" takes a list of texts, not [1]'],
  [{ retry: [1, 2] }, 'config key "retry" takes an object of milliseconds: {"min": …, "max": …}, not [1,2]'],
  [{ retry: null }, 'config key "retry" takes an object of milliseconds: {"min": …, "max": …}, not null'],
  [
    { retry: { min: "1s" } },
    'config key "retry" takes an object of milliseconds: {"min": …, "max": …}, not {"min":"1s"}',
  ],
  [{ retry: { mni: 1 } }, 'config key "retry" takes an object of milliseconds: {"min": …, "max": …}, not {"mni":1}'],
  [{ idle: "30s" }, 'config key "idle" takes a number of milliseconds, or never, not "30s"'],
  [{ idle: -1 }, 'config key "idle" takes a number of milliseconds, or never, not -1'],
  [{ idle: NaN }, 'config key "idle" takes a number of milliseconds, or never, not null'],
  [{ idle: "number" }, 'config key "idle" takes a number of milliseconds, or never, not "number"'],
  [{ attempts: "5" }, 'config key "attempts" takes a number of failures in a row, at least 1, not "5"'],
  [{ attempts: 0 }, 'config key "attempts" takes a number of failures in a row, at least 1, not 0'],
  [{ share: "galaxy" }, 'config key "share" takes page|browser|none, not "galaxy"'],
  [{ share: true }, 'config key "share" takes page|browser|none, not true'],
  [{ sanitize: "DOMPurify" }, 'config key "sanitize" takes a function, not "DOMPurify"'],
];

for (const [options, says] of wrong) {
  test(`${JSON.stringify(options)} is left out and reported`, () => {
    const { config, said } = given(options);
    expect(said).toEqual([`config-type: ${says}`]);
    expect(config).toEqual(createConfig());
  });
}

test("names of Object.prototype are keys like others", () => {
  const { config, said } = given(JSON.parse('{"__proto__": {"allowEval": false}, "constructor": 1}') as object);
  expect(said).toHaveLength(2);
  expect(config.allowEval).toBe(true);
  expect(Object.getPrototypeOf(config)).toBe(Object.prototype);
});

test("a meta element holds a JSON object; anything else is reported", () => {
  const said: string[] = [];
  const read = (content: string): object => {
    document.head.innerHTML = `<meta name="sse-config">`;
    document.querySelector("meta")?.setAttribute("content", content);
    return metaOptions(document, (code) => said.push(code));
  };
  expect(read('{"idle": 5}')).toEqual({ idle: 5 });
  expect(said).toEqual([]);
  for (const content of ["{idle: 5}", "5", "null", '"x"', "[1]", ""]) expect(read(content)).toEqual({});
  expect(said).toEqual(Array.from({ length: 6 }, () => "config-json"));
  document.head.innerHTML = "";
  expect(metaOptions(document, (code) => said.push(code))).toEqual({});
  expect(said).toHaveLength(6);
  document.head.innerHTML = `<meta name="sse-config">`;
  expect(metaOptions(document, (code) => said.push(code))).toEqual({});
  expect(said).toHaveLength(7);
  document.head.innerHTML = "";
});

test("a meta element in the body is not read, and that is reported", () => {
  const said: string[] = [];
  document.head.innerHTML = "";
  document.body.innerHTML = `<section hx-disable><meta name="sse-config" content='{"origins":["https://evil.example"]}'></section>`;
  expect(metaOptions(document, (code) => said.push(code))).toEqual({});
  expect(said).toEqual(["config-place"]);
  document.head.innerHTML = `<meta name="sse-config" content='{"idle":5}'>`;
  expect(metaOptions(document, (code) => said.push(code))).toEqual({ idle: 5 });
  expect(said).toHaveLength(1);
  document.head.innerHTML = document.body.innerHTML = "";
});

test("what a script assigns later keeps its type, too", () => {
  const said: string[] = [];
  const config = createConfig();
  const guarded = guardConfig(
    config,
    (code, message) => said.push(`${code}: ${message}`),
    () => {},
  );
  Object.assign(guarded, {
    origins: "https://a.example.evil.example",
    idle: "30s",
    nobody: 1,
    attempts: 3,
    quiet: true,
  });
  expect(said.map((text) => text.split(":")[0])).toEqual(["config-type", "config-type", "config-unknown"]);
  expect(config).toMatchObject({ origins: [], attempts: 3, quiet: true });
  guarded.origins = ["https://a.example"];
  Object.assign(guarded, { attempts: undefined });
  expect(config.origins).toEqual(["https://a.example"]);
  expect("attempts" in config).toBe(false);
  expect(Reflect.defineProperty(guarded, "origins", { value: "https://b.example" })).toBe(false);
});
