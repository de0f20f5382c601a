const gap = 6
const margin = 8

/** Places an open popover below its button, or above where there is no room, inside the window. */
export function placePopover(popover: HTMLElement, trigger: HTMLElement): void {
  const at = trigger.getBoundingClientRect()
  const size = popover.getBoundingClientRect()
  const { clientWidth, clientHeight } = document.documentElement
  const below = at.bottom + gap
  const top = below + size.height > clientHeight ? Math.max(margin, at.top - gap - size.height) : below
  popover.style.top = `${top}px`
  popover.style.left = `${Math.max(margin, Math.min(at.left, clientWidth - size.width - margin))}px`
}
