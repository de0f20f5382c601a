import { setUpClients } from '../../api/clients.ts'

export type FakeRequest = Readonly<{ method: string; path: string; query: URLSearchParams; body: unknown }>
export type FakeAnswer = Readonly<{ status?: number; body?: unknown }>

/** The workspace of component tests, and the query that names it in a link. */
export const testWorkspace = {
  subscriptionId: '8f6d1c2e-3b7a-4c95-a1e0-5d9f7b2c4e01',
  resourceGroup: 'rg',
  workspaceName: 'ws1',
}
export const testQuery = 'wsid=/subscriptions/8f6d1c2e-3b7a-4c95-a1e0-5d9f7b2c4e01/resourcegroups/rg/workspaces/ws1'

/** An error as ARM words it. */
export const armError = (status: number, code: string, message: string): FakeAnswer => ({
  status,
  body: { error: { code, message } },
})

/** Permissions of somebody who may do everything, or only look. */
export const owner: FakeAnswer = { body: { value: [{ actions: ['*'], notActions: [] }] } }
export const reader: FakeAnswer = { body: { value: [{ actions: ['*/read'], notActions: [] }] } }

/** An answer that is held back is a promise. */
type Answerer = (request: FakeRequest) => FakeAnswer | undefined | Promise<FakeAnswer>

/** Clients are kept once they are made, so they hold a call that looks up the answers of the test at hand. */
let answerOfTest: Answerer = () => undefined

const fakeFetch: typeof globalThis.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input)
  const workspacePath = /\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/[^/]+\/workspaces\/[^/]+/i
  const path = url.pathname.replace(workspacePath, '')
  const { status = 200, body } =
    (await answerOfTest({
      method: init?.method ?? 'GET',
      path,
      query: url.searchParams,
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
    })) ?? armError(404, 'NotFound', `Nothing at ${path}`)
  return new Response(body === undefined ? null : JSON.stringify(body), { status })
}

/**
 * For component tests: the studio's own client, talking to a table instead of a network. Paths are those below the
 * workspace (`/jobs`), or those of the data plane without the workspace (`/mlflow/v2.0/api/2.0/mlflow/runs/get`).
 *
 * @param answer undefined answers 404, as for a thing that is not there
 * @returns what was asked so far
 */
export function setUpFakeAzure(answer: Answerer): readonly FakeRequest[] {
  const requests: FakeRequest[] = []
  answerOfTest = (request) => {
    requests.push(request)
    return answer(request)
  }
  setUpClients({
    cloud: 'local',
    armBaseUrl: 'https://arm.test',
    signInBaseUrl: 'https://login.test',
    dataPlaneBaseUrl: 'https://data.test',
    getToken: () => Promise.resolve('token'),
    fetch: fakeFetch,
  })
  return requests
}
