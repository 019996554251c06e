/** The attributes of ours in an HTML document, by its syntax tree. */
import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";

export const attributeNames = ["hx-sse", "hx-swap", "hx-trigger", "hx-target"] as const;
export type AttributeName = (typeof attributeNames)[number];

/** An attribute of ours and where its text stands, quotes excluded. */
export interface FoundAttribute {
  readonly name: AttributeName;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function read(state: EditorState, node: SyntaxNode): FoundAttribute | undefined {
  const nameNode = node.getChild("AttributeName");
  const valueNode = node.getChild("AttributeValue") ?? node.getChild("UnquotedAttributeValue");
  if (!nameNode || !valueNode) return undefined;
  const spelled = state
    .sliceDoc(nameNode.from, nameNode.to)
    .toLowerCase()
    .replace(/^data-/, "");
  const name = attributeNames.find((known) => known === spelled);
  if (!name) return undefined;
  const written = state.sliceDoc(valueNode.from, valueNode.to);
  const opens = /^["']/.test(written) ? 1 : 0;
  const closes = opens && written.length > 1 && written.endsWith(written.charAt(0)) ? 1 : 0;
  const from = valueNode.from + opens;
  const to = valueNode.to - closes;
  return { name, text: state.sliceDoc(from, to), from, to };
}

/** All of them, in order. */
export function allAttributes(state: EditorState): FoundAttribute[] {
  const found: FoundAttribute[] = [];
  syntaxTree(state).iterate({
    enter(reference) {
      if (reference.name !== "Attribute") return;
      const attribute = read(state, reference.node);
      if (attribute) found.push(attribute);
    },
  });
  return found;
}

/** The one whose text holds this place. */
export function attributeAt(state: EditorState, position: number): FoundAttribute | undefined {
  let node: SyntaxNode | null = syntaxTree(state).resolveInner(position, -1);
  while (node && node.name !== "Attribute") node = node.parent;
  const found = node ? read(state, node) : undefined;
  return found && position >= found.from && position <= found.to ? found : undefined;
}
