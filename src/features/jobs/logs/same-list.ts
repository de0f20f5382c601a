import { useMemo } from 'react'

/** The same list for as long as its texts are the same, for what is made anew with every rendering. */
export function useSameList<Text extends string>(list: readonly Text[]): readonly Text[] {
  const key = JSON.stringify(list)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key holds all of the list
  return useMemo(() => list, [key])
}
