/**
 * Holds every regular expression of the shipped sources to linear time, in the length of what it reads: by the analysis of
 * `recheck`, and by running it on attack strings that double in length. A pattern that is put together while the program
 * runs cannot be held to anything, and is an error too, unless it is made of constants.
 */
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { slowestOn } from "./attack-strings.ts";

// In this process: the other backends are binaries and a Java archive.
process.env["RECHECK_BACKEND"] = "pure";
const { checkSync } = await import("recheck");

/** A regular expression and where it stands. */
interface Found {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const problems: string[] = [];

function read(path: string): Found[] {
  const file = ts.createSourceFile(path, readFileSync(`${root}${path}`, "utf8"), ts.ScriptTarget.Latest);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    const place = `${path}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      found.push({ place, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText(file) === "RegExp") {
      const [pattern, flags] = node.arguments ?? [];
      const source = pattern && constantOf(pattern, file);
      if (source === undefined) problems.push(`${place}: a pattern that is not a constant`);
      else found.push({ place, source, flags: flags && ts.isStringLiteral(flags) ? flags.text : "" });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The text of a string, or of a template; whatever stands in the holes of a template, here it is a letter. */
function constantOf(node: ts.Node, file: ts.SourceFile): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  // A name of this file in capitals or a `const` of it is as good as written out; a parameter is not.
  const constants = new Set(
    file.statements.flatMap((statement) =>
      ts.isVariableStatement(statement)
        ? statement.declarationList.declarations.map(({ name }) => name.getText(file))
        : [],
    ),
  );
  if (
    !node.templateSpans.every(
      ({ expression }) => constants.has(expression.getText(file)) || isImported(expression, file),
    )
  ) {
    return undefined;
  }
  return node.head.text + node.templateSpans.map(({ literal }) => `x${literal.text}`).join("");
}

function isImported(node: ts.Node, file: ts.SourceFile): boolean {
  return file.statements.some(
    (statement) =>
      ts.isImportDeclaration(statement) &&
      statement.importClause?.namedBindings &&
      ts.isNamedImports(statement.importClause.namedBindings) &&
      statement.importClause.namedBindings.elements.some(({ name }) => name.text === node.getText(file)),
  );
}

function judge({ place, source, flags }: Found): void {
  const written = `${place}: /${source}/${flags}`;
  const found = checkSync(source, flags, { timeout: 120_000 });
  if (found.status === "vulnerable")
    problems.push(`${written} is ${found.complexity.summary}: ${found.attack.pattern}`);
  else if (found.status === "unknown") problems.push(`${written} is too much for the analysis: write it plainer`);
  const slowest = slowestOn(new RegExp(source, flags));
  if (slowest) problems.push(`${written} took ${slowest.times.join(", ")} ms as ${slowest.attack} doubled in length`);
}

const found = globSync("packages/{parser,core,dom,htmx-legacy}/src/**/*.ts", { cwd: root })
  .filter((path) => !/\.(test|bench)\.ts$/.test(path))
  .toSorted()
  .flatMap(read);
found.forEach(judge);
for (const problem of problems) console.error(problem);
console.log(`${found.length} regular expressions, ${problems.length} problems`);
process.exitCode = problems.length ? 1 : 0;
