/** Bits of a terminal's text style that a log can carry. */
export type AnsiStyle = Readonly<{
  /** 0 to 7 and, bright, 8 to 15: black, red, green, yellow, blue, magenta, cyan, white. */
  color?: number
  bold?: boolean
  dim?: boolean
  italic?: boolean
  underline?: boolean
}>

/** A stretch of a line in one style; `end` is not part of it. */
export type AnsiSpan = Readonly<{ start: number; end: number; style: AnsiStyle }>

/** A line as it can be shown: no escape sequences, nothing invisible. `spans` only where a style applies. */
export type AnsiLine = Readonly<{ text: string; spans?: readonly AnsiSpan[] }>

const tabWidth = 8

// Control characters, the escape that starts a sequence, and marks that reorder or hide text (bidi, zero width).
// oxlint-disable-next-line no-control-regex
const unusual = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/
const unusualEach = new RegExp(unusual, 'g')

// CSI sequences (colours are those that end in m), OSC sequences (titles, links) and two-character ones.
// oxlint-disable-next-line no-control-regex
const sequence = /\u001b(?:\[([0-9;:]*)[ -/]*([@-~])|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g

/**
 * Reads one line of terminal output: colours become spans, other sequences (cursor moves, titles) go away, tabs become
 * spaces, and whatever else cannot be seen is replaced by something that can: a log must not be able to lie.
 * @param line without its line break
 */
export function parseAnsiLine(line: string): AnsiLine {
  if (!unusual.test(line)) return { text: line }
  const spans: AnsiSpan[] = []
  let text = ''
  let style: AnsiStyle = {}
  let position = 0

  function append(piece: string) {
    const start = text.length
    text += visible(piece, start)
    if (text.length > start && Object.keys(style).length > 0) spans.push({ start, end: text.length, style })
  }

  for (const match of line.matchAll(sequence)) {
    append(line.slice(position, match.index))
    position = match.index + match[0].length
    if (match[2] === 'm') style = restyle(style, match[1] ?? '')
  }
  append(line.slice(position))
  return spans.length > 0 ? { text, spans } : { text }
}

/** @param column where `piece` starts, for its tabs */
function visible(piece: string, column: number): string {
  return piece.replaceAll(unusualEach, (character, offset: number) => {
    if (character === '\t') return ' '.repeat(tabWidth - ((column + offset) % tabWidth))
    const code = character.charCodeAt(0)
    if (code < 0x20) return String.fromCharCode(0x2400 + code)
    if (code === 0x7f) return '␡'
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
  })
}

/** Applies the parameters of one SGR sequence, e.g. `1;31`. Those we do not show are skipped with their arguments. */
function restyle(style: AnsiStyle, parameters: string): AnsiStyle {
  const codes = parameters.split(/[;:]/).map(Number)
  let next: AnsiStyle = style
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0
    if (code === 38 || code === 48) {
      const color = codes[i + 1] === 5 ? codes[i + 2] : undefined
      if (code === 38 && color !== undefined && color < 16) next = { ...next, color }
      i += codes[i + 1] === 5 ? 2 : 4
    } else next = withCode(next, code)
  }
  return next
}

function withCode(style: AnsiStyle, code: number): AnsiStyle {
  const { color: _, ...uncoloured } = style
  if (code >= 30 && code <= 37) return { ...style, color: code - 30 }
  if (code >= 90 && code <= 97) return { ...style, color: code - 82 }
  switch (code) {
    case 0:
      return {}
    case 1:
      return { ...style, bold: true }
    case 2:
      return { ...style, dim: true }
    case 3:
      return { ...style, italic: true }
    case 4:
      return { ...style, underline: true }
    case 22: {
      const { bold: _bold, dim: _dim, ...rest } = style
      return rest
    }
    case 23: {
      const { italic: _italic, ...rest } = style
      return rest
    }
    case 24: {
      const { underline: _underline, ...rest } = style
      return rest
    }
    case 39:
      return uncoloured
    default:
      return style
  }
}
