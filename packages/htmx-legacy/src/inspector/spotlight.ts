/** Frames around elements of the page, so that a reader sees where a message went. */
import { element } from "./element.ts";

export interface Spotlight {
  readonly root: HTMLElement;
  /** Frames these elements until the next call; none takes the frames away. */
  show(elements: readonly Element[]): void;
}

const LIMIT = 100;

export function spotlight(): Spotlight {
  const root = element("div", { class: "spotlight" });
  return {
    root,
    show(elements) {
      root.replaceChildren();
      for (const one of elements.slice(0, LIMIT)) {
        if (!one.isConnected) continue;
        const { left, top, width, height } = one.getBoundingClientRect();
        const frame = element("div");
        Object.assign(frame.style, {
          left: `${left - 4}px`,
          top: `${top - 4}px`,
          width: `${width + 8}px`,
          height: `${height + 8}px`,
        });
        root.append(frame);
      }
    },
  };
}
