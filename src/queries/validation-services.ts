import { azureml, type AzureMl } from '../api/azureml.ts'

/** What a dry run asks of the service. It only reads. */
export type ValidationServices = Readonly<{
  permissions: AzureMl['permissions']
  workspaces: Pick<AzureMl['workspaces'], 'get'>
  jobs: Pick<AzureMl['jobs'], 'get'>
  computes: Pick<AzureMl['computes'], 'get'>
  vmSizes: AzureMl['vmSizes']
  usages: AzureMl['usages']
  environments: Pick<AzureMl['environments'], 'versions' | 'getVersion'>
  data: Pick<AzureMl['data'], 'versions' | 'getVersion'>
  models: Pick<AzureMl['models'], 'versions' | 'getVersion'>
  datastores: Pick<AzureMl['datastores'], 'get'>
  codes: Pick<AzureMl['codes'], 'getVersion'>
}>

export const validationServices = (): ValidationServices => azureml
