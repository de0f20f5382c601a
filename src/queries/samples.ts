import { queryOptions } from '@tanstack/react-query'
import { loadSample } from '../api/samples.ts'

export const sampleQueries = {
  detail: (name: 'iris') =>
    queryOptions({ queryKey: ['samples', name], queryFn: () => loadSample(name), staleTime: Infinity }),
}
