/** A small line of the last rates. */

const WIDTH = 120;
const HEIGHT = 24;
const NAMESPACE = "http://www.w3.org/2000/svg";

export interface Sparkline {
  readonly root: SVGSVGElement;
  /** Draws these values, newest last. */
  draw(values: readonly number[]): void;
}

export function sparkline(slots: number): Sparkline {
  const root = document.createElementNS(NAMESPACE, "svg");
  root.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  root.setAttribute("preserveAspectRatio", "none");
  root.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(NAMESPACE, "polyline");
  root.append(line);
  return {
    root,
    draw(values) {
      const most = Math.max(1, ...values);
      const from = slots - values.length;
      const points = values.map((value, index) => {
        const x = ((from + index) / (slots - 1)) * WIDTH;
        return `${x.toFixed(1)},${(HEIGHT - 2 - (value / most) * (HEIGHT - 4)).toFixed(1)}`;
      });
      line.setAttribute("points", points.join(" "));
    },
  };
}
