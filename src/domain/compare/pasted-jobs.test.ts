import { expect, test } from 'vitest'
import { shortWorkspaceId, workspaceId } from '../refs.ts'
import { parseJobList } from './pasted-jobs.ts'
import { packRuns } from './run-list.ts'

const here = {
  subscriptionId: '8f6d1c2e-3b7a-4c95-a1e0-5d9f7b2c4e01',
  resourceGroup: 'rg-ml',
  workspaceName: 'contoso-research',
}
const there = { ...here, workspaceName: 'contoso-test' }
const read = (text: string) => parseJobList(text, here)

test('names come apart at blanks, commas and lines, each once', () => {
  expect(read(' calm_fox,train-42\n\nbold_owl; calm_fox\t7b ').names).toEqual([
    'calm_fox',
    'train-42',
    'bold_owl',
    '7b',
  ])
})

test('a list out of code or of a note is read as it is', () => {
  expect(read('["calm_fox", \'bold_owl\']').names).toEqual(['calm_fox', 'bold_owl'])
  expect(read('- calm_fox\n- bold_owl.\n').names).toEqual(['calm_fox', 'bold_owl'])
})

test('links and ids are read in any spelling of the workspace', () => {
  const link = `https://ml.azure.com/runs/calm_fox?wsid=${shortWorkspaceId(here)}&tid=5c2d7f0a-43b1-4e86-9d3e-7a1f60c8b214#`
  const ids = `${workspaceId(here)}/jobs/bold_owl azureml:${workspaceId(here).toUpperCase().replace('MICROSOFT.MACHINELEARNINGSERVICES', 'Microsoft.MachineLearningServices')}/jobs/wise_elk`
  expect(read(`${link}, ${ids}`)).toEqual({
    names: ['calm_fox', 'bold_owl', 'wise_elk'],
    elsewhere: [],
    notUnderstood: [],
  })
})

test('a link to a comparison gives all of its jobs', () => {
  const link = (runs: string) => `http://localhost:4280/compare?runs=${runs}&wsid=${shortWorkspaceId(here)}`
  const many = Array.from({ length: 60 }, (_, index) => `sweep_${index}`)
  expect(read(`${link('calm_fox,bold_owl')}\n${link(packRuns(many))}`).names).toEqual(['calm_fox', 'bold_owl', ...many])
})

test('a job of another workspace is told with the workspace', () => {
  const link = `https://ml.azure.com/runs/calm_fox?wsid=${shortWorkspaceId(there)}`
  expect(read(`${link} ${workspaceId(there)}/jobs/bold_owl wise_elk`)).toEqual({
    names: ['wise_elk'],
    elsewhere: [
      { name: 'calm_fox', workspaceName: 'contoso-test' },
      { name: 'bold_owl', workspaceName: 'contoso-test' },
    ],
    notUnderstood: [],
  })
})

test('what is no job is told as it stands', () => {
  const computes = `${workspaceId(here)}/computes/cpu`
  expect(read(`_fox ${computes} https://example.org/x kühl a/../b`)).toEqual({
    names: [],
    elsewhere: [],
    notUnderstood: ['_fox', computes, 'https://example.org/x', 'kühl', 'a/../b'],
  })
})

test('nothing names nothing', () => {
  expect(read(' \n,, - ')).toEqual({ names: [], elsewhere: [], notUnderstood: [] })
})
