import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import {
  armError,
  setUpFakeAzure,
  testWorkspace,
  type FakeAnswer,
  type FakeRequest,
} from '../queries/testing/fake-azure.ts'
import { RegisterModelDialog } from './RegisterModelDialog.tsx'
import { renderPage } from './testing/render-page.tsx'

afterEach(cleanup)

const artifactPaths = ['user_logs/std_log.txt', 'outputs/report.json', 'model/MLmodel', 'model/model.json']

/** A workspace with a model `iris` in one version, and a job that left another one. */
const aWorkspace = (put: (request: FakeRequest) => FakeAnswer = () => ({ status: 201, body: {} })) =>
  setUpFakeAzure((request) => {
    const { method, path } = request
    if (method === 'PUT') return put(request)
    if (path === '/models') return { body: { value: [{ id: '/i', name: 'iris', properties: { nextVersion: '2' } }] } }
    if (path === '/models/iris/versions/1') return { body: { id: '/i/1', name: '1', properties: {} } }
    if (path.endsWith('/dcid.calm_fox')) return { body: { value: artifactPaths.map((each) => ({ path: each })) } }
    return undefined
  })

const job = { workspace: testWorkspace, jobName: 'calm_fox' }

async function open() {
  renderPage(<RegisterModelDialog job={job} onClose={() => undefined} />)
  await screen.findByRole('option', { name: 'model (MLflow model)' })
}

const field = (name: RegExp) => screen.getByLabelText<HTMLInputElement>(name)
const fill = (name: RegExp, value: string) => fireEvent.change(field(name), { target: { value } })
const register = () => fireEvent.click(screen.getByRole('button', { name: 'Register' }))

describe('registering a model', () => {
  test('proposes the job’s MLflow model and the next version of a known name', async () => {
    aWorkspace()
    await open()
    expect(field(/^Files of the job/).value).toBe('model')
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'MLflow model' }).checked).toBe(true)
    expect(field(/^Version/).value).toBe('1')
    fill(/^Name/, 'iris')
    await waitFor(() => expect(field(/^Version/).value).toBe('2'))
  })

  test('takes what it is given, without a look at all files', async () => {
    const requests = aWorkspace()
    const uri = 'azureml://jobs/calm_fox/outputs/trained/paths/weights/'
    renderPage(<RegisterModelDialog job={job} source={{ uri, isModel: false }} onClose={() => undefined} />)
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Custom' }).checked).toBe(true)
    fill(/^Name/, 'flowers')
    register()
    await waitFor(() => expect(requests.some(({ method }) => method === 'PUT')).toBe(true))
    expect(requests.find(({ method }) => method === 'PUT')).toMatchObject({
      body: { properties: { modelType: 'custom_model', modelUri: uri.slice(0, -1), jobName: 'calm_fox' } },
    })
    expect(requests.some(({ path }) => path.endsWith('/dcid.calm_fox'))).toBe(false)
  })

  test('sends what was filled in and goes to the model', async () => {
    const requests = aWorkspace()
    await open()
    fill(/^Name/, 'flowers')
    fill(/^Tags/, 'stage=test')
    register()
    await waitFor(() => expect(screen.getByLabelText('address').textContent).toContain('/model/flowers/1/details?'))
    const put = requests.find(({ method }) => method === 'PUT')
    expect(put).toMatchObject({
      path: '/models/flowers/versions/1',
      body: {
        properties: {
          modelType: 'mlflow_model',
          modelUri: 'azureml://jobs/calm_fox/outputs/artifacts/paths/model',
          jobName: 'calm_fox',
          tags: { stage: 'test' },
        },
      },
    })
  })

  test('does not touch a version that exists, and says so beside the field', async () => {
    const requests = aWorkspace()
    await open()
    fill(/^Name/, 'iris')
    fill(/^Version/, '1')
    register()
    expect(await screen.findByText('This version exists already: choose another one.')).toBeDefined()
    expect(field(/^Version/).getAttribute('aria-invalid')).toBe('true')
    expect(requests.some(({ method }) => method === 'PUT')).toBe(false)
    fill(/^Version/, '2')
    expect(screen.queryByText('This version exists already: choose another one.')).toBeNull()
  })

  test('asks for a name before it asks the service', async () => {
    const requests = aWorkspace()
    await open()
    register()
    expect(await screen.findByText(/^An asset name has/)).toBeDefined()
    expect(requests.some(({ method }) => method === 'PUT')).toBe(false)
  })

  test('shows what the service refuses, and keeps what was filled in', async () => {
    aWorkspace(() => armError(403, 'AuthorizationFailed', 'You may not write models.'))
    await open()
    fill(/^Name/, 'flowers')
    register()
    expect(await screen.findByText(/You may not write models/)).toBeDefined()
    expect(field(/^Name/).value).toBe('flowers')
  })
})
