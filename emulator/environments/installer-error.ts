/** A requirement as a log may show it: an address of a package or of an index may hold a password. */
export const withoutPasswords = (requirement: string) => requirement.replaceAll(/:\/\/[^\s/@]*@/g, '://****@')

/**
 * What an installer could not do: a clause in its own words that says which package it was.
 * @param printed all that pip or uv has printed
 * @param requirements lines of the list it was given, which it names by number
 * @returns the clause, without passwords
 */
export function installerError(printed: string, requirements: readonly string[]): string {
  const [, missing] = /No matching distribution found for ([^\n]+?)(?: \(from [^\n]*)?(?:\n|$)/.exec(printed) ?? []
  if (missing) return `no version of the package ${withoutPasswords(missing)} was found`
  const lines = printed.split('\n').map((line) => line.trim())
  // The last error of a conflict is an address to read at.
  const error =
    lines.find((line) => line.startsWith('ERROR: Cannot install ')) ??
    lines.findLast((line) => /^(?:error:|×)/i.test(line))
  if (error === undefined) return 'the packages could not be installed'
  if (error === 'ERROR: Exception:') {
    // pip fell over it: the last line of the traceback is a class and what it says.
    const last = lines.findLast((line) => line !== '') ?? ''
    return withoutPasswords(last.replace(/^[\w.]+: /, ''))
  }
  const clause = withoutPasswords(error)
    .replaceAll(/-r \S+ \(line (\d+)\)/g, (_, line) => withoutPasswords(requirements[Number(line) - 1] ?? ''))
    .replace(/^(?:error:|×)\s*/i, '')
    .replace(/[.:]$/, '')
  // What fails while a package is built does not name it.
  const [, building] = lines.findLast((line) => /^Collecting \S/.test(line))?.split(' ') ?? []
  return error.startsWith('×') && building !== undefined ? `${building}: ${clause}` : clause
}
