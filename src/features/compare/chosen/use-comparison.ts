import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { compareQueries, movesStill } from '../../../queries/compare.ts'

/**
 * The jobs of these names and what their runs logged. Jobs that have not ended are looked at again while the page is in
 * sight; the same hands back what it read, and reads of new names alone what is new.
 *
 * @param refreshMs between two looks at jobs that have not ended
 */
export function useComparison(names: readonly string[], { refreshMs }: { refreshMs: number }) {
  const client = useQueryClient()
  const workspace = useWorkspaceRef()
  return useQuery({
    ...compareQueries.jobs(client, workspace, names),
    refetchInterval: ({ state }) => (state.data && movesStill(state.data) ? refreshMs : false),
  })
}
