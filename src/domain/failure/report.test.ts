import { expect, test } from 'vitest'
import type { Failure } from './failure.ts'
import { failureReport } from './report.ts'

const failure: Failure = {
  kind: 'your-code',
  title: 'The script raised KeyError',
  what: "KeyError: 'rate'",
  evidence: [
    { text: '```', file: 'user_logs/std_log.txt', offset: 0 },
    { text: 'GET https://a.blob.core.windows.net/x?sp=r&sig=secretsecretsecretsecret failed' },
  ],
  frame: { file: 'train.py', line: 3, function: 'main', source: 'rows[rate]' },
  changes: [],
}
const report = failureReport(failure, {
  jobName: 'calm_*fox*',
  link: 'https://studio/runs/calm_fox',
  facts: [
    ['Compute', 'cpu-cluster'],
    ['Region', undefined],
  ],
  answer: { error: { code: 'UserError' }, logFiles: { a: 'https://a/b?sig=secretsecretsecretsecret' } },
})

test('a report says what happened, where and to which job', () => {
  expect(report).toContain('# Job calm\\_\\*fox\\*: The script raised KeyError')
  expect(report).toContain('Raised at train\\.py:3 in main')
  expect(report).toContain('- Compute: cpu\\-cluster')
  expect(report).toContain('- Link: <https://studio/runs/calm_fox>')
  expect(report).toContain('rows[rate]')
  expect(report).not.toContain('Region')
  expect(report).toContain('"code": "UserError"')
})

test('it holds no secret and no fence that its lines could end', () => {
  expect(report).not.toContain('secretsecret')
  expect(report).toContain('````\nrows[rate]\n```\n')
})
