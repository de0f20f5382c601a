type Versioned = Readonly<{
  name: string
  systemData?: { readonly lastModifiedAt?: string; readonly createdAt?: string }
}>

/**
 * What `@latest` means to the service: the version modified last, which need not have the highest number.
 * Versions without a date lose to those with one; undefined for no versions.
 */
export function latestVersion<T extends Versioned>(versions: readonly T[]): T | undefined {
  const modified = ({ systemData }: T) => Date.parse(systemData?.lastModifiedAt ?? systemData?.createdAt ?? '') || 0
  return versions.reduce<T | undefined>(
    (latest, version) => (latest && modified(latest) >= modified(version) ? latest : version),
    undefined,
  )
}

/** By when they were made, newest first; of those without a date or of the same moment, the higher number first. */
export const newestFirst = <T extends Versioned>(versions: readonly T[]): T[] =>
  versions.toSorted((a, b) => createdAt(b) - createdAt(a) || b.name.localeCompare(a.name, 'en', { numeric: true }))

const createdAt = ({ systemData }: Versioned) => Date.parse(systemData?.createdAt ?? '') || 0
