/**
 * Characters that cannot be seen or that change how others are shown: controls, direction marks, blanks other than the
 * space, code points without a meaning. In generated code they are written as escapes, so that what stands there is what
 * runs; it is the same rule as that of Python's `repr`.
 */
export const unprintable = /(?! )[\p{C}\p{Z}]/gu
