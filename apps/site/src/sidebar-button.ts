/**
 * The theme's sidebar has a button in a button, which names neither its state nor takes a space. This rewrites that part of its
 * source while the website is built: a group that folds is one button.
 */

const changes: readonly (readonly [theirs: string, ours: string])[] = [
  [
    "if ('key' in e && e.key !== 'Enter') {\n    return\n  }",
    "if ('key' in e) {\n    if (e.key !== 'Enter' && e.key !== ' ') return\n    e.preventDefault()\n  }",
  ],
  [
    ':role="itemRole"',
    ':role="collapsible ? itemRole : undefined" :aria-expanded="collapsible && !isLink ? !collapsed : undefined"',
  ],
  [':tabindex="item.items && 0"', ':tabindex="collapsible && !isLink ? 0 : undefined"'],
  [
    'role="button"\n        aria-label="toggle section"',
    ':role="isLink ? \'button\' : undefined" :aria-label="isLink ? \'toggle section\' : undefined" :aria-hidden="isLink ? undefined : true"',
  ],
  [
    'tabindex="0"\n      >\n        <span class="vpi-chevron-right',
    ':tabindex="isLink ? 0 : undefined"\n      >\n        <span class="vpi-chevron-right',
  ],
];

/** The source of the theme's entry with our buttons. Throws when another version of the theme has another source. */
export function withOneButton(source: string): string {
  return changes.reduce((text, [theirs, ours]) => {
    if (!text.includes(theirs))
      throw new Error(`VPSidebarItem.vue of this VitePress has no ${JSON.stringify(theirs)}.`);
    return text.replace(theirs, () => ours);
  }, source);
}

/** The same as a plugin of Vite. */
export const sidebarButton = {
  name: "sidebar-button",
  enforce: "pre",
  transform(source: string, id: string): string | undefined {
    return id.endsWith("/VPSidebarItem.vue") ? withOneButton(source) : undefined;
  },
} as const;
