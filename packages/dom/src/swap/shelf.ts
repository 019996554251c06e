/** Where a field waits while a host swaps: it is out of its place there, and nobody is to look what it asks for. */
import { contains } from "../native/node.ts";

/** Those on which something waits now. */
export const shelves = new Set<Element>();

/** The elements that stand in their places. */
export const unshelved = (elements: Element[]): Element[] =>
  shelves.size ? elements.filter((element) => ![...shelves].some((shelf) => contains(shelf, element))) : elements;
