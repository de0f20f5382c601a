import { describe, expect, test } from 'vitest'
import { chosenLogFile, fileNameFor, logFilesOf, shortLabel, type ProcessLayout } from './log-files.ts'

const wordsFor = (names: string[], layout?: ProcessLayout) =>
  logFilesOf(names, layout).map(({ label, group }) => `${group}: ${label}`)

describe('the log files of a run', () => {
  test('start with what the script printed', () => {
    expect(
      wordsFor([
        'system_logs/lifecycler/lifecycler.log',
        'azureml-logs/20_image_build_log.txt',
        'user_logs/mpi_log.txt',
        'user_logs/std_log.txt',
        'logs/azureml/executionlogs.txt',
        'azureml-logs/hyperdrive.txt',
      ]),
    ).toEqual([
      'Your script: Output',
      'Your script: MPI launcher',
      'Sweep: Sweep',
      'Image build: Image build',
      'System: Pipeline',
      'System: Job lifecycle',
    ])
  })

  test('say which process or node they are of, in number order', () => {
    expect(
      wordsFor([
        'user_logs/std_log_process_10.txt',
        'user_logs/std_log_process_02.txt',
        'user_logs/std_log_process_00.txt',
        'user_logs/std_log_node_00_ps.txt',
        'user_logs/std_log_node_01_worker.txt',
      ]),
    ).toEqual([
      'Your script: Node 0, parameter server',
      'Your script: Node 1, worker',
      'Your script: Process 0',
      'Your script: Process 2',
      'Your script: Process 10',
    ])
  })

  test('say on which node a process ran, where the job says how many run on each', () => {
    const names = [0, 1, 2, 3].map((process) => `user_logs/std_log_process_${process}.txt`)
    const labels = (layout: ProcessLayout) => logFilesOf(names, layout).map(({ label }) => label)
    expect(labels({ nodes: 2, processesPerNode: 2 })).toEqual([
      'Node 0, process 0',
      'Node 0, process 1',
      'Node 1, process 2',
      'Node 1, process 3',
    ])
    expect(labels({ nodes: 1, processesPerNode: 4 })).toEqual(['Process 0', 'Process 1', 'Process 2', 'Process 3'])
    expect(labels({ nodes: 2, processesPerNode: undefined })).toEqual(labels({ nodes: 1, processesPerNode: 4 }))
  })

  test('of the platform are named by what they are about', () => {
    expect(
      wordsFor([
        'system_logs/data_capability/rslex.log.2026-07-31-10',
        'system_logs/hosttools_capability/hosttools-capability.log',
        'system_logs/lifecycler/execution-wrapper.log',
        'system_logs/snapshot_capability/snapshot-capability.log',
        'system_logs/new_capability/new-capability.log',
      ]),
    ).toEqual([
      'System: Data access, reader (2026-07-31-10)',
      'System: Host tools',
      'System: Start and end of the script',
      'System: new_capability/new-capability.log',
      'System: Code download',
    ])
  })

  test('of the old runtime are known too', () => {
    expect(
      wordsFor([
        'azureml-logs/55_azureml-execution-tvmps_0a1b_d.txt',
        'azureml-logs/70_driver_log.txt',
        'azureml-logs/70_driver_log-worker-0.txt',
        'azureml-logs/75_job_post-tvmps_0a1b_d.txt',
        'azureml-logs/process_info.json',
      ]),
    ).toEqual([
      'Your script: Output',
      'Your script: Worker 0',
      'System: Node set-up (tvmps_0a1b_d)',
      'System: After the script (tvmps_0a1b_d)',
      'System: List of processes',
    ])
  })

  test('of another attempt come last, by the number of the attempt', () => {
    expect(
      wordsFor([
        'user_logs/retry_010/std_log_process_1.txt',
        'user_logs/retry_002/std_log_process_1.txt',
        'system_logs/lifecycler/retry_002/lifecycler.log',
        'user_logs/std_log_process_1.txt',
      ]),
    ).toEqual([
      'Your script: Process 1',
      'Other attempts: retry_002: Job lifecycle',
      'Other attempts: retry_002: Process 1',
      'Other attempts: retry_010: Process 1',
    ])
  })

  test('of a job that waits again begin with what its script printed before', () => {
    expect(wordsFor(['system_logs/lifecycler/retry_001/lifecycler.log', 'user_logs/retry_001/std_log.txt'])).toEqual([
      'Other attempts: retry_001: Output',
      'Other attempts: retry_001: Job lifecycle',
    ])
  })

  test('that plain words do not tell apart keep their paths', () => {
    expect(wordsFor(['system_logs/lifecycler/vm-bootstrapper.log', 'azureml-logs/55_azureml-execution.txt'])).toEqual([
      'System: Node set-up (azureml-logs/55_azureml-execution.txt)',
      'System: Node set-up (system_logs/lifecycler/vm-bootstrapper.log)',
    ])
  })

  test('show the chosen one, or the first where the link names one that is not there', () => {
    const files = logFilesOf(['user_logs/std_log.txt', 'system_logs/a.log'])
    expect(chosenLogFile(files, 'system_logs/a.log')?.name).toBe('system_logs/a.log')
    expect(chosenLogFile(files, 'gone')?.name).toBe('user_logs/std_log.txt')
    expect(chosenLogFile([], null)).toBeUndefined()
  })

  test('show how the image is built as long as it is', () => {
    const files = logFilesOf(['user_logs/std_log.txt', 'azureml-logs/20_image_build_log.txt'])
    expect(chosenLogFile(files, undefined, true)?.label).toBe('Image build')
    expect(chosenLogFile(files, 'user_logs/std_log.txt', true)?.label).toBe('Output')
    expect(chosenLogFile(files, undefined)?.label).toBe('Output')
  })

  test('have short names for narrow screens', () => {
    const short = ['Node 1, process 13', 'Process 0', 'Node 0, parameter server', 'Output'].map(shortLabel)
    expect(short).toEqual(['N1 P13', 'P0', 'N0 parameter server', 'Output'])
  })

  test('are saved under the name of their job', () => {
    expect(fileNameFor('train-42', 'user_logs/std_log.txt')).toBe('train-42-std_log.txt')
  })
})
