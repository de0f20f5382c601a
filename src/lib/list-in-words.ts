const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** `a`, `a and b`, `a, b and c`. */
export const listInWords = (parts: readonly string[]): string => list.format(parts)
