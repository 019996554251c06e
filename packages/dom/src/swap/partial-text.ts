/** `<hx-partial>` as text. */

/** As htmx has it: what stands in a template is parsed for any place. */
export function partialsAsTemplates(html: string): string {
  if (!/<hx-partial/i.test(html)) return html;
  return html
    .replace(/<hx-partial(?=[\s>])/gi, '<template hx type="partial"')
    .replace(/<\/hx-partial>/gi, "</template>");
}
