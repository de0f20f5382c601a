import type { Locator, Page } from '@playwright/test'

/** The chart of a metric among those of a run or of a comparison. */
export const chartOf = (page: Page, metric: string): Locator => page.getByRole('region', { name: metric, exact: true })
