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
