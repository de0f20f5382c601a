import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completionPlace } from './completion-place.ts'

/** What can be named at the bar in a text. */
function at(marked: string) {
  const offset = marked.indexOf('|→')
  const text = marked.replace('|→', '')
  const place = completionPlace(text, offset)
  return place && { ...place, replaces: text.slice(place.from, place.to) }
}

describe('by the key', () => {
  test.each([
    ['compute: |→', 'compute', ''],
    ['compute:|→', 'compute', ''],
    ['name: a\ncompute: azureml:cp|→u # the small one\n', 'compute', 'azureml:cpu'],
    ["compute: 'azureml:|→'\n", 'compute', 'azureml:'],
    ['environment: azureml:skl|→', 'environment', 'azureml:skl'],
    ['environment: azureml:sklearn@la|→', 'environment', 'azureml:sklearn@la'],
    ['type: sweep\ntrial:\n  command: a\n  environment: azureml:|→', 'environment', 'azureml:'],
    ['resources:\n  instance_count: 2\n  instance_type: Stand|→', 'vmSize', 'Stand'],
    ['type: amlcompute\nsize: |→\ntier: dedicated', 'vmSize', ''],
    ['outputs:\n  model:\n    path: azureml://|→', 'output', 'azureml://'],
    ['type: uri_file\npath: azureml://data|→', 'files', 'azureml://data'],
    ['path: ./x\ndatastore: azureml:|→', 'datastore', 'azureml:'],
    ['inputs:\r\n  data:\r\n    path: a|→\r\n', 'input', 'a'],
  ])('%j', (text, wants, replaces) => {
    expect(at(text)).toMatchObject({ wants, replaces })
  })

  test.each([
    'comp|→ute: cpu',
    '# compute: |→',
    'compute: cpu # what |→runs it',
    'display_name: compute: |→',
    'tags:\n  compute: |→',
    'command: |\n  compute: |→\n',
    'environment:\n  im|→',
    'name: |→',
    '|→',
  ])('nothing can be named in %j', (text) => {
    expect(at(text)).toBeUndefined()
  })
})

describe('the asset of an input', () => {
  test('is of the type that the input has, before or behind the path', () => {
    const before = at('inputs:\n  data:\n    type: uri_folder\n    path: azureml:|→\n  rate: 0.1\n')
    expect(before).toMatchObject({ wants: 'input', assetType: 'uri_folder', replaces: 'azureml:' })
    const behind = at('inputs:\n  data:\n    path: azureml:|→\n    type: mlflow_model\n')
    expect(behind).toMatchObject({ wants: 'input', assetType: 'mlflow_model' })
  })

  test('is found in flow style too', () => {
    expect(at('inputs: {data: {type: uri_file, path: azureml:i|→}}')).toMatchObject({
      wants: 'input',
      replaces: 'azureml:i',
    })
    expect(at('inputs:\n  data: {path: "azureml:|→", type: uri_file}')).toMatchObject({ replaces: 'azureml:' })
    expect(at('inputs: {data: {pa|→th: x}}')).toBeUndefined()
  })
})

describe('a list', () => {
  test('is no map, however deep it stands', () => {
    expect(at('things:\n- compute: |→')).toBeUndefined()
    expect(at('things:\n- a: 1\n- b\ncompute: |→')).toMatchObject({ wants: 'compute' })
    expect(at('things:\n  - a:\n      - b\n  - c\nenvironment: |→')).toMatchObject({ wants: 'environment' })
  })
})

describe('inside of ${{…}} in a command', () => {
  const job = (command: string) =>
    `command: ${command}\ninputs:\n  rate: 0.1\n  data:\n    type: uri_file\n    path: azureml:iris:1\noutputs:\n  model:\n    type: mlflow_model\n`

  test('stand the inputs and outputs of the job', () => {
    expect(at(job('python main.py --rate ${{|→'))).toMatchObject({
      wants: 'expression',
      replaces: '',
      names: [
        { name: 'inputs.rate', value: '0.1' },
        { name: 'inputs.data', value: 'uri_file azureml:iris:1' },
        { name: 'outputs.model', value: 'mlflow_model' },
      ],
    })
  })

  test('what is typed and the closing braces are taken in', () => {
    expect(at(job('a ${{inputs.r|→}} --b'))).toMatchObject({ replaces: 'inputs.r}}' })
    expect(at(job('a ${{ inputs.|→ }} --b'))).toMatchObject({ replaces: 'inputs. }}' })
    expect(at(job('a ${{inputs.rate}} |→'))).toBeUndefined()
  })

  test('in every way to write a command', () => {
    const commands = ['>-\n  python a.py\n  --x ${{in|→', '|\n  a\n\n  b ${{in|→', '"a ${{in|→', 'a\n  b ${{in|→']
    expect(commands.map((command) => at(job(command))?.wants)).toEqual(commands.map(() => 'expression'))
  })

  test('in a sweep with its search space, while the text does not parse', () => {
    const text =
      'type: sweep\ntrial:\n  command: a ${{|→\nsearch_space:\n  c:\n    type: uniform\n  depth:\n    type: choice\nbroken: [\n'
    expect(at(text)).toMatchObject({ names: [{ name: 'search_space.c' }, { name: 'search_space.depth' }] })
  })
})

test('wherever the cursor stands in whatever text, a place is a stretch of one line around it', () => {
  const piece = fc.constantFrom(
    'inputs:',
    'path: ',
    'compute: ',
    'command: |',
    '- ',
    '{',
    '}',
    '[',
    ',',
    '"',
    "'",
    'azureml:a',
    '${{',
    '}}',
    ' ',
    '  ',
    '\n',
    '\r\n',
    '#',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(), (pieces, random) => {
      const text = pieces.join('')
      const offset = random % (text.length + 1)
      const place = completionPlace(text, offset)
      if (!place) return
      expect(place.from).toBeLessThanOrEqual(offset)
      expect(place.to).toBeGreaterThanOrEqual(offset)
      expect(text.slice(place.from, place.to)).not.toContain('\n')
    }),
    { numRuns: 3000, seed: 7 },
  )
})
