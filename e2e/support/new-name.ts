/** A name that no other test takes. A letter begins its end: names of computes must not end with a dash and digits. */
export const newName = (start: string) => `${start}-n${crypto.randomUUID().slice(0, 6)}`
