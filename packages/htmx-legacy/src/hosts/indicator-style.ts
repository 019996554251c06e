/** How indicators look on a page without htmx: seen during requests alone, as htmx has it. */
import { adoptedSheetsOf } from "@sse/dom/native";
import type { SseConfig } from "../config.ts";

/** It stays when the page is stopped: without requests there is nothing to indicate. */
let sheet: CSSStyleSheet | undefined;

/** Puts the rules for the classes of `config` in force. A policy has no say in a sheet that is no element. */
export function styleIndicators({ indicatorClass, requestClass }: SseConfig): void {
  const sheets = adoptedSheetsOf(document);
  if (!sheets) return;
  sheet ??= new CSSStyleSheet();
  sheet.replaceSync(
    `.${indicatorClass}{opacity:0}.${requestClass} .${indicatorClass},.${requestClass}.${indicatorClass}{opacity:1;transition:opacity .2s ease-in}`,
  );
  if (!sheets.includes(sheet)) sheets.push(sheet);
}
