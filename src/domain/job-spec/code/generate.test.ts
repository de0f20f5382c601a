import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseSpecFile } from '../parse-file.ts'
import type { SpecFile } from '../spec-file.ts'
import { corpusEntries, corpusText } from '../testing/corpus.ts'
import { generateCode } from './generate.ts'
import type { CodeTarget } from './code-target.ts'
import { bashComplaint, hasPython, pythonComplaints } from './testing/interpreters.ts'

const target: CodeTarget = {
  workspace: {
    subscriptionId: '11111111-2222-3333-4444-555555555555',
    resourceGroup: 'rg-research',
    workspaceName: 'ml-research',
  },
  tenantId: '99999999-8888-7777-6666-555555555555',
  armEndpoint: 'https://management.azure.com',
  loginEndpoint: 'https://login.microsoftonline.com',
  jobName: 'brave_boat_x7k2m9p4q1',
}

const golden = join(import.meta.dirname, 'golden')
const examples = readdirSync(golden)
  .filter((file) => file.endsWith('.yml'))
  .map((file) => file.replace('.yml', ''))

function exampleOf(name: string): { text: string; file: SpecFile } {
  const text = readFileSync(join(golden, `${name}.yml`), 'utf8')
  const { result } = parseSpecFile(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return { text, file: result.value }
}

/** From the token on: the functions before are the same for every file that needs them. */
const withoutFunctions = (script: string) => script.slice(script.indexOf('\ntoken=') + 1)

describe.each(examples)('%s', (name) => {
  const { text, file } = exampleOf(name)

  test('as Azure CLI', async () => {
    const code = generateCode('cli', file, text, target)
    await expect(code).toMatchFileSnapshot(`golden/${name}.cli.sh`)
    expect(bashComplaint(code)).toBe('')
  })

  test('as Python', async () => {
    await expect(generateCode('python', file, text, target)).toMatchFileSnapshot(`golden/${name}.py`)
  })

  test('as curl', async () => {
    const code = generateCode('rest', file, text, target)
    await expect(withoutFunctions(code)).toMatchFileSnapshot(`golden/${name}.curl.sh`)
    expect(bashComplaint(code)).toBe('')
  })
})

/** Every file that can be sent, of the examples here and of the corpus where that is. */
const everyFile = [
  ...examples.map((name) => ({ name, ...exampleOf(name) })),
  ...corpusEntries().flatMap((entry) => {
    const text = corpusText(entry)
    const { result } = parseSpecFile(text)
    return result.ok ? [{ name: entry.file, text, file: result.value }] : []
  }),
]

test('every curl script and every CLI script is bash', () => {
  const complaints = everyFile.flatMap(({ name, text, file }) =>
    (['cli', 'rest'] as const).map((language) => ({
      name,
      language,
      complaint: bashComplaint(generateCode(language, file, text, target)),
    })),
  )
  expect(complaints.filter(({ complaint }) => complaint !== '')).toEqual([])
})

test.skipIf(!hasPython)('every Python script compiles (skipped where there is no python3)', () => {
  const codes = everyFile.map(({ text, file }) => generateCode('python', file, text, target))
  expect(pythonComplaints(codes)).toEqual([])
})

test('other clouds are named to the tools that need their names', () => {
  const { text, file } = exampleOf('cluster')
  const china = { ...target, armEndpoint: 'https://management.chinacloudapi.cn' }
  expect(generateCode('cli', file, text, china)).toContain('az cloud set --name AzureChinaCloud && az login')
  expect(generateCode('python', file, text, china)).toContain(
    'credential=DefaultAzureCredential(authority=AzureAuthorityHosts.AZURE_CHINA)',
  )
  expect(generateCode('rest', file, text, china)).toContain('token=$(token_for https://management.chinacloudapi.cn)')
})

test('a cloud that the tools do not know is said to be one', () => {
  const { text, file } = exampleOf('cluster')
  const local = { ...target, armEndpoint: 'http://localhost:4281' }
  expect(generateCode('cli', file, text, local)).toContain('The CLI signs in to Azure only')
  expect(generateCode('python', file, text, local)).toContain('The SDK signs in to Azure only')
  expect(generateCode('rest', file, text, local)).toContain('token=$(token_for https://management.azure.com)')
})

test('a name of dots leads to no other address', () => {
  const text = 'name: ..\ncommand: x\nenvironment: azureml:e@latest\ninputs: {a: {path: "azureml:.@latest"}}\n'
  const { result } = parseSpecFile(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  const code = generateCode('rest', result.value, text, target)
  expect(code).toContain('job=..-is-no-name')
  expect(code).toContain('latest "$workspace/data/".-is-no-name')
})
