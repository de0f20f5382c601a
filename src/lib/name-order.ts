/**
 * Compares names as people order them: `layer9` before `layer10`. One collator for all, since it is faster than
 * `localeCompare` by an order of magnitude.
 */
export const { compare: inNameOrder } = new Intl.Collator('en', { numeric: true })
