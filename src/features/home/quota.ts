import type { Usage } from '../../api/generated/arm.ts'

export type QuotaLine = Readonly<{ name: string; used: number; limit: number }>

/** Where the rest can be seen is the Azure portal; here only what may stand in the way of the next job. */
const mostLines = 4

/** What counts most: the region's totals, then the families that are used most in proportion. */
export function quotaLines(usages: readonly Usage[]): QuotaLine[] {
  const isTotal = ({ type }: Usage) => !/\/vmFamily\//i.test(type ?? '')
  const share = ({ currentValue = 0, limit = 0 }: Usage) => (limit > 0 ? currentValue / limit : 0)
  return usages
    .filter((usage) => (usage.limit ?? 0) > 0 && (isTotal(usage) || share(usage) > 0))
    .sort((a, b) => Number(isTotal(b)) - Number(isTotal(a)) || share(b) - share(a))
    .slice(0, mostLines)
    .map(({ name, currentValue = 0, limit = 0 }) => ({
      name: name?.localizedValue ?? name?.value ?? 'Cores',
      used: currentValue,
      limit,
    }))
}
