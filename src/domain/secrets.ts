/** Words that say of a name that its value opens a door, wherever they stand in it. */
const alwaysSecret = ['password', 'passwd', 'passphrase', 'secret', 'credential', 'credentials']
/** Words that do so at the end of a name: `HF_TOKEN`, but not `TOKEN_LIMIT`. */
const secretAtEnd = ['token', 'pwd', 'pat', 'sas', 'apikey', 'accesskey']
/** What makes a secret of a name that ends in `key`: `API_KEY`, but not `SORT_KEY`. */
const beforeKey = ['api', 'access', 'account', 'private', 'storage', 'subscription', 'encryption', 'signing', 'shared']

/** Texts that are secrets by their form, whatever they are called. */
const secretForms: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(?:AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd)=\S/i,
  /[?&]sig=[\w%+/-]{20}/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\./,
  /\b(?:ghp|gho|ghs|github_pat|glpat|hf|xox[abp]|sk|dapi)[-_][\w-]{16,}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]+:[^/\s@]+@/i,
]

/**
 * Whether a variable is probably a secret, which the definition of a job is no place for: whoever may read the job reads
 * it. Numbers, switches and references to other variables are none.
 */
export function looksSecret(name: string, value: string): boolean {
  if (secretForms.some((form) => form.test(value))) return true
  if (value === '' || /^(?:[-+.\d]+|true|false|yes|no|none|\$\w+|\$?\$?\{.*\})$/i.test(value.trim())) return false
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean)
  const last = words.at(-1) ?? ''
  return (
    words.some((word) => alwaysSecret.includes(word)) ||
    secretAtEnd.includes(last) ||
    (last === 'key' && beforeKey.includes(words.at(-2) ?? '')) ||
    (last === 'string' && words.at(-2) === 'connection')
  )
}

/** What to tell about a variable that looks like a secret: why it is no good idea, and what to do instead. */
export const secretAdvice =
  'This looks like a secret. Everyone who may read the job sees it, and it stays in the job’s record. Keep it in a key vault and let the code fetch it with the job’s identity, or give that identity access so that no secret is needed.'
