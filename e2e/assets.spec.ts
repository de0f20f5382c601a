import { createCluster } from './support/arm-client.ts'
import { editorPatience } from './support/editor.ts'
import { expect, test } from './support/test.ts'

test('a data asset is made of a file from the disk, and its next version is compared with it', async ({
  page,
  openAs,
  workspaceQuery,
  arm,
}) => {
  await openAs('owner', `/data?${workspaceQuery}`)
  await page.getByRole('link', { name: 'New data asset' }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill('petals')
  await page.getByLabel('Type').selectOption('File')
  await page.getByLabel('File of the place').setInputFiles({
    name: 'petals.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('length,width\n1.4,0.2\n'),
  })
  await expect(page.getByLabel('Place', { exact: true })).toHaveValue('./petals.csv')
  await page.getByRole('button', { name: 'Register …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Register version 1 of petals?' })
  await expect(dialog).toContainText('no data asset of this name yet')
  await dialog.getByRole('button', { name: 'Register' }).click()
  await expect(page.getByRole('heading', { name: 'petals', level: 1 })).toBeVisible()
  await expect(page.getByText('Version 1', { exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'New version' }).click()
  await page.getByLabel('Description').fill('Lengths and widths in centimetres')
  await page.getByRole('button', { name: 'Register …' }).click()
  const next = page.getByRole('dialog', { name: 'Register version 2 of petals?' })
  await expect(next.getByRole('status')).toContainText('1 line removed, 2 lines added', editorPatience)
  await next.getByRole('button', { name: 'Register' }).click()
  await expect(page.getByText('Version 2', { exact: true })).toBeVisible()

  type Version = { properties: { dataType: string; dataUri: string; description: string | null } }
  const versions = await Promise.all(
    ['1', '2'].map((version) => arm.workspace<Version>('GET', `/data/petals/versions/${version}`)),
  )
  expect(versions.map(({ properties }) => properties.dataType)).toEqual(['uri_file', 'uri_file'])
  expect(versions[0]?.properties.dataUri).toMatch(/\/LocalUpload\/\w+\/petals\.csv$/)
  expect(versions[1]?.properties.dataUri).toBe(versions[0]?.properties.dataUri)
  expect(versions[1]?.properties.description).toBe('Lengths and widths in centimetres')
})

test('what a version of an environment holds cannot be changed; the next version can hold something else', async ({
  page,
  openAs,
  workspaceQuery,
  arm,
}) => {
  const image = 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04'
  await arm.workspace('PUT', '/environments/tabular/versions/1', { properties: { image } })
  await openAs('owner', `/environments/tabular/version/1?${workspaceQuery}`)
  await page.getByRole('link', { name: 'New version' }).click()
  await page.getByLabel('Docker image').fill(`${image}:20260101.v1`)
  await page.getByLabel('Version').fill('1')
  await page.getByRole('button', { name: 'Register …' }).click()
  const refusal = 'Version 1 of “tabular” exists, and its image cannot be changed. The next free version is 2.'
  await expect(page.getByRole('alert').filter({ hasText: refusal })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.getByRole('button', { name: 'Take version 2' }).click()
  await expect(page.getByLabel('Version')).toHaveValue('2')
  await page.getByRole('button', { name: 'Register …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Register version 2 of tabular?' })
  await expect(dialog.getByRole('status')).toContainText('2 lines removed, 2 lines added', editorPatience)
  await dialog.getByRole('button', { name: 'Register' }).click()
  await expect(page.getByText('Version 2', { exact: true })).toBeVisible()
  await expect(page.getByText(`${image}:20260101.v1`).first()).toBeVisible()
})

test('a cluster is resized by its YAML; what it is made of stays', async ({ page, openAs, workspaceQuery, arm }) => {
  await createCluster(arm, 'elastic', 2)
  await openAs('owner', `/compute/elastic/details?${workspaceQuery}`)
  await page.getByRole('link', { name: 'Edit as YAML' }).click()
  const apply = page.getByRole('button', { name: 'Apply …' })
  await expect(apply).toHaveAccessibleDescription('Nothing differs from the cluster as it is')

  await page.getByLabel('VM size').fill('Standard_NC6s_v3')
  const refusal = 'The VM size of a cluster cannot be changed: it is Standard_DS3_v2.'
  await expect(page.getByRole('alert').filter({ hasText: refusal })).toBeVisible()
  await expect(apply).toHaveAccessibleDescription('Fix the problems first')

  await page.getByLabel('VM size').fill('Standard_DS3_v2')
  await page.getByLabel('Maximum nodes').fill('3')
  await apply.click()
  const dialog = page.getByRole('dialog', { name: 'Change elastic?' })
  await expect(dialog.getByRole('status')).toContainText('1 line removed, 1 line added', editorPatience)
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('0 and 3')).toBeVisible()

  type Cluster = { properties: { properties: { vmSize: string; scaleSettings: object } } }
  const { properties } = await arm.workspace<Cluster>('GET', '/computes/elastic')
  expect(properties.properties).toMatchObject({
    vmSize: 'Standard_DS3_v2',
    scaleSettings: { minNodeCount: 0, maxNodeCount: 3, nodeIdleTimeBeforeScaleDown: 'PT2M' },
  })
})

test('who may only read is told why nothing can be registered', async ({ page, openAs, workspaceQuery }) => {
  await openAs('reader', `/data?${workspaceQuery}`)
  await expect(page.getByRole('button', { name: 'New data asset' }).first()).toHaveAccessibleDescription(
    /does not allow data\/write/,
  )
  await page.goto(page.url().replace('/data?', '/environments/new?'))
  await expect(page.getByRole('button', { name: 'Register …' })).toHaveAccessibleDescription(
    /does not allow environments\/write/,
  )
})
