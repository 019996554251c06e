/** Every feature of browsers that the bundles use: read from their sources with the types of TypeScript, named as MDN's data does. */
import { globSync } from "node:fs";
import { createRequire } from "node:module";
import type { CompatData, Identifier, SimpleSupportStatement, SupportStatement } from "@mdn/browser-compat-data";
import ts from "typescript";
import { root } from "./pages.ts";
import { syntaxOf } from "./syntax.ts";

const data = createRequire(import.meta.url)("@mdn/browser-compat-data") as CompatData;

export const BROWSERS = ["chrome", "edge", "firefox", "safari", "safari_ios"] as const;
export type BrowserName = (typeof BROWSERS)[number];

/** Mixins, and what else TypeScript names otherwise: the interfaces that have their members. */
const HOMES: Readonly<Record<string, string>> = {
  Body: "Response",
  CallableFunction: "Function",
  CSSStyleProperties: "CSSStyleDeclaration",
  ChildNode: "Element",
  Console: "console",
  DocumentOrShadowRoot: "Document",
  HTMLHyperlinkElementUtils: "HTMLAnchorElement",
  HTMLOrSVGElement: "HTMLElement",
  NavigatorLocks: "Navigator",
  ParentNode: "Element",
  PromiseLike: "Promise",
  ReadableStreamGenericReader: "ReadableStreamDefaultReader",
  ReadonlyArray: "Array",
  ReadonlyMap: "Map",
  ReadonlySet: "Set",
  WindowOrWorkerGlobalScope: "Window",
  XPathEvaluatorBase: "Document",
};

/** Whom other interfaces inherit members from. */
const BASES = ["EventTarget", "Node", "Window"];

/** The versions that support a feature, by its name in the data: `api.URL.canParse_static`. */
export function supportOf(key: string): Readonly<Record<BrowserName, string>> {
  let place: Identifier | undefined = data as unknown as Identifier;
  for (const step of key.split(".")) place = place?.[step] as Identifier | undefined;
  const support = place?.__compat?.support;
  if (!support) throw new Error(`MDN's data has no ${key}.`);
  const version = (browser: BrowserName): string => since(support[browser]) ?? "no";
  return Object.fromEntries(BROWSERS.map((browser) => [browser, version(browser)])) as Record<BrowserName, string>;
}

/** The first version that has it, as every user does: without a flag, under its own name. */
function since(statement: SupportStatement | undefined): string | undefined {
  const all: readonly SimpleSupportStatement[] = statement ? [statement].flat() : [];
  const own = all.find((each) => !each.flags && !each.prefix && !each.alternative_name && !each.version_removed);
  return typeof own?.version_added === "string" ? own.version_added.replace("≤", "") : undefined;
}

const has = (...path: readonly string[]): boolean => {
  let place: Identifier | undefined = data as unknown as Identifier;
  for (const step of path) place = place && Object.hasOwn(place, step) ? (place[step] as Identifier) : undefined;
  return place?.__compat !== undefined;
};

/** The key of a member, or of a global. */
function keyOf(owner: string | undefined, name: string): string | undefined {
  const owners = owner ? [owner, ...BASES] : ["Window"];
  const keys = [
    ...(owner
      ? []
      : [
          ["api", name],
          ["javascript", "builtins", name],
          ["api", name, name],
        ]),
    ...owners.flatMap((each) => [
      ["api", each, name],
      ["api", each, `${name}_static`],
      ["api", each, `${name}_event`],
      ["javascript", "builtins", each, name],
    ]),
  ];
  return keys.find((path) => has(...path))?.join(".");
}

/** The interface that a declaration of TypeScript's library belongs to: none for a global. */
function ownerOf(declaration: ts.Declaration): string | undefined {
  const { parent } = declaration;
  const named = ts.isInterfaceDeclaration(parent)
    ? parent.name.text
    : ts.isTypeLiteralNode(parent) && ts.isVariableDeclaration(parent.parent)
      ? parent.parent.name.getText()
      : ts.isModuleBlock(parent)
        ? parent.parent.name.getText()
        : undefined;
  const owner = named?.replace(/Constructor$/, "");
  return owner && (HOMES[owner] ?? owner);
}

export interface Features {
  /** The names of features, and a file that uses each. */
  readonly used: ReadonlyMap<string, string>;
  /** Members of TypeScript's library that the data does not know under any name: `Owner.member`. */
  readonly unknown: ReadonlySet<string>;
}

let features: Features | undefined;

/** What the bundles use, with the libraries that they hold. */
export function featuresUsed(): Features {
  return (features ??= read());
}

function read(): Features {
  const libraries = globSync(
    "packages/{core/node_modules/eventsource-parser/dist/{index,parse,errors},dom/node_modules/idiomorph/dist/idiomorph.esm}.js",
    { cwd: root },
  );
  const program = ts.createProgram(
    ["packages/htmx-legacy/src/bundle.ts", ...libraries].map((path) => root + path),
    {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      customConditions: ["@sse/source"],
      lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      types: [],
      allowJs: true,
      allowImportingTsExtensions: true,
      noEmit: true,
      skipLibCheck: true,
      strict: true,
    },
  );
  const checker = program.getTypeChecker();
  const used = new Map<string, string>();
  const unknown = new Set<string>();
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile) continue;
    const path = file.fileName.replace(/^.*\/node_modules\//, "").replace(root, "");
    const use = (key: string): void => void (used.has(key) || used.set(key, path));
    const visit = (node: ts.Node): void => {
      if (ts.isTypeNode(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
      for (const key of syntaxOf(node)) use(key);
      // What is captured of a prototype: `method("Element", "closest")`.
      const [owner, name] = ts.isCallExpression(node) ? node.arguments : [];
      if (owner && name && ts.isStringLiteral(owner) && ts.isStringLiteral(name)) {
        const key = keyOf(owner.text, name.text);
        if (key) use(key);
      }
      if (ts.isNewExpression(node) && has("api", node.expression.getText(), node.expression.getText())) {
        use(`api.${node.expression.getText()}.${node.expression.getText()}`);
      }
      if (ts.isIdentifier(node)) {
        for (const declaration of checker.getSymbolAtLocation(node)?.declarations ?? []) {
          const library = /\/lib\.(es\w*|dom)[\w.]*\.d\.ts$/.exec(declaration.getSourceFile().fileName)?.[1];
          if (!library) continue;
          const owner = ownerOf(declaration);
          const key = keyOf(owner, node.text);
          if (key) use(key);
          else if (library !== "es5") unknown.add(owner ? `${owner}.${node.text}` : node.text);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return { used, unknown };
}
