/** Texts under the user's hands, kept in this browser until something was made of them. */
export type SavedDraft = Readonly<{
  /** What it is a draft of, e.g. a kind, a workspace and an origin. */
  key: string
  text: string
  /** Milliseconds since 1970. */
  changedAt: number
  /** Query parameters that open it, where its page can show several drafts. */
  place?: string | undefined
}>

const prefix = 'trainyard.draft.'

export function readDraft(key: string): SavedDraft | undefined {
  const kept = localStorage.getItem(prefix + key)
  return kept === null ? undefined : { key, ...read(kept) }
}

/** The keys that begin so, without a look at what is kept under them. */
export const draftKeysBelow = (keyStart: string): string[] =>
  Object.keys(localStorage)
    .filter((name) => name.startsWith(prefix + keyStart))
    .map((name) => name.slice(prefix.length))

/** All whose keys begin so, the latest first. */
export const draftsBelow = (keyStart: string): SavedDraft[] =>
  draftKeysBelow(keyStart)
    .flatMap((key) => readDraft(key) ?? [])
    .toSorted((a, b) => b.changedAt - a.changedAt)

/** A full or forbidden storage must not get in the way of typing: the draft then lives as long as its page. */
export function saveDraft({ key, ...draft }: SavedDraft): void {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(draft))
  } catch {
    localStorage.removeItem(prefix + key)
  }
}

/** For whoever has made something of the draft, or wants it no more. */
export const forgetDraft = (key: string) => localStorage.removeItem(prefix + key)

/** What is no record of ours is taken for the text itself: nothing that somebody typed gets lost. */
function read(kept: string): Omit<SavedDraft, 'key'> {
  const asText = { text: kept, changedAt: 0 }
  try {
    const record = JSON.parse(kept) as Partial<SavedDraft> | null
    const { text, changedAt, place } = record ?? {}
    if (typeof text !== 'string' || typeof changedAt !== 'number') return asText
    return { text, changedAt, place: typeof place === 'string' ? place : undefined }
  } catch {
    return asText
  }
}
