import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { addJobDraft } from '../../parts/job-drafts.ts'
import { renderPage } from '../../parts/testing/render-page.tsx'
import { armError, owner, setUpFakeAzure, testWorkspace, type FakeAnswer } from '../../queries/testing/fake-azure.ts'
import { NewJobPage } from './NewJobPage.tsx'

/** Where form, YAML and code stand side by side. */
beforeEach(() =>
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener() {}, removeEventListener() {} })),
)

afterEach(() => {
  cleanup()
  localStorage.clear()
  vi.unstubAllGlobals()
})

const cluster = {
  name: 'cpu-cluster',
  properties: {
    computeType: 'AmlCompute',
    properties: {
      vmSize: 'Standard_DS3_v2',
      scaleSettings: { maxNodeCount: 4 },
      nodeStateCounts: { idleNodeCount: 1 },
    },
  },
}
const finished = {
  jobType: 'Command',
  displayName: 'calm fox',
  command: 'python train.py --rate ${{inputs.rate}}',
  environmentId: 'azureml://registries/azureml/environments/sklearn/versions/3',
  computeId: '/x/computes/cpu-cluster',
  inputs: { rate: { jobInputType: 'literal', value: '0.1' } },
}

/** A workspace with an environment, a cluster and some jobs. */
const aWorkspace = (changes: Record<string, FakeAnswer> = {}) =>
  setUpFakeAzure(({ path, method }) => {
    if (method === 'PUT') return undefined
    const answers: Record<string, FakeAnswer> = {
      '/providers/Microsoft.Authorization/permissions': owner,
      '/environments': { body: { value: [{ name: 'python3', properties: {} }] } },
      '/environments/python3/versions': { body: { value: [{ id: '/e/7', name: '7', properties: {} }] } },
      '/computes': { body: { value: [cluster] } },
      '/computes/cpu-cluster': { body: cluster },
      '/jobs/calm_fox': { body: { id: '/jobs/calm_fox', name: 'calm_fox', properties: finished } },
      '/jobs/flow': { body: { id: '/jobs/flow', name: 'flow', properties: { jobType: 'Pipeline', jobs: {} } } },
      ...changes,
    }
    return answers[path]
  })

const show = (query = '') =>
  renderPage(
    <Suspense>
      <NewJobPage />
    </Suspense>,
    `/jobs/new${query}`,
  )

const yaml = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Job as YAML' })
const type = async (text: string) => fireEvent.change(await yaml(), { target: { value: text } })
const code = (language: string) => screen.findByRole('region', { name: `${language} code` })
/** The dialog waits for the requests by suspending, which React's test scope must await. */
const preview = () => act(async () => fireEvent.click(screen.getByRole('button', { name: 'What will be sent' })))
const dialog = async (name: string) => within(await screen.findByRole('dialog', { name }))

describe('the code of a job', () => {
  test('follows what is typed, in each language', async () => {
    aWorkspace()
    show()
    await type('command: echo one\nenvironment: azureml:python3@latest\ncompute: azureml:cpu-cluster\n')
    await waitFor(async () => expect((await code('CLI')).textContent).toContain('command: echo one'))
    expect((await code('CLI')).textContent).toContain('az ml job create --file job.yml')

    fireEvent.click(screen.getByRole('link', { name: 'Python' }))
    expect((await code('Python')).textContent).toContain('command="echo one"')
    fireEvent.click(screen.getByRole('link', { name: 'REST' }))
    expect((await code('REST')).textContent).toContain('https://arm.test')
  })

  test('stays that of the last good text while there are errors', async () => {
    aWorkspace()
    show()
    await waitFor(async () => expect((await code('CLI')).textContent).toContain('hello world'))
    await type('command: [')
    expect(await screen.findByText('This is the last text without errors.')).toBeTruthy()
    expect((await code('CLI')).textContent).toContain('hello world')
  })

  test('goes when the text becomes something that is not submitted from here', async () => {
    aWorkspace()
    show()
    await waitFor(async () => expect((await code('CLI')).textContent).toContain('hello world'))
    await type('type: pipeline\njobs: {}\n')
    expect(await screen.findByText('There is code for command and sweep jobs.')).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'CLI code' })).toBeNull()
  })
})

describe('a file that is no command or sweep job', () => {
  test('is said to be one, and cannot be submitted', async () => {
    aWorkspace()
    show()
    await type('type: pipeline\ndisplay_name: nightly\njobs:\n  prepare: {type: command}\n  train: {type: sweep}\n')
    expect(await screen.findByText('This is a pipeline job')).toBeTruthy()
    expect(within(screen.getByRole('region', { name: 'Steps' })).getByText('train')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Submit job' }).getAttribute('aria-disabled')).toBe('true')
  })

  test('of a job that exists is shown as the service has it', async () => {
    aWorkspace()
    show('?from=flow')
    expect(await screen.findByText('A job of type Pipeline cannot be copied here')).toBeTruthy()
    expect(screen.getByRole('region', { name: 'Definition as JSON' }).textContent).toContain('"jobType": "Pipeline"')
    expect(screen.queryByRole('button', { name: 'Submit job' })).toBeNull()
  })
})

describe('a draft of a copy', () => {
  const keepDraft = () =>
    addJobDraft(testWorkspace, 'command: echo kept\nenvironment: azureml:python3@latest\n', 'calm_fox')

  test('opens with its text and is compared with its original', async () => {
    aWorkspace()
    show(`?draft=${keepDraft().draft}&from=calm_fox`)
    expect((await yaml()).value).toContain('echo kept')
    expect(screen.queryByText('calm_fox is not there any more')).toBeNull()
  })

  test('opens once its original is deleted, too, and says so', async () => {
    aWorkspace({ '/jobs/calm_fox': armError(404, 'NotFound', 'No such job') })
    show(`?draft=${keepDraft().draft}&from=calm_fox`)
    expect((await yaml()).value).toContain('echo kept')
    expect(screen.getByText('calm_fox is not there any more')).toBeTruthy()
  })

  test('that this browser does not have is no reason to hide that its original is gone', async () => {
    aWorkspace({ '/jobs/calm_fox': armError(404, 'NotFound', 'No such job') })
    const silence = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    show('?draft=12345678&from=calm_fox')
    expect(await screen.findByText('No such job')).toBeTruthy()
    silence.mockRestore()
  })
})

describe('what will be sent', () => {
  test('lists the requests with what was found, and the body of the job', async () => {
    aWorkspace()
    show()
    await yaml()
    await preview()
    const shown = await dialog('What will be sent')
    expect(await shown.findByText('It is version 7.')).toBeTruthy()
    const body = shown.getByRole('region', { name: 'Request body' })
    expect(JSON.parse(body.textContent ?? '')).toMatchObject({
      properties: { command: 'echo "hello world"', environmentId: '/e/7', computeId: '$WS/computes/cpu-cluster' },
    })
  })

  test('names what a copy changes', async () => {
    aWorkspace()
    show('?from=calm_fox')
    await type((await yaml()).value.replace('0.1', '0.2'))
    await preview()
    const shown = await dialog('What will be sent')
    expect(shown.getByRole('heading', { name: '1 field differs from calm_fox' })).toBeTruthy()
    expect(shown.getByText('inputs.rate: 0.1 → 0.2')).toBeTruthy()
  })

  test('says of a copy that nothing differs', async () => {
    aWorkspace()
    show('?from=calm_fox')
    await yaml()
    await preview()
    expect((await dialog('What will be sent')).getByText('Nothing differs from calm_fox')).toBeTruthy()
  })

  test('shows where it would stop', async () => {
    aWorkspace()
    show()
    await type('command: ls\ncode: ./src\nenvironment: azureml:python3@latest\n')
    await preview()
    const shown = await dialog('What will be sent')
    expect((await shown.findByRole('alert')).textContent).toContain('Upload the code ./src')
    expect(shown.getByRole('region', { name: 'Request body' }).textContent).toContain('<code version of the upload>')
  })
})

describe('a problem', () => {
  test('leads to its field, opening the section that it is in', async () => {
    aWorkspace()
    show()
    await type('command: ls\nenvironment: azureml:python3@latest\nlimits: {timeout: soon}\n')
    fireEvent.click(screen.getByRole('button', { name: 'Limits', expanded: true }))
    fireEvent.click(screen.getByRole('button', { name: /^Show limits.timeout, line 3/ }))
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /^Timeout/ })))
  })

  test('for which there is no field leads to its place in the YAML', async () => {
    aWorkspace()
    show()
    await type('command: ls\nenvironment: azureml:python3@latest\ncomand: ls\n')
    fireEvent.click(screen.getByRole('button', { name: /^Show comand, line 3/ }))
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Job as YAML' })))
  })
})

describe('validating', () => {
  test('a job for which all is there finds nothing', async () => {
    aWorkspace()
    show()
    await yaml()
    fireEvent.click(screen.getByRole('button', { name: 'Validate' }))
    const checks = await dialog('Validate')
    expect((await checks.findByText(/done: nothing stands in the way/)).getAttribute('role')).toBe('status')
    expect(checks.getByText('The latest is version 7.')).toBeTruthy()
  })

  test('a finding leads to its field in the form, also in a folded section', async () => {
    aWorkspace({ '/environments/python3/versions': { status: 404, body: { error: { code: 'NotFound' } } } })
    show()
    await yaml()
    fireEvent.click(screen.getByRole('button', { name: 'Environment', expanded: true }))
    fireEvent.click(screen.getByRole('button', { name: 'Validate' }))
    const checks = await dialog('Validate')
    fireEvent.click(await checks.findByRole('button', { name: 'Show environment' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Environment' })))
  })

  test('a check that could not be made says why, and can be made again', async () => {
    let isDown = true
    setUpFakeAzure(({ path }) => {
      if (path.endsWith('/permissions')) return owner
      if (path === '/environments') return { body: { value: [] } }
      if (path === '/computes') return { body: { value: [cluster] } }
      if (path !== '/computes/cpu-cluster') return undefined
      return isDown
        ? { status: 503, body: { error: { code: 'ServiceUnavailable', message: 'Later' } } }
        : { body: cluster }
    })
    show()
    await yaml()
    fireEvent.click(screen.getByRole('button', { name: 'Validate' }))
    const checks = await dialog('Validate')
    expect((await checks.findAllByText(/It could not be checked/)).length).toBeGreaterThan(0)
    isDown = false
    fireEvent.click(checks.getByRole('button', { name: 'Check again' }))
    expect(await checks.findByText(/^Ready/)).toBeTruthy()
  })
})
