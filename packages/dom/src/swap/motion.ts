/** Whether the person at this page asked their system for less motion. */

/** Asked for each swap that would move something: the setting may change while the page is open. */
export const wantsLessMotion = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
