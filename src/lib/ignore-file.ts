/** Says whether a path, relative to the folder and with `/` between its parts, stays at home. */
export type Ignores = (path: string) => boolean

/**
 * Reads an `.amlignore` or `.gitignore` the way Azure ML's CLI does: git's patterns, held against every file's path;
 * the last one that matches decides and `!` takes a file back in. Unlike git itself, a file inside an ignored folder
 * can be taken back too, for the CLI asks per file.
 */
export function parseIgnoreFile(text: string): Ignores {
  const rules = text
    .split(/\r?\n/)
    .map(parseRule)
    .filter((rule) => rule !== undefined)
  return (path) => rules.findLast((rule) => rule.pattern.test(path))?.ignores ?? false
}

function parseRule(line: string): { pattern: RegExp; ignores: boolean } | undefined {
  // Blanks at the end do not count unless escaped.
  let glob = line.replace(/(?<!\\)\s+$/, '')
  if (glob === '' || glob.startsWith('#')) return undefined
  const ignores = !glob.startsWith('!')
  if (!ignores) glob = glob.slice(1)
  const wantsFolder = glob.endsWith('/')
  if (wantsFolder) glob = glob.slice(0, -1)
  // A slash at the start or in the middle ties the pattern to the root; otherwise it may match at any depth.
  const isAnchored = glob.includes('/')
  glob = glob.replace(/^\//, '')
  if (glob === '') return undefined
  try {
    const start = isAnchored ? '' : '(?:.*/)?'
    return { pattern: new RegExp(`^${start}${globSource(glob)}${wantsFolder ? '/.*' : '(?:/.*)?'}$`), ignores }
  } catch {
    // A broken character class matches nothing, as in git.
    return undefined
  }
}

/** The regular expression for one glob without its leading and trailing slash. */
function globSource(glob: string): string {
  const segments = glob.split('/')
  return segments
    .map((segment, index) => {
      const isLast = index === segments.length - 1
      if (segment === '**') return isLast ? '.*' : '(?:.*/)?'
      return segmentSource(segment) + (isLast ? '' : '/')
    })
    .join('')
}

const segmentSource = (segment: string) =>
  segment.replaceAll(/\*+|\?|\[!?\]?[^\]]*\]|\\.|[^*?[\\]+|./g, (part) => {
    if (part.startsWith('*')) return '[^/]*'
    if (part === '?') return '[^/]'
    if (part.startsWith('[') && part.length > 1)
      return `[${part.slice(1, -1).replace(/^!/, '^').replaceAll('\\', '\\\\')}]`
    return escaped(part.startsWith('\\') && part.length > 1 ? part.slice(1) : part)
  })

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
