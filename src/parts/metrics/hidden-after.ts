import type { ChartLine } from '../../ui/charts/chart-types.ts'

/**
 * The ids of the lines that are hidden after one was pressed in a legend.
 *
 * @param how `toggle` hides or shows it; `alone` hides all others, or shows all where it is alone already
 */
export function hiddenAfter(
  lines: readonly Pick<ChartLine, 'id' | 'isHidden'>[],
  id: string,
  how: 'toggle' | 'alone',
): string[] {
  const isAlone = lines.every((line) => line.isHidden !== (line.id === id))
  return lines
    .filter((line) => {
      if (how === 'alone') return !isAlone && line.id !== id
      return line.id === id ? !line.isHidden : line.isHidden
    })
    .map((line) => line.id)
}
