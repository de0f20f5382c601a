/**
 * A resource as the service answers it. The specification calls `id`, `name` and `properties` optional because it uses
 * one type for what is sent and what comes back; in an answer they are always there.
 */
export type Existing<T extends { id?: string; name?: string; properties?: unknown }> = T & {
  readonly id: string
  readonly name: string
  properties: NonNullable<T['properties']>
}

/** Which of active and archived things a list holds. */
export type ListViewType = 'ActiveOnly' | 'ArchivedOnly' | 'All'
