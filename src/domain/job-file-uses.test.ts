import { expect, test } from 'vitest'
import { downloadCommand, downloadPython, jobFileUri } from './job-file-uses.ts'

const workspace = { subscriptionId: 'sub', resourceGroup: 'rg', workspaceName: 'ws' }
const file = { workspace, jobName: 'calm_fox', output: 'artifacts', path: 'outputs/it\'s "a".txt' }

test('a file of the artifacts has an address, a command and a line of Python', () => {
  expect(jobFileUri(file)).toBe(`azureml://jobs/calm_fox/outputs/artifacts/paths/${file.path}`)
  expect(downloadCommand(file)).toBe(
    'az ml job download --name calm_fox --download-path . --subscription sub --resource-group rg --workspace-name ws',
  )
  expect(downloadPython(file)).toBe(
    String.raw`mlflow.artifacts.download_artifacts(run_id="calm_fox", artifact_path="outputs/it's \"a\".txt", dst_path=".")`,
  )
})

test('named outputs are downloaded as a whole', () => {
  const output = { ...file, output: 'trained', path: '' }
  expect(downloadCommand(output)).toContain(' --output-name trained ')
  expect(downloadPython(output)).toBe('ml_client.jobs.download("calm_fox", output_name="trained", download_path=".")')
})

test('a name cannot say more than it says', () => {
  expect(downloadPython({ ...file, path: 'a\u202e\n"' })).toContain(String.raw`"a\u202e\n\""`)
  expect(downloadCommand({ ...file, jobName: '$(rm -rf ~)' })).toContain("--name '$(rm -rf ~)'")
})
