import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { renderPage } from '../../../parts/testing/render-page.tsx'
import { AddJobsDialog } from './AddJobsDialog.tsx'

afterEach(cleanup)

function open(chosen: readonly string[] = ['calm_fox']) {
  const onAdd = vi.fn<(names: readonly string[]) => void>()
  renderPage(<AddJobsDialog chosen={chosen} onAdd={onAdd} onClose={() => undefined} />, '/compare')
  const field = screen.getByLabelText<HTMLTextAreaElement>('Jobs')
  const submit = (text: string) => {
    fireEvent.change(field, { target: { value: text } })
    fireEvent.submit(field)
  }
  return { onAdd, field, submit }
}

test('pasted jobs are added, those that are there already aside', () => {
  const { onAdd, submit } = open()
  submit('bold_owl, calm_fox\nwise_elk')
  expect(onAdd).toHaveBeenCalledExactlyOnceWith(['bold_owl', 'wise_elk'])
  expect(screen.getByText(/1 of them is compared already\. There is room for 97 more\./)).toBeDefined()
})

test('what is no job is told at the field, and stays in it', () => {
  const { onAdd, field, submit } = open()
  submit('bold_owl https://example.org/ ?!x')
  expect(onAdd).not.toHaveBeenCalled()
  expect(screen.getByRole('alert').textContent).toContain('“https://example.org/” and “?!x”: neither a name nor a link')
  expect(field.value).toBe('bold_owl https://example.org/ ?!x')
  fireEvent.change(field, { target: { value: 'bold_owl' } })
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a job of another workspace is told with the workspace', () => {
  const { onAdd, submit } = open()
  submit(
    'https://ml.azure.com/runs/bold_owl?wsid=/subscriptions/8f6d1c2e-3b7a-4c95-a1e0-5d9f7b2c4e01/resourcegroups/rg/workspaces/other-ws',
  )
  expect(onAdd).not.toHaveBeenCalled()
  expect(screen.getByRole('alert').textContent).toContain('“bold_owl (other-ws)”: of another workspace.')
})

test('more than there is room for is refused with the number that is too many', () => {
  const { onAdd, submit } = open(Array.from({ length: 99 }, (_, index) => `job${index}`))
  submit('bold_owl wise_elk')
  expect(onAdd).not.toHaveBeenCalled()
  expect(screen.getByRole('alert').textContent).toBe('2 jobs, and there is room for 1: take 1 out.')
})

test('nothing is not added', () => {
  const { onAdd, submit } = open()
  submit('')
  expect(screen.getByRole('alert').textContent).toBe('Name at least one job.')
  submit('calm_fox')
  expect(screen.getByRole('alert').textContent).toBe('All of these are compared already.')
  expect(onAdd).not.toHaveBeenCalled()
})
