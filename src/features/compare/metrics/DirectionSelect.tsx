import type { ComponentProps } from 'react'
import { Select } from '../../../ui/Field.tsx'
import type { Direction } from '../compare-view.ts'
import type { ChangeView } from '../use-compare-view.ts'
import { directionWords } from './metric-direction.ts'

/**
 * Chooses which direction of a metric is better.
 * @param unknown what to say as long as nobody knows
 */
export function DirectionSelect({
  metric,
  direction,
  unknown = directionWords(undefined),
  onChange,
  ...look
}: {
  metric: string
  direction: Direction | undefined
  unknown?: string
  onChange: ChangeView
} & Omit<ComponentProps<typeof Select>, 'value' | 'onChange'>) {
  return (
    <Select
      {...look}
      value={direction ?? ''}
      onChange={({ target: { value } }) =>
        onChange(({ directions }) => ({
          directions: new Map(directions).set(metric, value === 'lower' ? 'lower' : 'higher'),
        }))
      }
    >
      {direction === undefined && <option value="">{unknown}</option>}
      <option value="lower">{directionWords('lower')}</option>
      <option value="higher">{directionWords('higher')}</option>
    </Select>
  )
}
