const gap = 12
const margin = 8

type Size = Readonly<{ width: number; height: number }>

/**
 * Where a tip goes, in pixels of the window: to the right of the cursor, to its left when there is no room, else as far
 * within the window as it fits. It begins with the plot and moves up when the window ends before.
 * @param at of the cursor, from the left edge of the plot
 */
export function placeTip(plot: Size & Readonly<{ left: number; top: number }>, at: number, tip: Size, window: Size) {
  const cursor = plot.left + at
  const right = cursor + gap
  const left = cursor - gap - tip.width
  const fitsRight = right + tip.width <= window.width - margin
  const within = (value: number, size: number, room: number) => Math.max(margin, Math.min(value, room - size - margin))
  return {
    left: within(fitsRight || left < margin ? right : left, tip.width, window.width),
    top: within(plot.top + margin, tip.height, window.height),
  }
}
