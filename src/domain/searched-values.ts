/** The service's tag with what the search space gave a trial. */
export const valuesTag = 'hyperparameters'

/** By name, as text; none when the tag holds something else, for anybody can set a tag of this name. */
export function searchedValues(json: string | null | undefined): Record<string, string> {
  try {
    const values: unknown = JSON.parse(json ?? '{}')
    if (typeof values !== 'object' || values === null || Array.isArray(values)) return {}
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(value)]))
  } catch {
    return {}
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
