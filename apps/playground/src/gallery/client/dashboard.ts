/** Draws the charts of the dashboard from the messages that reach their elements. */
import "uplot/dist/uPlot.min.css";
import uPlot from "uplot";

const SHOWN = 120;

interface MessageDetail {
  readonly elt: Element;
  readonly data: string;
}

/** A chart at the end of `figure`, in the colours of the page; returns what adds a value. */
function chart(figure: HTMLElement): (value: number) => void {
  const style = getComputedStyle(figure);
  const ink = style.getPropertyValue("--live-text");
  const soft = style.getPropertyValue("--soft");
  const line = style.getPropertyValue("--line");
  const times: number[] = [];
  const values: number[] = [];
  const axis = { stroke: soft, grid: { stroke: line, width: 1 }, ticks: { show: false }, font: "12px system-ui" };
  const size = () => ({ width: figure.clientWidth, height: 96 });
  const plot = new uPlot(
    {
      ...size(),
      legend: { show: false },
      cursor: { show: false },
      // Without a range there would be no axis before the first value, and the lines would jump aside for it.
      scales: {
        x: { time: false },
        y: { range: (_, low, high) => (low === null ? [0, 1] : uPlot.rangeNum(low, high, 0.1, true)) },
      },
      axes: [{ show: false }, { ...axis, size: 34, space: 28 }],
      series: [{}, { stroke: ink, width: 2, fill: `${ink}22`, points: { show: false } }],
    },
    [times, values],
    figure,
  );
  new ResizeObserver(() => plot.setSize(size())).observe(figure);
  let pending = false;
  return (value) => {
    times.push((times.at(-1) ?? 0) + 1);
    values.push(value);
    if (times.length > SHOWN) {
      times.shift();
      values.shift();
    }
    if (pending) return;
    pending = true;
    requestAnimationFrame(() => {
      pending = false;
      plot.setData([times, values]);
    });
  };
}

const charts = new Map<Element, (value: number) => void>();
for (const figure of document.querySelectorAll<HTMLElement>("[data-chart]")) charts.set(figure, chart(figure));

document.addEventListener("htmx:sseMessage", (event) => {
  const { elt, data } = (event as CustomEvent<MessageDetail>).detail;
  charts.get(elt)?.(Number(data));
});
