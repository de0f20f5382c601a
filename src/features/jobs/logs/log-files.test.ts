import { describe, expect, test } from 'vitest'
import { chosenLogFile, logFilesOf } from './log-files.ts'

describe('the log files of a run', () => {
  test('start with what the script printed', () => {
    const files = logFilesOf([
      'system_logs/lifecycler/lifecycler.log',
      'user_logs/mpi_log.txt',
      'user_logs/std_log.txt',
      'logs/azureml/executionlogs.txt',
    ])
    expect(files.map(({ label, group }) => `${group}: ${label}`)).toEqual([
      'Your script: Output',
      'Your script: mpi_log.txt',
      'System: executionlogs.txt',
      'System: lifecycler/lifecycler.log',
    ])
  })

  test('say which process or node they are of, in number order', () => {
    const labels = logFilesOf([
      'user_logs/std_log_process_10.txt',
      'user_logs/std_log_process_02.txt',
      'user_logs/std_log_node_00_ps.txt',
    ]).map(({ label }) => label)
    expect(labels).toEqual(['Node 0, ps', 'Process 2', 'Process 10'])
  })

  test('of the old runtime are known too', () => {
    expect(logFilesOf(['azureml-logs/55_azureml-execution.txt', 'azureml-logs/70_driver_log.txt'])[0]).toEqual({
      name: 'azureml-logs/70_driver_log.txt',
      label: 'Output',
      group: 'Your script',
    })
  })

  test('show the chosen one, or the first where the link names one that is not there', () => {
    const files = logFilesOf(['user_logs/std_log.txt', 'system_logs/a.log'])
    expect(chosenLogFile(files, 'system_logs/a.log')?.name).toBe('system_logs/a.log')
    expect(chosenLogFile(files, 'gone')?.name).toBe('user_logs/std_log.txt')
    expect(chosenLogFile([], null)).toBeUndefined()
  })
})
