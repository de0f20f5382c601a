const known = new Map<string, string>()

/**
 * A CSS colour as it is on screen in a theme: a canvas and an exported picture know neither variables nor
 * `light-dark()`. Reading the style of the page is slow, so each colour is looked up once.
 * @param isDark the theme that is on screen now
 */
export function screenColor(color: string, isDark: boolean): string {
  const key = `${isDark ? 'dark' : 'light'} ${color}`
  const before = known.get(key)
  if (before !== undefined) return before
  const probe = document.createElement('span')
  probe.style.color = color
  document.body.append(probe)
  const read = getComputedStyle(probe).color || color
  probe.remove()
  known.set(key, read)
  return read
}
