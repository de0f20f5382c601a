import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { parseAmlCompute } from '../domain/job-spec/computes/aml-compute.ts'
import { applyEdits } from '../lib/text-edit.ts'
import { YamlProblems } from './YamlProblems.tsx'

afterEach(cleanup)

function Problems({ start }: { start: string }) {
  const [text, setText] = useState(start)
  const parsed = parseAmlCompute(text)
  return (
    <>
      <YamlProblems
        problems={parsed.ok ? parsed.warnings : parsed.problems}
        onFix={({ edits }) => setText(applyEdits(text, edits))}
      />
      <pre data-testid="text">{text}</pre>
    </>
  )
}

test('a misspelt key is mended from the list of problems, without the editor', () => {
  render(<Problems start={'name: cpu-cluster\ntype: amlcompute\nmax_instence: 4 # enough\n'} />)
  expect(screen.getByRole('list', { name: 'Problems' }).textContent).toContain('line 3')
  fireEvent.click(screen.getByRole('button', { name: 'Change to “max_instances”' }))
  expect(screen.getByTestId('text').textContent).toContain('max_instances: 4 # enough')
  expect(screen.queryByRole('list', { name: 'Problems' })).toBeNull()
})

test('a problem that nothing mends by itself has no button', () => {
  render(<Problems start={'name: cpu-cluster\ntype: amlcompute\nmax_instances: many\n'} />)
  expect(screen.getAllByRole('listitem')).toHaveLength(1)
  expect(screen.queryByRole('button')).toBeNull()
})
