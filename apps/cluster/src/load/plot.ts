/** Bars as SVG, in the colours of the reader's scheme. */

export interface Bar {
  readonly name: string;
  readonly value: number;
}

const [WIDTH, ROW, LEFT, RIGHT, TOP] = [720, 26, 300, 70, 40] as const;

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A plot with a title that says what and in which unit. */
export function bars(title: string, values: readonly Bar[]): string {
  const height = TOP + values.length * ROW + 10;
  const most = Math.max(...values.map(({ value }) => value), 1e-9);
  const rows = values.map(({ name, value }, index) => {
    const y = TOP + index * ROW;
    const width = (value / most) * (WIDTH - LEFT - RIGHT);
    return `<text x="${LEFT - 8}" y="${y + 15}" text-anchor="end">${escape(name)}</text><rect x="${LEFT}" y="${y + 3}" width="${width.toFixed(1)}" height="${ROW - 8}"/><text x="${(LEFT + width + 6).toFixed(1)}" y="${y + 15}">${value.toFixed(1)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escape(title)}">
<style>text{font:13px system-ui,sans-serif;fill:#171a12}rect{fill:#466300}@media(prefers-color-scheme:dark){text{fill:#eceede}rect{fill:#c6f135}}</style>
<text x="8" y="22" font-weight="600">${escape(title)}</text>
${rows.join("\n")}
</svg>
`;
}
