/** Squiggles: what the parser finds wrong in the attributes, with its suggestions as quick fixes. */
import { linter, type Diagnostic as Squiggle } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import {
  type Diagnostic,
  parseSseAttribute,
  parseSwapAttribute,
  parseTargetAttribute,
  parseTriggerAttribute,
} from "@sse/parser";
import { allAttributes, type AttributeName, type FoundAttribute } from "./attribute-at.ts";

const parsers: Record<AttributeName, (text: string) => { readonly diagnostics: readonly Diagnostic[] }> = {
  "hx-sse": parseSseAttribute,
  "hx-swap": parseSwapAttribute,
  "hx-trigger": parseTriggerAttribute,
  "hx-target": parseTargetAttribute,
};

function squiggle({ from, to, name }: FoundAttribute, diagnostic: Diagnostic): Squiggle {
  const { start, end, severity, message, suggestion } = diagnostic;
  const begin = Math.min(from + start, to);
  return {
    from: begin,
    to: Math.max(begin, Math.min(from + end, to)),
    severity: severity === "hint" ? "info" : severity,
    source: name,
    message,
    actions:
      suggestion === undefined
        ? []
        : [
            {
              name: `Write ${suggestion}`,
              apply: (view, at, until) => view.dispatch({ changes: { from: at, to: until, insert: suggestion } }),
            },
          ],
  };
}

export function attributeChecks(): Extension {
  return linter(
    ({ state }) =>
      allAttributes(state).flatMap((attribute) =>
        parsers[attribute.name](attribute.text).diagnostics.map((diagnostic) => squiggle(attribute, diagnostic)),
      ),
    { delay: 200 },
  );
}
