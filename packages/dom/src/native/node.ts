/** A node as it is, whatever the fields of a form are called. */
import { getter, method, setter } from "./capture.ts";

// Each by itself and not from a table: what is constant, the engine inlines.
const parentNode = getter<Node, "parentNode">("Node", "parentNode");
const parentElement = getter<Node, "parentElement">("Node", "parentElement");
const childNodes = getter<Node, "childNodes">("Node", "childNodes");
const firstChild = getter<Node, "firstChild">("Node", "firstChild");
const lastChild = getter<Node, "lastChild">("Node", "lastChild");
const nextSibling = getter<Node, "nextSibling">("Node", "nextSibling");
const previousSibling = getter<Node, "previousSibling">("Node", "previousSibling");
const connected = getter<Node, "isConnected">("Node", "isConnected");
const nodeType = getter<Node, "nodeType">("Node", "nodeType");
const ownerDocument = getter<Node, "ownerDocument">("Node", "ownerDocument");
const baseURI = getter<Node, "baseURI">("Node", "baseURI");
const text = setter<Node, "textContent">("Node", "textContent");
const textContent = getter<Node, "textContent">("Node", "textContent");
const nodeContains = method<Node, "contains">("Node", "contains");
const compare = method<Node, "compareDocumentPosition">("Node", "compareDocumentPosition");
const equal = method<Node, "isEqualNode">("Node", "isEqualNode");
const rootNode = method<Node, "getRootNode">("Node", "getRootNode");
const clone = method<Node, "cloneNode">("Node", "cloneNode");
const insert = method<Node, "insertBefore">("Node", "insertBefore");
const removeChild = method<Node, "removeChild">("Node", "removeChild");
interface Movable {
  moveBefore(node: Node, next: Node | null): void;
}
const moveInElement: Movable["moveBefore"] | undefined = method<Element & Movable, "moveBefore">(
  "Element",
  "moveBefore",
);
/** Whether an element can be moved without being taken out of the document. */
export const canMove = !!moveInElement;
const replaceChild = method<Node, "replaceChild">("Node", "replaceChild");

/** The node above: an element, a document, or a fragment such as a shadow root. */
export const parentNodeOf = (node: Node): ParentNode | null => parentNode.call(node);
export const parentElementOf = (node: Node): Element | null => parentElement.call(node);
export const childNodesOf = (node: Node): NodeListOf<ChildNode> => childNodes.call(node);
export const firstChildOf = (node: Node): ChildNode | null => firstChild.call(node);
export const lastChildOf = (node: Node): ChildNode | null => lastChild.call(node);
export const nextSiblingOf = (node: Node): ChildNode | null => nextSibling.call(node);
export const previousSiblingOf = (node: Node): ChildNode | null => previousSibling.call(node);
/** Whether the node stands in a document. */
export const isConnected = (node: Node): boolean => connected.call(node);
export const isElement = (node: Node | null | undefined): node is Element => !!node && nodeType.call(node) === 1;
/** 1 for an element, 9 for a document, 11 for a fragment. */
export const nodeTypeOf = (node: Node): number => nodeType.call(node);
export const documentOf = (node: Node): Document => ownerDocument.call(node) ?? (node as Document);
export const baseOf = (node: Node): string => baseURI.call(node);
export const textOf = (node: Node): string => textContent.call(node) ?? "";
/** Replaces the content by text. */
export const setText = (node: Node, value: string): void => text.call(node, value);
/** Whether `other` is `node`, or stands below it. */
export const contains = (node: Node, other: Node | null): boolean => nodeContains.call(node, other);
/** Flags of `Node.DOCUMENT_POSITION_…`. */
export const positionOf = (node: Node, from: Node): number => compare.call(from, node);
export const isEqual = (node: Node, other: Node | null): boolean => equal.call(node, other);
/** The topmost node: a document, a shadow root, or whatever is not in a document. */
export const topOf = (node: Node): Node => rootNode.call(node);
export const copyOf = <T extends Node>(node: T, deep: boolean): T => clone.call(node, deep) as T;

/** Puts `node` before `next`, or last where that is null. */
export function insertBefore(parent: Node, node: Node, next: Node | null): void {
  insert.call(parent, node, next);
}

/** Takes the node from its parent, if it has one. */
export function remove(node: Node): void {
  const parent = parentNode.call(node);
  if (parent) removeChild.call(parent, node);
}

export function replace(node: Node, other: Node): void {
  const parent = parentNode.call(node);
  if (parent) replaceChild.call(parent, other, node);
}

/**
 * Moves a node to the place before `next` without taking it out of the document; `false` where the browser cannot. Throws
 * where parent and node are not in one document.
 */
export function moveBefore(parent: Node, node: Node, next: Node | null): boolean {
  const move = isElement(parent) ? moveInElement : (parent as Partial<Movable>).moveBefore;
  move?.call(parent, node, next);
  return move !== undefined;
}
