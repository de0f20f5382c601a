import { describe, expect, test } from 'vitest'
import { logFilesOf } from './log-files.ts'
import { distinctScopes, mostSideBySide, scopeWords, searchedFiles, shownFiles } from './shown-files.ts'

const files = logFilesOf([
  'user_logs/std_log_process_0.txt',
  'user_logs/std_log_process_1.txt',
  'azureml-logs/20_image_build_log.txt',
  'system_logs/lifecycler/lifecycler.log',
])
const show = (
  view: { file?: string; arrangement?: 'one' | 'lanes' | 'merged'; lanes?: string[] },
  isPreparing = false,
  among = files,
) => {
  const found = shownFiles(
    among,
    { file: view.file, arrangement: view.arrangement ?? 'one', lanes: view.lanes ?? [] },
    isPreparing,
  )
  return found && { current: found.current.label, shown: found.shown.map(({ label }) => label), left: found.left }
}

describe('the files that a view of logs shows', () => {
  test('are one, the first unless another is chosen', () => {
    expect(show({})).toEqual({ current: 'Process 0', shown: ['Process 0'], left: 0 })
    expect(show({ file: 'system_logs/lifecycler/lifecycler.log' })?.shown).toEqual(['Job lifecycle'])
  })

  test('are what the script printed, when several are wanted and none is named', () => {
    expect(show({ arrangement: 'merged' })?.shown).toEqual(['Process 0', 'Process 1'])
    expect(show({ arrangement: 'lanes' })?.shown).toEqual(['Process 0', 'Process 1'])
  })

  test('are those that are named, and the one a link leads to', () => {
    const lanes = ['user_logs/std_log_process_1.txt', 'system_logs/lifecycler/lifecycler.log', 'gone.txt']
    expect(show({ arrangement: 'merged', lanes })?.shown).toEqual(['Process 1', 'Job lifecycle'])
    const linked = show({ arrangement: 'merged', lanes, file: 'user_logs/std_log_process_0.txt' })
    expect(linked).toMatchObject({ current: 'Process 0', shown: ['Process 0', 'Process 1', 'Job lifecycle'] })
  })

  test('are the image build while there is one, until another is chosen', () => {
    expect(show({}, true)?.current).toBe('Image build')
    expect(show({ file: 'user_logs/std_log_process_1.txt' }, true)?.current).toBe('Process 1')
  })

  test('side by side are no more than a screen takes', () => {
    const many = logFilesOf(Array.from({ length: 64 }, (_, i) => `user_logs/std_log_process_${i}.txt`))
    expect(show({ arrangement: 'lanes' }, false, many)).toMatchObject({ left: 64 - mostSideBySide })
    expect(show({ arrangement: 'merged' }, false, many)).toMatchObject({ left: 0 })
  })

  test('are none where there are none', () => expect(show({}, false, [])).toBeUndefined())
})

describe('a search', () => {
  const view = shownFiles(files, { file: undefined, arrangement: 'one', lanes: [] }, false)
  if (!view) throw new Error('no files')

  test('looks through what every process of the script printed, unless something else is wanted', () => {
    const labels = (scope: 'kind' | 'shown' | 'all') => searchedFiles(files, view, scope).map(({ label }) => label)
    expect(labels('kind')).toEqual(['Process 0', 'Process 1'])
    expect(labels('shown')).toEqual(['Process 0'])
    expect(labels('all')).toHaveLength(files.length)
  })

  test('says where it looks', () => {
    expect(scopeWords(view, 'kind')).toBe('all that your script printed')
    expect(scopeWords(view, 'shown')).toBe('this file')
    expect(scopeWords(view, 'all')).toBe('all files')
  })

  test('offers no two scopes that hold the same files', () => {
    const scopesOf = (among: typeof files) => distinctScopes(among, view).map(([scope]) => scope)
    expect(scopesOf(files)).toEqual(['kind', 'shown', 'all'])
    expect(scopesOf(files.slice(0, 2))).toEqual(['kind', 'shown'])
    expect(scopesOf(files.slice(0, 1))).toEqual(['kind'])
  })
})
