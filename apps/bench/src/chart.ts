/** One workload as a bar chart in SVG that reads on light and on dark pages. */
import { digits } from "./table.ts";

/** A bar; without a value it shows its note alone. */
export interface Bar {
  readonly label: string;
  readonly value: number | undefined;
  /** The ends of the spread. */
  readonly min?: number;
  readonly max?: number;
  readonly note: string;
  readonly ours: boolean;
}

/** A chart. */
export interface Chart {
  readonly title: string;
  readonly subtitle: string;
  readonly bars: readonly Bar[];
  /** Where a line is drawn: the hand-written loop. */
  readonly mark: number | undefined;
}

const WIDTH = 760;
const LEFT = 210;
const RIGHT = 120;
const TOP = 64;
const STEP = 30;

const style = `text{font:13px system-ui,sans-serif;fill:#1f2937}.title{font-size:16px;font-weight:600}
.quiet{fill:#6b7280}.bar{fill:#9ca3af}.ours{fill:#0f766e}.mark{stroke:#b45309;stroke-dasharray:4 3}.spread{stroke:#1f2937}
@media(prefers-color-scheme:dark){text{fill:#e5e7eb}.quiet{fill:#9ca3af}.bar{fill:#6b7280}.ours{fill:#2dd4bf}.mark{stroke:#fbbf24}.spread{stroke:#e5e7eb}}`;

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** Length of a value: logarithmic where the largest is many times the smallest, so that both can be read. */
function scaleOf(values: readonly number[]): (value: number) => number {
  const room = WIDTH - LEFT - RIGHT;
  const high = Math.max(...values, Number.MIN_VALUE);
  const low = Math.min(...values.filter((value) => value > 0), high);
  if (high / low < 8) return (value) => (Math.max(0, value) / high) * room;
  const from = Math.log(low / 2);
  return (value) => (value > 0 ? Math.max(0, (Math.log(value) - from) / (Math.log(high) - from)) * room : 0);
}

/** The chart as a document of its own. */
export function svg({ title, subtitle, bars, mark }: Chart): string {
  const values = bars.flatMap(({ value, max }) => [value ?? [], max ?? []].flat());
  const length = scaleOf(mark === undefined ? values : [...values, mark]);
  const height = TOP + bars.length * STEP + 12;
  const logarithmic = Math.abs(length(1) * 2 - length(2)) > 0.5;
  const drawn = bars.map(({ label, value, min, max, note, ours }, i) => {
    const y = TOP + i * STEP;
    const end = LEFT + (value === undefined ? 0 : length(value));
    const tip = LEFT + Math.max(end - LEFT, max === undefined ? 0 : length(max));
    const spread =
      min === undefined || max === undefined || min === max
        ? ""
        : `<path class="spread" d="M${(LEFT + length(min)).toFixed(1)} ${y + 10}H${tip.toFixed(1)}"/>`;
    const bar =
      value === undefined
        ? ""
        : `<rect class="${ours ? "ours" : "bar"}" x="${LEFT}" y="${y}" width="${Math.max(1, end - LEFT).toFixed(1)}" height="20" rx="2"/>`;
    const text = `<text class="${value === undefined ? "quiet" : ""}" x="${(tip + 8).toFixed(1)}" y="${y + 15}">${escape(note)}</text>`;
    return `<text x="${LEFT - 10}" y="${y + 15}" text-anchor="end">${escape(label)}</text>${bar}${spread}${text}`;
  });
  const at = mark === undefined ? 0 : LEFT + length(mark);
  const line = mark === undefined ? "" : `<path class="mark" d="M${at.toFixed(1)} ${TOP - 6}V${height - 8}"/>`;
  const note = `${subtitle}${logarithmic && values.some((value) => value > 0) ? ", logarithmic" : ""}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escape(title)}">
<style>${style}</style>
<text class="title" x="0" y="20">${escape(title)}</text><text class="quiet" x="0" y="42">${escape(note)}</text>
${drawn.join("\n")}
${line}
</svg>
`;
}

/** What stands behind a bar: `0.84×` or `12 ms`. */
export function barNote(value: number, unit: string): string {
  return `${digits(value)}${unit}`;
}
