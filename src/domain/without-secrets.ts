import { looksSecret } from './secrets.ts'

/** Stands where something was taken out. */
export const removed = '(removed)'

/** Members whose value is a token, whatever it looks like. A token's time of expiry is none. */
const tokenNames = /^(?:access|refresh|id|run|sas)?_?token$/i

/** The query of an address, wherever in a text the address stands. */
const query = /\?[^\s"'<>]*/g

/**
 * A copy of a JSON value that can be shown, copied and sent on: signatures are cut out of addresses, and tokens and
 * what else looks like a secret are named as removed.
 */
export function withoutSecrets(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return safeText(name, value)
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner, key)]))
}

function safeText(name: string, text: string): string {
  if (text === '') return text
  if (tokenNames.test(name)) return removed
  // Without `sig` the rest of a signature (SAS) opens nothing, but it tells who signed what, so all of it goes.
  const unsigned = text.replaceAll(query, (found) => (/[?&]sig=/i.test(found) ? `?${removed}` : found))
  return looksSecret(name, unsigned) ? removed : unsigned
}
