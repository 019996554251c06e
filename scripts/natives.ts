/**
 * Holds `@sse/dom` and `@sse/htmx-legacy` to reading the DOM through `packages/dom/src/native/` alone: a form with a field
 * named `parentNode`, or an image named `querySelector`, changes what a member of it means. Whatever is read or written of
 * something that may be a node of the page, and is declared by the DOM's own types, is an error elsewhere.
 */
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Nodes that no field gives names to, where the type says that it is one. What is cast to a type of a field is not. */
const safe = new Set([
  "DocumentFragment",
  "ShadowRoot",
  "Comment",
  "HTMLTemplateElement",
  "HTMLScriptElement",
  "Window",
  "XPathEvaluator",
]);

/** The interfaces of nodes, and those that they are mixed from. */
function isNodes(declaration: ts.Declaration): boolean {
  const { parent } = declaration;
  if (!ts.isInterfaceDeclaration(parent) || !/\/lib\.dom(\.\w+)?\.d\.ts$/.test(parent.getSourceFile().fileName))
    return false;
  return /^(EventTarget|Node|ParentNode|ChildNode|NonDocumentTypeChildNode|NonElementParentNode|Slottable|ARIAMixin|Animatable|ElementCSSInlineStyle|ElementContentEditable|DocumentOrShadowRoot|GlobalEventHandlers|PopoverTargetAttributes|XPathEvaluatorBase|FontFaceSource|HTMLOrSVGElement|InnerHTML|\w*Document|(HTML|SVG|MathML)?\w*Element)$/.test(
    parent.name.text,
  );
}

const files = globSync("packages/{dom,htmx-legacy}/src/**/*.ts", { cwd: root })
  .filter((path) => !/\.(test|bench)\.ts$|\/inspector\/|\/jsx\/|src\/native(\.ts$|\/)/.test(path))
  .map((path) => `${root}${path}`);
const { config } = ts.readConfigFile(`${root}packages/htmx-legacy/tsconfig.json`, ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, `${root}packages/htmx-legacy`);
const program = ts.createProgram(files, options);
const checker = program.getTypeChecker();
const problems: string[] = [];

function isSafe(type: ts.Type): boolean {
  const parts = checker.getNonNullableType(type).isUnion()
    ? (checker.getNonNullableType(type) as ts.UnionType).types
    : [type];
  return parts.every((part) => {
    const { symbol } = checker.getNonNullableType(part);
    // A class of ours is no node of the page.
    return safe.has(symbol?.name ?? "") || !!symbol?.declarations?.some(ts.isClassLike);
  });
}

function look(of: ts.Type, name: string, at: ts.Node): void {
  const property = checker.getApparentType(checker.getNonNullableType(of)).getProperty(name);
  if (!property?.declarations?.some(isNodes) || isSafe(of)) return;
  const file = at.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(at.getStart());
  problems.push(`${file.fileName.slice(root.length)}:${line + 1}: ${name} of ${checker.typeToString(of)}`);
}

function visit(node: ts.Node): void {
  if (ts.isPropertyAccessExpression(node) && node.expression.kind !== ts.SyntaxKind.SuperKeyword)
    look(checker.getTypeAtLocation(node.expression), node.name.text, node);
  if (ts.isObjectBindingPattern(node)) {
    for (const element of node.elements) {
      const name = element.propertyName ?? element.name;
      if (ts.isIdentifier(name)) look(checker.getTypeAtLocation(node), name.text, element);
    }
  }
  ts.forEachChild(node, visit);
}

for (const file of files) {
  const source = program.getSourceFile(file);
  if (source) visit(source);
}
for (const problem of problems) console.error(problem);
console.log(`${files.length} files, ${problems.length} members of nodes read past native.ts`);
process.exitCode = problems.length ? 1 : 0;
