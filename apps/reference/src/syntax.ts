/** Syntax that came after ES2015, as MDN's data names it. */
import ts from "typescript";

const OPERATORS: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.QuestionQuestionEqualsToken]: "operators.nullish_coalescing_assignment",
  [ts.SyntaxKind.BarBarEqualsToken]: "operators.logical_or_assignment",
  [ts.SyntaxKind.AmpersandAmpersandEqualsToken]: "operators.logical_and_assignment",
  [ts.SyntaxKind.QuestionQuestionToken]: "operators.nullish_coalescing",
  [ts.SyntaxKind.AsteriskAsteriskToken]: "operators.exponentiation",
  [ts.SyntaxKind.QuestionDotToken]: "operators.optional_chaining",
};

function ofRegExp(text: string): string[] {
  const flags = text.slice(text.lastIndexOf("/") + 1);
  return [
    ...(/\(\?<[=!]/.test(text) ? ["regular_expressions.lookbehind_assertion"] : []),
    ...(/\(\?<\w/.test(text) ? ["regular_expressions.named_capturing_group"] : []),
    ...(/\\[pP]\{/.test(text) ? ["regular_expressions.unicode_character_class_escape"] : []),
    ...(/\(\?[ims-]+:/.test(text) ? ["regular_expressions.modifier"] : []),
    ...(flags.includes("s") ? ["builtins.RegExp.dotAll"] : []),
    ...(flags.includes("d") ? ["builtins.RegExp.hasIndices"] : []),
    ...(flags.includes("v") ? ["builtins.RegExp.unicodeSets"] : []),
  ];
}

function keysOf(node: ts.Node): string[] {
  if (ts.isRegularExpressionLiteral(node)) return ofRegExp(node.text);
  if (ts.isClassStaticBlockDeclaration(node)) return ["classes.static.static_initialization_blocks"];
  if (ts.isPropertyDeclaration(node)) {
    return [ts.isPrivateIdentifier(node.name) ? "classes.private_class_fields" : "classes.public_class_fields"];
  }
  if ((ts.isMethodDeclaration(node) || ts.isAccessor(node)) && ts.isPrivateIdentifier(node.name)) {
    return ["classes.private_class_methods"];
  }
  if (ts.isBinaryExpression(node) && ts.isPrivateIdentifier(node.left)) return ["classes.private_class_fields_in"];
  if (ts.isForOfStatement(node) && node.awaitModifier) return ["statements.for_await...of"];
  if (ts.isCatchClause(node) && !node.variableDeclaration) return ["statements.try_catch.optional_catch_binding"];
  if (ts.isSpreadAssignment(node)) return ["operators.spread.spread_in_object_literals"];
  if (ts.isBigIntLiteral(node)) return ["builtins.BigInt"];
  if (ts.isNumericLiteral(node) && node.getText().includes("_")) return ["grammar.numeric_separators"];
  if (ts.isFunctionLike(node) && ts.getCombinedModifierFlags(node as ts.Declaration) & ts.ModifierFlags.Async) {
    return "asteriskToken" in node && node.asteriskToken
      ? ["statements.async_generator_function"]
      : ["statements.async_function"];
  }
  const operator = OPERATORS[node.kind];
  return operator ? [operator] : [];
}

/** The features of a node's own syntax: `javascript.operators.nullish_coalescing`. */
export function syntaxOf(node: ts.Node): readonly string[] {
  return keysOf(node).map((key) => `javascript.${key}`);
}
