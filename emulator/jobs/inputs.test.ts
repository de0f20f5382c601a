import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHarness, type Harness, workspaceId } from './job-harness.ts'

let harness: Harness
let web: Server
let address: string
beforeAll(async () => {
  harness = await createHarness()
  web = createServer((request, response) => {
    if (request.url === '/data/two%20words.csv?sig=secret') response.end('from the web\n')
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  const bound = web.address()
  address = typeof bound === 'object' && bound ? `http://127.0.0.1:${bound.port}` : ''
})
afterAll(async () => {
  web.close()
  await harness.dispose()
})

let next = 0
/** Runs a job with one input `x`. @returns the job's name and last status */
async function runWith(command: string, x: Record<string, unknown>) {
  const jobName = `input-${(next += 1)}`
  harness.submit(jobName, command, { inputs: { x } })
  return { jobName, status: await harness.ended(jobName) }
}

async function logOf(command: string, x: Record<string, unknown>): Promise<string> {
  const { jobName, status } = await runWith(command, x)
  expect(harness.errorOf(jobName)).toBeUndefined()
  expect(status).toBe('Completed')
  return harness.log(jobName)
}

async function errorOf(x: Record<string, unknown>): Promise<string | undefined> {
  const { jobName, status } = await runWith('echo never', x)
  expect(status).toBe('Failed')
  expect(await harness.log(jobName)).not.toContain('never')
  return harness.errorOf(jobName)?.message
}

const file = (uri: string) => ({ jobInputType: 'uri_file', uri })
const folder = (uri: string) => ({ jobInputType: 'uri_folder', uri })

describe('an input is found', () => {
  test('as a file of a datastore, by the short and the long address', async () => {
    const uri = await harness.file('forms/été 1.txt', 'short\n')
    expect(await logOf('cat "${{inputs.x}}"; basename "$AZURE_ML_INPUT_x"', file(uri))).toBe('short\nété 1.txt\n')
    const long = uri.replace(
      'azureml://',
      `azureml:/${workspaceId.replace('/providers/Microsoft.MachineLearningServices', '')}/`,
    )
    expect(await logOf('cat "${{inputs.x}}"', file(long))).toBe('short\n')
  })

  test('as a folder, with the folders in it', async () => {
    await harness.file('tree/a.txt', 'a\n')
    await harness.file('tree/deep/b.txt', 'b\n')
    await harness.file('tree-house/c.txt', 'c\n')
    const uri = 'azureml://datastores/workspaceblobstore/paths/tree'
    expect(await logOf('cd ${{inputs.x}} && find . -type f | sort', folder(uri))).toBe('./a.txt\n./deep/b.txt\n')
  })

  test('by the address of a blob in the workspace, signed or not', async () => {
    const uri = await harness.file('direct.txt', 'by url\n')
    const name = uri.slice(uri.indexOf('paths/') + 6)
    const { blobs, resources } = harness.ctx
    const container = String(resources.get(`${workspaceId}/datastores/workspaceblobstore`)?.properties['containerName'])
    expect(await logOf('cat ${{inputs.x}}', file(`${blobs.url(container, name)}?sv=1&sig=x`))).toBe('by url\n')
    const cloud = `https://trainyardstorage.blob.core.windows.net/${container}/${name}`
    expect(await logOf('cat ${{inputs.x}}', file(cloud))).toBe('by url\n')
  })

  test('as an asset, by id and by name', async () => {
    const dataUri = await harness.file('asset.txt', 'asset\n')
    const id = `${workspaceId}/data/words/versions/3`
    harness.ctx.resources.put({ id, name: '3', type: 'x', properties: { dataType: 'uri_file', dataUri } })
    for (const uri of [id, `azureml:${id}`, 'azureml:words:3', 'azureml:words@latest']) {
      expect(await logOf('cat ${{inputs.x}}', file(uri))).toBe('asset\n')
    }
  })

  test('on the web', async () => {
    const uri = `${address}/data/two%20words.csv?sig=secret`
    expect(await logOf('cat "${{inputs.x}}"; basename "${{inputs.x}}"', file(uri))).toBe(
      'from the web\ntwo words.csv\n',
    )
  })

  test('as its address alone when the mode is Direct', async () => {
    const uri = 'azureml://datastores/workspaceblobstore/paths/anything'
    expect(await logOf('echo ${{inputs.x}}', { ...folder(uri), mode: 'Direct' })).toBe(`${uri}\n`)
  })
})

describe('a job fails before its command', () => {
  test('when a file, a folder or a datastore is not there', async () => {
    const root = 'azureml://datastores/workspaceblobstore/paths'
    expect(await errorOf(file(`${root}/none.txt`))).toBe(`Input 'x': there is no file at '${root}/none.txt'.`)
    expect(await errorOf(folder(`${root}/none`))).toBe(`Input 'x': there is nothing at '${root}/none'.`)
    expect(await errorOf(file('azureml://datastores/nowhere/paths/a'))).toContain("datastore 'nowhere'")
    expect(await errorOf(file('azureml:nothing:1'))).toContain("'azureml:nothing:1' was not found")
  })

  test('when the web does not have it, without telling the signature', async () => {
    const message = await errorOf(file(`${address}/gone.csv?sig=secret`))
    expect(message).toBe(`Input 'x': '${address}/gone.csv' could not be downloaded: HTTP 404 Not Found.`)
  })

  test("when a blob's name would lead out of the job's folder", async () => {
    await harness.file('evil/../../../escape.txt', 'x')
    const uri = 'azureml://datastores/workspaceblobstore/paths/evil'
    expect(await errorOf(folder(uri))).toContain('leads out')
  })

  test('and can be cancelled while it waits for an input', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const bound = silent.address()
    const port = typeof bound === 'object' && bound ? bound.port : 0
    const uri = `http://127.0.0.1:${port}/slow.csv`
    harness.submit('waiting', 'echo never', { inputs: { x: file(uri) } })
    await harness.until('waiting', 'Preparing')
    expect(harness.ctx.jobs.cancel(workspaceId, 'waiting')).toBe(true)
    expect(await harness.ended('waiting')).toBe('Canceled')
    silent.closeAllConnections()
    silent.close()
  })
})

test('the sample data of the docs needs no network, and the log says where it came from', async () => {
  const uri = 'https://azuremlexamples.blob.core.windows.net/datasets/iris.csv'
  const log = await logOf('wc -l < ${{inputs.x}}', file(uri))
  expect(log).toMatch(/15[01]\n$/)
})
