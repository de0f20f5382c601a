import { useMemo } from 'react'
import type { CompareView } from '../compare-view.ts'
import type { LoadedRun } from '../runs/compared-run.ts'
import { directionsOf, type KnownDirection } from './metric-direction.ts'

/** Tells the directions of metrics, see `directionsOf`. @param runs hidden ones too: a sweep may be among them */
export const useDirections = (
  runs: readonly LoadedRun[],
  { directions }: Pick<CompareView, 'directions'>,
): ((metric: string) => KnownDirection | undefined) =>
  useMemo(
    () =>
      directionsOf(
        runs.map(({ job }) => job),
        directions,
      ),
    [runs, directions],
  )
