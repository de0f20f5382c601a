/** A text as one word for a shell, whatever is in it. */
export const shellQuoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
