import type { LogLevel } from './log-types.ts'

/** Words that say a level, as the logging libraries write them. Lower case only where the place leaves no doubt. */
const levelOfWord: Readonly<Record<string, LogLevel>> = {
  ERROR: 'error',
  ERR: 'error',
  CRITICAL: 'error',
  FATAL: 'error',
  SEVERE: 'error',
  EXCEPTION: 'error',
  WARNING: 'warning',
  WARN: 'warning',
  INFO: 'info',
  NOTICE: 'info',
  DEBUG: 'debug',
  TRACE: 'debug',
  VERBOSE: 'debug',
}

const words = Object.keys(levelOfWord).join('|')

/** How far into a line a level is looked for: behind it a word in capitals is part of the message. */
const headLength = 120

type Rule = Readonly<{
  /** One of these is in every line that the pattern matches: looking for it costs a tenth of the pattern. */
  needs: readonly string[]
  pattern: RegExp
  level: LogLevel | ((word: string) => LogLevel | undefined)
}>

const byWord = (word: string): LogLevel | undefined => levelOfWord[word.toUpperCase()]

const levelOfLetter: Readonly<Record<string, LogLevel>> = {
  E: 'error',
  F: 'error',
  W: 'warning',
  I: 'info',
  D: 'debug',
}
const byLetter = (letter: string): LogLevel | undefined => levelOfLetter[letter]

/** Looked at one after the other; the first that matches decides. */
const rules: readonly Rule[] = [
  // A progress bar may show any word: `Epoch 1:  50%|█████     | 5/10 [00:01<00:01, ERROR=0.3]`
  { needs: ['%|'], pattern: /\d%\|.*\| *[\d.,kMG]+\/[\d.,kMG]+ \[/, level: () => undefined },
  { needs: ['Traceback'], pattern: /Traceback \(most recent call last\)/, level: 'error' },
  {
    needs: ['exception'],
    pattern: /^(?:During handling of the above exception|The above exception was the direct cause)/,
    level: 'error',
  },
  // glog and absl: `E0501 12:34:56.789 123 file.cc:45] text`
  { needs: ['] '], pattern: /^([EFWID])\d{4} \d\d:\d\d:\d\d/, level: byLetter },
  // TensorFlow: `2024-05-01 12:34:56.789: E tensorflow/...`
  { needs: ['/', '\\'], pattern: /^\S+ \S+: ([EFWID]) \w+[/\\]/, level: byLetter },
  // `level=error`, `"level": "warn"`, `"severity":"ERROR"`
  {
    needs: ['level', 'severity', 'LEVEL', 'Level'],
    pattern: new RegExp(String.raw`\b(?:level|severity|levelname)"?\s*[=:]\s*"?(${words})\b`, 'i'),
    level: byWord,
  },
  // ` - ERROR - `, `[WARNING]`, `ERROR:root:`, `| INFO     |`, `INFO 05-01 12:34:56`
  { needs: [''], pattern: new RegExp(String.raw`(?:^|[\s[|(:<-])(${words})(?=$|[\s\]|):>!,-])`), level: byWord },
  // `/lib/x.py:12: UserWarning: text`
  { needs: ['Warning: '], pattern: /(?:^|[\s:.])\w*Warning: /, level: 'warning' },
  // The last line of a traceback, also without one: `torch.cuda.OutOfMemoryError: text`
  {
    needs: ['Error', 'Exception', 'Interrupt', 'Failure'],
    pattern: /^(?:[A-Za-z_][\w.]*\.)?\w*(?:Error|Exception|Interrupt|Failure)(?::|$)/,
    level: 'error',
  },
  // `error: text`, `fatal: text`, `warning: text`, and after the name of a program `bash: error: …`
  { needs: [': '], pattern: /^(?:[\w./-]+: )?(error|fatal|warning|info|debug)(?: \w+)?: /i, level: byWord },
  { needs: ['npm '], pattern: /^npm (ERR|WARN)!?/, level: byWord },
  {
    needs: ['Segmentation', 'Killed', 'Bus error', 'Aborted', 'Fatal Python'],
    pattern: /^(?:Segmentation fault|Killed|Bus error|Aborted|Fatal Python error)\b/,
    level: 'error',
  },
]

/** The level that a line says by itself. @param text without a time stamp or with it */
export function ownLevel(text: string): LogLevel | undefined {
  const head = text.length > headLength ? text.slice(0, headLength) : text
  for (const { needs, pattern, level } of rules) {
    const match = needs.some((word) => head.includes(word)) ? pattern.exec(head) : null
    if (match) return typeof level === 'string' ? level : level(match[1] ?? '')
  }
  return undefined
}

/** What a line hands on to the next one. */
export type LevelState = Readonly<{
  level: LogLevel | undefined
  /** Lines that took the level over, one after the other. */
  inherited: number
  /** A traceback has begun, and its last line has not come yet. */
  isOpen: boolean
}>

export const noLevel: LevelState = { level: undefined, inherited: 0, isOpen: false }

/** No line takes a level from further above: reading may begin this many lines before and come to the same result. */
export const longestInheritance = 200

/** Processes of a distributed run put their rank before each line. */
const rankPrefix = /^\[(?:rank|default)?\d+\]:\s?/

const beginsTraceback = /Traceback \(most recent call last\)/

/**
 * The level of a line that follows others: its own, or that of the line it belongs to. Indented lines belong to the one
 * before them, as those of a stack trace do, and so does the line that ends a traceback.
 */
export function nextLevel(before: LevelState, text: string, stampLength = 0): LevelState {
  const line = text.startsWith('[') ? text.replace(rankPrefix, '') : text
  const own = ownLevel(line) ?? (stampLength > 0 ? ownLevel(text.slice(stampLength)) : undefined)
  if (own) return { level: own, inherited: 0, isOpen: beginsTraceback.test(text) }
  if (before.level === undefined || before.inherited >= longestInheritance) return noLevel
  const isPart = /^\s+\S|^Caused by: /.test(line)
  if (!isPart && !before.isOpen) return noLevel
  return { level: before.level, inherited: before.inherited + 1, isOpen: before.isOpen && (isPart || line === '') }
}
