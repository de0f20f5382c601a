/** Where a job's code lies while it runs: on the service, and in the local Azure ML. */
const workingFolders = /^.*?(?:\/exe\/wd|\/jobs\/\d+\/(?:node-\d+\/)?work)\//

/** Python's own files, installed packages, and what the platform wraps around a script. */
const foreign = [
  /(?:^|[\\/])(?:site|dist)-packages[\\/]/,
  /[\\/]lib(?:64)?[\\/]python\d/i,
  /[\\/](?:bin|Scripts)[\\/][\w.-]+$/,
  /^<.*>$/,
  /\.(?:pyx|pxd|pxi)$/,
  /(?:^|\/)azureml-setup\//,
  /(?:^|\/)(?:context_manager_injector|run_script|history_injector)\.py$/,
]

/** How surely a file of a traceback is the user's own; 0 for one that is not. */
export function ownership(path: string): 0 | 1 | 2 {
  if (foreign.some((pattern) => pattern.test(path))) return 0
  return workingFolders.test(path) || !/^(?:[\\/]|[A-Za-z]:)/.test(path) ? 2 : 1
}

/** The path as it is in the user's code folder, where that can be told. */
export const shownPath = (path: string): string => path.replace(workingFolders, '').replace(/^\.\//, '')

/** The input whose folder a path lies in: on the service, and in the local Azure ML. */
export const inputOfPath = (text: string): string | undefined =>
  /\/(?:cap\/data-capability\/wd\/(?:INPUT_)?|jobs\/\d+\/inputs\/)([A-Za-z_]\w*)/.exec(text)?.[1]

/** Names that Python could import of the files of the user's code, wherever they lie in it. */
export function modulesIn(paths: readonly string[]): string[] {
  const names = paths.flatMap((path) => path.replace(/\.py$/, '').split('/'))
  return [...new Set(names.filter((name) => /^[A-Za-z_]\w*$/.test(name)))]
}
