/** Root of the files that a job ran, beside those of its outputs. No output can have this name. */
export const codeRoot = '@code'

/** The link's `path` for all of the code. */
export const codePath = `${codeRoot}/`
