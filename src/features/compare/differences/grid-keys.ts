/** A cell by its line and column; column -1 is the head of the line. */
export type GridCell = Readonly<{ line: number; column: number }>

type Keys = Readonly<{ key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }>

/** Lines that Page Up and Page Down go by. */
const page = 10

/** Where a key leads from a cell of a grid of so many lines and columns; undefined for keys that lead nowhere. */
export function gridTarget(
  { line, column }: GridCell,
  { key, ctrlKey, metaKey, altKey }: Keys,
  size: Readonly<{ lines: number; columns: number }>,
): GridCell | undefined {
  if (altKey || size.lines === 0) return undefined
  const isFar = ctrlKey || metaKey
  const to = (next: GridCell): GridCell => ({
    line: Math.min(size.lines - 1, Math.max(0, next.line)),
    column: Math.min(size.columns - 1, Math.max(-1, next.column)),
  })
  switch (key) {
    case 'ArrowDown':
      return to({ line: isFar ? size.lines : line + 1, column })
    case 'ArrowUp':
      return to({ line: isFar ? 0 : line - 1, column })
    case 'ArrowRight':
      return to({ line, column: isFar ? size.columns : column + 1 })
    case 'ArrowLeft':
      return to({ line, column: isFar ? -1 : column - 1 })
    case 'Home':
      return to({ line: isFar ? 0 : line, column: -1 })
    case 'End':
      return to({ line: isFar ? size.lines : line, column: size.columns })
    case 'PageDown':
      return to({ line: line + page, column })
    case 'PageUp':
      return to({ line: line - page, column })
    default:
      return undefined
  }
}
