/** The look of the inspector: dark on every page, since it is an instrument and not part of the page. */
export const style = `
:host { all: initial; position: fixed; z-index: 2147483000; inset: auto 0 0 0; pointer-events: none;
  color-scheme: dark; font: 13px/1.45 ui-sans-serif, system-ui, sans-serif; color: #e9eddd; }
* { box-sizing: border-box; }
p, ul { margin: 0; padding: 0; list-style: none; }
button { font-family: inherit; font-size: 12px; font-weight: 600; line-height: 1; color: #e9eddd; background: #262c1c; border: 1px solid #4a533a;
  border-radius: 99px; padding: 7px 11px; cursor: pointer; min-height: 26px; }
button:hover:not([aria-disabled=true]) { background: #c6f135; color: #171a12; border-color: #c6f135; }
button[aria-disabled=true] { opacity: .5; cursor: default; }
:focus-visible { outline: 2px solid #9db0ff; outline-offset: 2px; }
[hidden] { display: none !important; }
.pill { pointer-events: auto; position: absolute; right: 16px; bottom: 16px; display: flex; gap: 9px; align-items: center;
  padding: 10px 15px; min-height: 40px; background: #171a12; border-color: #5d664a; font-size: 13px;
  box-shadow: 0 4px 18px #0005; font-variant-numeric: tabular-nums; }
.pill::before, .dot { content: ""; width: 9px; height: 9px; border-radius: 50%; background: #8b937a; flex: none; }
.pill[data-state=open]::before, [data-state=open] .dot { background: #c6f135; }
.pill[data-state=waiting]::before, [data-state=waiting] .dot { background: #f3b95f; }
.pill[data-state=connecting]::before, [data-state=connecting] .dot { background: #9fd8ff; }
.pill[data-state=closed]::before, [data-state=closed] .dot { background: none; box-shadow: inset 0 0 0 2px #8b937a; }
.panel { position: relative; z-index: 1; pointer-events: auto; display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 23rem) minmax(0, 1fr);
  height: min(23rem, 62vh); background: #11140d; border-top: 1px solid #5d664a; }
.bar { grid-column: 1 / -1; display: flex; gap: 8px; align-items: center; padding: 8px 16px; border-bottom: 1px solid #323827; }
.bar h2 { margin: 0 auto 0 0; font-size: 14px; font-weight: 600; line-height: 1.3; }
.bar span { color: #a6ad94; font-variant-numeric: tabular-nums; font-weight: 400; }
.connections { overflow: auto; border-right: 1px solid #323827; }
.card { padding: 11px 16px 12px; border-bottom: 1px solid #323827; }
.head { display: flex; align-items: center; gap: 8px; }
.head strong { font: 500 12px/1.4 ui-monospace, monospace; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.rate { margin-left: auto; color: #a6ad94; font-variant-numeric: tabular-nums; }
svg { display: block; width: 100%; height: 24px; margin: 6px 0; }
polyline { fill: none; stroke: #c6f135; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
.facts { color: #a6ad94; font-variant-numeric: tabular-nums; }
.problem { color: #ff9a8d; margin-top: 4px; overflow-wrap: anywhere; }
.problem:empty { display: none; }
.actions { display: flex; gap: 6px; margin-top: 8px; }
.timeline { overflow: auto; }
.empty { padding: 18px 16px; color: #a6ad94; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; white-space: nowrap; }
th { position: sticky; top: 0; background: #11140d; color: #a6ad94; font-weight: 500; }
th, td { padding: 4px 10px; text-align: left; border-bottom: 1px solid #23281a; }
th:first-child, td:first-child { padding-left: 16px; }
td:nth-child(n+4):nth-child(-n+6), th:nth-child(n+4):nth-child(-n+6) { text-align: right; }
td:nth-child(3) { max-width: 7rem; overflow: hidden; text-overflow: ellipsis; }
td:last-child { font: 12px/1.5 ui-monospace, monospace; color: #a6ad94; max-width: 30rem; overflow: hidden; text-overflow: ellipsis; width: 100%; }
td button { padding: 3px 9px; min-height: 24px; }
td b { font-weight: 600; color: #ffd479; }
tbody tr:hover { background: #1d2215; }
.step td:last-child { text-align: left; white-space: normal; min-width: 18rem; }
.step b { color: #c9d0b6; }
.step-open b { color: #c6f135; }
.step-waiting b { color: #f3b95f; }
.step-error b, .step-error td:last-child { color: #ff9a8d; }
.skipped td { color: #a6ad94; font-style: italic; text-align: left !important; }
.spotlight { position: fixed; inset: 0; pointer-events: none; overflow: hidden; }
.spotlight div { position: absolute; border: 3px solid #6f9c00; border-radius: 8px; box-shadow: 0 0 0 3px #c6f135; }
@media (max-width: 50rem) {
  :host { position: static; display: block; }
  .pill { position: static; margin: 16px auto; }
  .panel { grid-template: auto minmax(0, 8.5rem) minmax(0, 1fr) / minmax(0, 1fr); height: 56vh; }
  .bar { flex-wrap: wrap; padding: 8px 12px; }
  .bar h2 { display: none; }
  .bar span { flex: 1 1 100%; }
  .connections { border-right: 0; border-bottom: 1px solid #323827; }
}
@media print { :host { display: none; } }
`;
