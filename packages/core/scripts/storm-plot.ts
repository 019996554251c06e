/** A storm as a picture and as a table. */
import type { Storm } from "./storm-simulation.ts";

const WIDTH = 860;
const HEIGHT = 360;
const LEFT = 64;
const TOP = 40;
const BOTTOM = 44;
const COLORS = ["#c2410c", "#1d4ed8"];

const round = (value: number): string => value.toFixed(1);

/** Attempts per second over time, as an SVG with a logarithmic scale, one line for each storm. */
export function plotStorms(storms: Readonly<Record<string, Storm>>, outage: number): string {
  const seconds = Math.max(...Object.values(storms).map(({ perSecond }) => perSecond.length));
  const decades = 5;
  const x = (second: number): number => LEFT + ((WIDTH - LEFT - 16) * second) / seconds;
  const y = (count: number): number =>
    HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (Math.log10(Math.max(count, 1)) / decades);

  const grid = Array.from({ length: decades + 1 }, (_, power) => {
    const at = round(y(10 ** power));
    return (
      `<line x1="${LEFT}" x2="${WIDTH - 16}" y1="${at}" y2="${at}" stroke="#8884"/>` +
      `<text x="${LEFT - 8}" y="${at}" dy="4" text-anchor="end">${(10 ** power).toLocaleString("en")}</text>`
    );
  });
  const ticks = Array.from({ length: Math.floor(seconds / 10) + 1 }, (_, ten) => {
    const at = round(x(ten * 10));
    return `<text x="${at}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${ten * 10}</text>`;
  });
  const lines = Object.entries(storms).map(([name, { perSecond }], index) => {
    const steps = Array.from({ length: seconds }, (_, second) => {
      const height = round(y(perSecond[second] ?? 0));
      return `${round(x(second))},${height} ${round(x(second + 1))},${height}`;
    });
    const color = COLORS[index % COLORS.length];
    return (
      `<polyline fill="none" stroke="${color}" stroke-width="1.6" points="${steps.join(" ")}"/>` +
      `<text x="${LEFT + 8 + index * 120}" y="20" fill="${color}" font-weight="bold">${name}</text>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<rect x="${LEFT}" y="${TOP}" width="${round(x(outage / 1000) - LEFT)}" height="${HEIGHT - TOP - BOTTOM}" fill="#8882"/>`,
    ...grid,
    ...ticks,
    ...lines,
    `<text x="${round(x(outage / 2000))}" y="${TOP - 6}" text-anchor="middle">server down</text>`,
    `<text x="${WIDTH / 2}" y="${HEIGHT - 8}" text-anchor="middle">seconds; attempts to connect per second above</text>`,
    "</svg>",
    "",
  ].join("\n");
}

/** The figures of each storm as a Markdown table, formatted as this repository formats. */
export function tabulateStorms(storms: Readonly<Record<string, Storm>>): string {
  const whole = (value: number): string => Math.round(value).toLocaleString("en");
  const row = (title: string, figure: (storm: Storm) => string): string[] => [
    title,
    ...Object.values(storms).map(figure),
  ];
  const rows = [
    ["", ...Object.keys(storms)],
    row("attempts, all in all", ({ attempts }) => whole(attempts)),
    row("most within one second, once the server is back", ({ peakAfter }) => whole(peakAfter)),
    row("most within 100 ms, once the server is back", ({ peakTenth }) => whole(peakTenth)),
    row("half are back after", ({ back }) => `${round(back[0])} s`),
    row("99 of 100 are back after", ({ back }) => `${round(back[1])} s`),
    row("all are back after", ({ back }) => `${round(back[2])} s`),
  ];
  const widths = row("", () => "").map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const rule = widths.map((width, column) => (column ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[0] ?? 0))).join(" | ")} |`;
  return [rows[0] ?? [], rule, ...rows.slice(1)].map(line).join("\n");
}
