import { queryOptions } from '@tanstack/react-query'

export const priceQueries = {
  /** The prices that ship with the studio; they load where a cost is shown. */
  list: () =>
    queryOptions({
      queryKey: ['price-list'],
      queryFn: async () => {
        const { listPrice, priceListDate } = await import('../domain/price-list.ts')
        return { priceOf: listPrice, date: priceListDate }
      },
      staleTime: Infinity,
      // Functions cannot be compared, and this never changes.
      structuralSharing: false,
    }),
}
