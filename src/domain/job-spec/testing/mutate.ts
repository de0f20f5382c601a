/**
 * Makes broken, odd and hostile YAML out of good YAML. The same seed gives the same texts, so that a text which does
 * harm can be made again from its number alone.
 */

/** Numbers from 0 (included) to 1 (excluded). */
export type Random = () => number

/** The generator known as mulberry32: small, fast, and good enough to choose places in a text. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const below = (random: Random, bound: number) => Math.floor(random() * bound)

function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[below(random, items.length)] ?? items[0]
}

// What makes YAML parsers stumble, and words that mean something to the CLI.
const tokens = [
  ['\t', '\n', '\r\n', '\0', '\u2028', '\ufeff', '\ud800', ' ', '  ', '- ', '? ', ': ', ':', ',', '#', ' #', '@', '`'],
  ['{', '}', '[', ']', '"', "'", '|', '>-', '|2', '&a ', '*a', '<<: *a', '!!str ', '!!int ', '!x ', '%YAML 1.2', '---'],
  ['...', '~', 'null', 'yes', '1:30', '010', '1e5', '.inf', '2024-01-01', '999999999999999999999', '=', '-', '0x_'],
  ['${{inputs.x}}', '${{search_space.lr}}', '{inputs.x}', '$[[--a ${{inputs.x}}]]', 'azureml:', 'azureml:a@latest'],
  ['__proto__', 'constructor', 'toString', 'type: sweep\n', 'trial:\n  ', 'command: ', 'inputs: ', '[1, a, {}]'],
].flat() as [string, ...string[]]

type Mutation = (text: string, random: Random, other: string) => string

/** Two places of a text in their order. */
function span(text: string, random: Random, longest = 40): [from: number, to: number] {
  const from = below(random, text.length + 1)
  return [from, Math.min(text.length, from + below(random, longest))]
}

function changeLines(text: string, random: Random, change: (lines: string[], at: number) => void): string {
  const lines = text.split('\n')
  change(lines, below(random, lines.length))
  return lines.join('\n')
}

const mutations: [Mutation, ...Mutation[]] = [
  (text, random) => {
    const [from, to] = span(text, random)
    return text.slice(0, from) + text.slice(to)
  },
  (text, random) => {
    const [from] = span(text, random)
    return text.slice(0, from) + pick(random, tokens) + text.slice(from)
  },
  (text, random) => {
    const [from, to] = span(text, random, 8)
    return text.slice(0, from) + pick(random, tokens) + text.slice(to)
  },
  (text, random) => text.slice(0, below(random, text.length + 1)),
  (text, random) => {
    const [from, to] = span(text, random, 200)
    return text.slice(0, to) + text.slice(from)
  },
  (text, random) => changeLines(text, random, (lines, at) => void lines.splice(at, 1)),
  (text, random) =>
    changeLines(text, random, (lines, at) => void lines.splice(at, 0, lines[below(random, lines.length)] ?? '')),
  (text, random) =>
    changeLines(text, random, (lines, at) => {
      lines[at] = ' '.repeat(below(random, 9)) + (lines[at] ?? '').trimStart()
    }),
  (text, random) =>
    changeLines(text, random, (lines, at) => {
      lines[at] = (lines[at] ?? '').replace(/:.*/, `: ${pick(random, tokens)}`)
    }),
  (text, random, other) => {
    const [from] = span(text, random)
    return text.slice(0, from) + other.slice(below(random, other.length))
  },
  (text) => text.replaceAll('\n', '\r\n'),
  (text, random) => text + deepNesting(random),
  (text, random) => text + aliasBomb(random),
]

function deepNesting(random: Random): string {
  const depth = below(random, 3000)
  const [open, close] = pick(random, [
    ['[', ']'],
    ['{a: ', '}'],
    ['- ', ''],
    ['? ', ''],
  ])
  return `\ndeep: ${open.repeat(depth)}x${random() < 0.5 ? close.repeat(depth) : ''}\n`
}

function aliasBomb(random: Random): string {
  const width = 2 + below(random, 9)
  const lines = Array.from({ length: 2 + below(random, 30) }, (_, index) => {
    const items = index === 0 ? 'x: 1' : Array.from({ length: width }, (__, k) => `k${k}: *b${index - 1}`).join(', ')
    return `b${index}: &b${index} {${items}}`
  })
  return `\n${lines.join('\n')}\n`
}

/** One of the texts, changed in one to six places. */
export function mutate(texts: readonly [string, ...string[]], random: Random): string {
  let text = pick(random, texts)
  for (let count = 1 + below(random, 6); count > 0; count -= 1) {
    text = pick(random, mutations)(text, random, pick(random, texts))
  }
  return text
}
