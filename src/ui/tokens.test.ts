import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

/** A colour token in one of the themes, as `#rrggbb`. */
function colorOf(token: string, theme: 'light' | 'dark'): string {
  const [, light, dark] = new RegExp(`--${token}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css) ?? []
  const color = theme === 'light' ? light : dark
  if (!color) throw new Error(`tokens.css has no colour --${token}`)
  return color
}

/** Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['bg', 'surface', 'surface-sunken', 'surface-hover', 'surface-raised']
const tones = ['neutral', 'waiting', 'active', 'good', 'bad'].map((tone) => `tone-${tone}`)

const readable: [text: string, grounds: string[]][] = [
  ...['text', 'text-soft', 'text-faint', 'link', 'accent'].map((text): [string, string[]] => [
    text,
    [...grounds, 'accent-soft'],
  ]),
  ...tones.map((tone): [string, string[]] => [tone, [...grounds, `${tone}-soft`]]),
  ['text', tones.map((tone) => `${tone}-soft`)],
  ['danger', grounds],
  ['on-accent', ['accent', 'accent-hover']],
  ['on-danger', ['danger', 'danger-hover']],
]

test.each(['light', 'dark'] as const)('every text can be read in the %s theme (WCAG AA)', (theme) => {
  const pairs = readable.flatMap(([text, on]) => on.map((ground) => ({ text, ground })))
  const poor = pairs.filter(({ text, ground }) => contrast(colorOf(text, theme), colorOf(ground, theme)) < 4.5)
  expect(poor).toEqual([])
})

test.each(['light', 'dark'] as const)('controls and the focus ring stand out in the %s theme', (theme) => {
  const poor = ['border-strong', 'focus'].flatMap((line) =>
    ['bg', 'surface']
      .filter((ground) => contrast(colorOf(line, theme), colorOf(ground, theme)) < 3)
      .map((ground) => ({ line, ground })),
  )
  expect(poor).toEqual([])
})
