/**
 * Where the history of a metric is read on: the last page that was read, the token that led to it, and how many points
 * it had then. A tracking server gives no token behind its last page, and its tokens are offsets, which stay good while
 * points are appended: so the last page is asked for again, by the token that led to it.
 */
export type Cursor = Readonly<{
  token: string | undefined
  /** How many points stand before the page. */
  from: number
  length: number
}>

/** What a page said; see `PageResult` of the series book. */
export type PageNews = Readonly<{ pointsInPage: number; nextPageToken: string | undefined }>

export const beginning: Cursor = { token: undefined, from: 0, length: 0 }

/** What the open-source server gives at most. */
export const largestPage = 25_000

/**
 * What every server allows, and what may be read again for the sake of a few new points. Azure has refused more:
 * “MaxResults must be less than 1000”, https://github.com/mlflow/mlflow/issues/10694.
 */
export const smallPage = 999

/**
 * Rows that Azure keeps of one metric: what lies beyond cannot be read.
 * https://learn.microsoft.com/azure/machine-learning/resource-limits-capacity
 */
export const mostPoints = 1_000_000

/** A page may be empty and have a next one; that many in a row lead nowhere. */
const mostEmptyPages = 10

/**
 * How many points to ask for at a cursor. A long last page is asked for without its last point: so a page follows for
 * certain, and with it comes a token behind the long one, which need not be read again.
 */
export const sizeAt = ({ length }: Cursor, pageSize: number): number =>
  length > smallPage ? Math.min(length - 1, pageSize) : pageSize

/** Where a page of a cursor leads: on to the next page, or nowhere for now. */
export function cursorAfter(cursor: Cursor, { pointsInPage, nextPageToken }: PageNews): Cursor {
  const end = cursor.from + pointsInPage
  if (nextPageToken === undefined || end >= mostPoints) return { ...cursor, length: pointsInPage }
  return { token: nextPageToken, from: end, length: 0 }
}

/**
 * Watches the tokens of one way through a history.
 * @returns a function to call with each page; it throws a sentence once the pages lead nowhere
 */
export function watchTokens(metric: string): (page: PageNews) => void {
  const seen = new Set<string>()
  let empty = 0
  return ({ pointsInPage, nextPageToken }) => {
    if (nextPageToken === undefined) return
    empty = pointsInPage === 0 ? empty + 1 : 0
    if (seen.has(nextPageToken) || empty === mostEmptyPages) {
      throw new Error(`The service sends pages of ${metric} that never end`)
    }
    seen.add(nextPageToken)
  }
}
