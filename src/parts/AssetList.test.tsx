import { useQuery } from '@tanstack/react-query'
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { modelQueries } from '../queries/models.ts'
import { armError, setUpFakeAzure, testWorkspace, type FakeAnswer } from '../queries/testing/fake-azure.ts'
import { AssetList } from './AssetList.tsx'
import { renderPage } from './testing/render-page.tsx'

afterEach(cleanup)

const aModel = (name: string, tags: Record<string, string> = {}) => ({ id: `/${name}`, name, properties: { tags } })

function Models() {
  const query = useQuery({ ...modelQueries.list(testWorkspace), retry: false })
  return (
    <AssetList
      query={query}
      noun="model"
      columns={[{ id: 'name', header: 'Name', cell: ({ name }) => name }]}
      empty={<p>No models yet</p>}
    />
  )
}

const show = (answer: FakeAnswer, path = '/model/list') => {
  setUpFakeAzure(() => answer)
  renderPage(<Models />, path)
}
const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(({ textContent }) => textContent)

describe('a list of assets', () => {
  test('is filtered by name and tags, in the link', async () => {
    show({ body: { value: [aModel('iris'), aModel('digits', { team: 'vision' })] } }, '/model/list?q=vision')
    expect(await screen.findByText('1 of 2 models')).toBeDefined()
    expect(names()).toEqual(['digits'])
    fireEvent.change(screen.getByRole('searchbox', { name: 'Filter models' }), { target: { value: '' } })
    expect(await screen.findByText('2 models')).toBeDefined()
    expect(screen.getByLabelText('address').textContent).not.toContain('q=')
  })

  test('says when nothing matches, and clears the filter', async () => {
    show({ body: { value: [aModel('iris')] } }, '/model/list?q=zebra')
    fireEvent.click(await screen.findByRole('button', { name: 'Clear the filter' }))
    await screen.findByText('1 model')
    expect(names()).toEqual(['iris'])
  })

  test('shows what would be here when there is nothing', async () => {
    show({ body: { value: [] } })
    expect(await screen.findByText('No models yet')).toBeDefined()
  })

  test('says what went wrong when it cannot be had', async () => {
    show(armError(403, 'Forbidden', 'A firewall is in the way.'))
    expect(await screen.findByText('A firewall is in the way.')).toBeDefined()
  })
})
