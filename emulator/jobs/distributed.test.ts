import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../testing/until.ts'
import { createHarness, type Harness, workspaceId } from './job-harness.ts'
import { processIdentity } from './process-identity.ts'

let harness: Harness
beforeAll(async () => {
  harness = await createHarness()
})
afterAll(() => harness.dispose())

/** Two nodes unless said otherwise, without a compute. */
const submit = (name: string, command: string, distribution?: object, instanceCount = 2) =>
  harness.submit(name, command, { resources: { instanceCount }, ...(distribution && { distribution }) })
const completed = (name: string) => harness.until(name, 'Completed')
const logOf = async (name: string, log: string) => (await harness.artifact(name, `user_logs/${log}`)) ?? ''
const outputOf = (name: string, path: string) => harness.artifact(name, `outputs/${path}`)

/** A program as one word of a shell. */
const python = (lines: string[]) => `python3 -c '${lines.join('\n')}'`

/** Every process tells the first one its rank, and is told the sum of all ranks. */
const allReduce = python([
  'import os, socket, time',
  'rank, size = int(os.environ["RANK"]), int(os.environ["WORLD_SIZE"])',
  'address = (os.environ["MASTER_ADDR"], int(os.environ["MASTER_PORT"]))',
  'def join():',
  '    while True:',
  '        try: return socket.create_connection(address)',
  '        except ConnectionRefusedError: time.sleep(0.02)',
  'if rank == 0:',
  '    server = socket.create_server(address)',
  '    others = [server.accept()[0] for _ in range(size - 1)]',
  '    total = sum(int(other.recv(16)) for other in others)',
  '    for other in others: other.sendall(str(total).encode())',
  'else:',
  '    first = join()',
  '    first.sendall(str(rank).encode())',
  '    total = int(first.recv(16))',
  'names = ["RANK", "LOCAL_RANK", "NODE_RANK", "AZUREML_CR_NODE_RANK", "AZUREML_NODE_COUNT"]',
  'print("sum", total, *[os.environ[name] for name in names])',
])

describe('a distributed job', () => {
  test('of PyTorch: the processes of two nodes meet, each with a log of its own', async () => {
    submit('torch', allReduce, { distributionType: 'PyTorch', processCountPerInstance: 2 })
    await completed('torch')
    const logs = ['0', '1', '2', '3'].map((rank) => logOf('torch', `std_log_process_${rank}.txt`))
    expect(await Promise.all(logs)).toEqual([
      'sum 6 0 0 0 0 2\n',
      'sum 6 1 1 0 0 2\n',
      'sum 6 2 0 1 1 2\n',
      'sum 6 3 1 1 1 2\n',
    ])
    expect(await harness.artifact('torch', 'user_logs/std_log.txt')).toBeUndefined()
    expect(await harness.artifact('torch', 'system_logs/lifecycler/execution-wrapper.log')).toContain(
      'process 3 on node 1 ended with code 0',
    )
  })

  test('of MPI: the variables of Open MPI, and the log of its starter', async () => {
    const names = ['RANK', 'SIZE', 'LOCAL_RANK', 'LOCAL_SIZE'].map((name) => `$OMPI_COMM_WORLD_${name}`).join(' ')
    submit('mpi', `echo ${names} $AZ_BATCH_IS_CURRENT_NODE_MASTER`, {
      distributionType: 'Mpi',
      processCountPerInstance: 1,
    })
    await completed('mpi')
    expect(await logOf('mpi', 'std_log_process_0.txt')).toBe('0 2 0 1 true\n')
    expect(await logOf('mpi', 'std_log_process_1.txt')).toBe('1 2 0 1 false\n')
    expect(await logOf('mpi', 'mpi_log.txt')).toContain('process 1 on node 1')
  })

  test('of TensorFlow: workers and a parameter server, which serves until the workers are done', async () => {
    const command = python([
      'import json, os, socket, time',
      'config = json.loads(os.environ["TF_CONFIG"])',
      'task, cluster = config["task"], config["cluster"]',
      'host, port = cluster["ps"][0].split(":")',
      'if task["type"] == "ps":',
      '    server = socket.create_server((host, int(port)))',
      '    print("serving", flush=True)',
      '    while True: server.accept()[0].sendall(b"weights")',
      'while True:',
      '    try: print(task["index"], len(cluster["worker"]), socket.create_connection((host, int(port))).recv(16).decode()); break',
      '    except ConnectionRefusedError: time.sleep(0.02)',
    ])
    submit('tensorflow', command, { distributionType: 'TensorFlow', workerCount: 2, parameterServerCount: 1 })
    await completed('tensorflow')
    expect(await logOf('tensorflow', 'std_log_node_00_worker.txt')).toBe('0 2 weights\n')
    expect(await logOf('tensorflow', 'std_log_node_01_worker.txt')).toBe('1 2 weights\n')
    expect(await logOf('tensorflow', 'std_log_node_00_ps.txt')).toMatch(/^serving\n/)
  })

  test('of nothing but nodes: the command runs on each, in a folder of its own', async () => {
    const command =
      'echo $PWD > outputs/node-$AZUREML_CR_NODE_RANK; echo $AZUREML_CR_NODE_RANK > outputs/shared; ls outputs | wc -l'
    submit('plain', command)
    await completed('plain')
    expect(await logOf('plain', 'std_log_process_0.txt')).toMatch(/^\s*2\n$/)
    const places = [await outputOf('plain', 'node-0'), await outputOf('plain', 'node-1')]
    expect(new Set(places).size).toBe(2)
    expect(await outputOf('plain', 'shared')).toBe('0\n')
  })

  test('shows every process what it prints while it runs, ten of them with two digits', async () => {
    const distribution = { distributionType: 'PyTorch', processCountPerInstance: 11 }
    submit('many', `echo $RANK; while [ ! -e ${harness.dataDir}/many ]; do sleep 0.1; done`, distribution, 1)
    await until(async () => ((await logOf('many', 'std_log_process_10.txt')) === '10\n' ? true : undefined))
    expect(await logOf('many', 'std_log_process_00.txt')).toBe('0\n')
    expect(harness.statusOf('many')).toBe('Running')
    writeFileSync(`${harness.dataDir}/many`, '')
    await completed('many')
  })
})

describe('a distributed job that is ended', () => {
  test('by one process that fails: the others go, too, and the job says which it was', async () => {
    const command =
      'if [ $RANK = 1 ]; then exit 3; fi; trap "echo saved > outputs/checkpoint; exit" TERM; sleep 300 & wait'
    submit('broken', command, { distributionType: 'PyTorch' })
    expect(await harness.ended('broken')).toBe('Failed')
    const message = 'process 1 on node 1 of 2 exited with code 3, and the others were ended.'
    expect(harness.errorOf('broken')).toEqual({ code: 'UserError', message })
    expect(await outputOf('broken', 'checkpoint')).toBe('saved\n')
  })

  test('by cancel: nothing of any process is left, and each may save its work', async () => {
    const command = `trap 'echo saved > outputs/saved-$RANK; exit' TERM; (trap '' TERM; sleep 300) & echo $! > outputs/pid-$RANK; echo ready; sleep 300 & wait`
    submit('cancelled', command, { distributionType: 'PyTorch' })
    for (const log of ['std_log_process_0.txt', 'std_log_process_1.txt']) {
      await until(async () => ((await logOf('cancelled', log)) === 'ready\n' ? true : undefined))
    }
    harness.ctx.jobs.cancel(workspaceId, 'cancelled')
    expect(await harness.ended('cancelled')).toBe('Canceled')
    for (const rank of [0, 1]) {
      expect(await outputOf('cancelled', `saved-${rank}`)).toBe('saved\n')
      expect(processIdentity(Number(await outputOf('cancelled', `pid-${rank}`)))).toBeUndefined()
    }
  })
})

describe('the nodes of a distributed job', () => {
  const stop = (name: string) => `${harness.dataDir}/stop-${name}`
  /** Waits until a job has got its nodes, whose allocation takes two seconds of the clock. */
  const whenNodesCome = (name: string) =>
    until(() => {
      harness.ctx.clock.advance(1000)
      return ['Queued', 'Preparing'].includes(harness.statusOf(name)) ? undefined : true
    })
  const wait = (name: string) => `while [ ! -e ${stop(name)} ]; do sleep 0.02; done`

  test('are taken all at once: the job waits until there are enough', async () => {
    const computeId = harness.cluster('three', 3)
    harness.submit('alone', wait('alone'), { computeId })
    harness.submit('pair', wait('pair'), { computeId, resources: { instanceCount: 3 } })
    await whenNodesCome('alone')
    expect(harness.statusOf('pair')).toBe('Queued')
    writeFileSync(stop('alone'), '')
    await whenNodesCome('pair')
    harness.submit('after', 'echo', { computeId })
    expect(harness.statusOf('after')).toBe('Queued')
    writeFileSync(stop('pair'), '')
    await Promise.all(['pair', 'after'].map(completed))
  })

  test('cannot be more than the cluster may have: the job fails and says so, and the next one runs', async () => {
    const computeId = harness.cluster('small', 1)
    harness.submit('too-large', 'echo', { computeId, resources: { instanceCount: 2 } })
    harness.submit('fits', 'echo', { computeId })
    expect(await harness.ended('too-large')).toBe('Failed')
    expect(harness.errorOf('too-large')?.message).toContain("needs 2 nodes, and the cluster 'small' has 1 at most")
    await whenNodesCome('fits')
    await completed('fits')
  })
})

describe('a Ray job', () => {
  test('fails with the reason where Ray is not installed', async () => {
    submit('no-ray', 'echo', { distributionType: 'Ray' })
    expect(await harness.ended('no-ray')).toBe('Failed')
    expect(harness.errorOf('no-ray')?.message).toContain('Ray is not installed on this machine')
  })

  test("starts a head and nodes by Ray's own program, and runs its command beside the head", async () => {
    const bin = `${harness.dataDir}/bin`
    mkdirSync(bin)
    // What starts stays, and leaves a file that says so; the command ends once both are there.
    const stub = `#!/bin/sh
case "$1 $2" in
  "start --head") echo "ray $1 $2"; touch '${bin}/up'; exec sleep 300;;
  start*) echo "ray $1 $2"; touch '${bin}/joined'; exec sleep 300;;
  status*) [ -e '${bin}/up' ];;
  stop*) touch '${bin}/stopped';;
esac
`
    writeFileSync(`${bin}/ray`, stub)
    chmodSync(`${bin}/ray`, 0o755)
    const before = process.env['PATH']
    process.env['PATH'] = `${bin}:${before}`
    try {
      const command = `echo at $RAY_ADDRESS; while [ ! -e '${bin}/joined' ]; do sleep 0.02; done`
      submit('ray', command, { distributionType: 'Ray' })
      await completed('ray')
    } finally {
      process.env['PATH'] = before
    }
    expect(await logOf('ray', 'std_log_process_0.txt')).toMatch(/^ray start --head\nat 127\.0\.0\.1:\d+\n$/)
    // That would end the Ray of other jobs, and the user's own.
    expect(existsSync(`${bin}/stopped`)).toBe(false)
    expect(await logOf('ray', 'std_log_process_1.txt')).toMatch(/^ray start --address=127\.0\.0\.1:\d+\n$/)
  })
})
