/** The next frame that is drawn. */

/** Frames stop while the tab is hidden or covered; a timer, in ms, does not. */
const longest = 200;

/** Calls `then` in the next frame, or, where none is drawn, a moment later. */
export function inNextFrame(then: () => void): void {
  const frame = requestAnimationFrame(run);
  const timer = setTimeout(run, longest);
  function run(): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    then();
  }
}
