/** A line of an ignore file that says something about a path. */
export type IgnoreRule = Readonly<{
  /** As it stands in the file, `!` included. */
  pattern: string
  /** From 1. */
  line: number
  /** False for a rule with `!`, which takes a path back in. */
  ignores: boolean
}>

export type IgnoreFile = Readonly<{
  /** The rule that decides on a path, relative to the folder and with `/` between its parts: the last that matches. */
  ruleFor: (path: string) => IgnoreRule | undefined
  /** Lines that are no pattern. Microsoft's clients refuse the whole folder for one of them. */
  broken: readonly IgnoreRule[]
}>

/**
 * Reads an `.amlignore` or `.gitignore` the way azure-ai-ml does (`_asset_utils.py` with `gitwildmatch` patterns): each
 * pattern is held against the path of each file, the last one that matches decides, and `!` takes a file back in.
 * Unlike git itself, a file inside an ignored folder can be taken back too, since nobody asks for the folder.
 */
export function parseIgnoreFile(text: string): IgnoreFile {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line, index) => parseLine(line.trim(), index + 1))
    .filter((parsed) => parsed !== undefined)
  const rules = lines.filter(({ matches }) => matches !== undefined)
  // Asked again for thousands of paths whenever one file is ticked.
  const known = new Map<string, IgnoreRule | undefined>()
  return {
    broken: lines.filter(({ matches }) => matches === undefined).map(({ rule }) => rule),
    ruleFor(path) {
      if (!known.has(path)) known.set(path, rules.findLast(({ matches }) => matches?.test(path))?.rule)
      return known.get(path)
    },
  }
}

type ParsedLine = { rule: IgnoreRule; matches: RegExp | undefined }

/** @returns undefined for a line without meaning, and no expression for one that is no pattern */
function parseLine(pattern: string, line: number): ParsedLine | undefined {
  if (pattern === '' || pattern === '/' || pattern.startsWith('#')) return undefined
  const ignores = !pattern.startsWith('!')
  const rule = { pattern, line, ignores }
  try {
    return { rule, matches: new RegExp(patternSource(ignores ? pattern : pattern.slice(1)), 'u') }
  } catch (error) {
    if (error instanceof SyntaxError) return { rule, matches: undefined }
    throw error
  }
}

/** @throws SyntaxError for what is no pattern */
function patternSource(pattern: string): string {
  // Everything but the files at the top; no rule for segments gives that.
  if (/^\*\*(?:\/\*\*)*\/$/.test(pattern)) return '^.+/.*$'
  const segments = anchored(
    pattern.split('/').filter((segment, index, all) => segment !== '**' || all[index - 1] !== '**'),
  )
  if (segments.length === 0) throw new SyntaxError('A pattern names something.')
  const last = segments.length - 1
  if (last > 0 && segments[last] === '') segments[last] = '**'

  let source = '^'
  let needsSlash = false
  for (const [index, segment] of segments.entries()) {
    if (segment === '**') {
      if (index === last) source += index === 0 ? '.+' : '/.*'
      else source += index === 0 ? '(?:.+/)?' : '(?:/.+)?'
      needsSlash = index > 0
    } else {
      source += (needsSlash ? '/' : '') + (segment === '*' ? '[^/]+' : segmentSource(segment))
      // What names a folder names everything below it.
      if (index === last) source += '(?:/.*)?'
      needsSlash = true
    }
  }
  return `${source}$`
}

/** A slash at the start or in the middle ties a pattern to the root; otherwise it may match at any depth. */
function anchored([first = '', ...rest]: string[]): string[] {
  if (first === '') return rest
  const isName = rest.length === 0 || (rest.length === 1 && rest[0] === '')
  return isName && first !== '**' ? ['**', first, ...rest] : [first, ...rest]
}

/** Escaped characters, stars, question marks, classes, and everything else, of one part of a path. */
const segmentSource = (segment: string): string =>
  segment.replaceAll(/\\(.)|(\\$)|(\*)|(\?)|\[(!?)(\]?[^\]]*)\]|./gsu, (...groups: (string | undefined)[]) => {
    const [all = '', escaped, dangling, star, question, not, members] = groups
    if (dangling) throw new SyntaxError('Nothing stands after the backslash.')
    if (star) return '[^/]*'
    if (question) return '[^/]'
    if (members) return `[${not && '^'}${members.replaceAll(/[\\[\]^]/g, String.raw`\$&`)}]`
    return escapedText(escaped ?? all)
  })

const escapedText = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
