import { artifacts } from './artifacts.ts'
import { data, environments, models } from './assets.ts'
import { codes } from './codes.ts'
import { computes, usages, vmSizes } from './computes.ts'
import { datastores } from './datastores.ts'
import { jobs } from './jobs.ts'
import { mlflow } from './mlflow.ts'
import { permissions } from './permissions.ts'
import { runHistory } from './run-history.ts'
import { subscriptions, tenants } from './subscriptions.ts'
import { workspaces } from './workspaces.ts'

/**
 * Everything the studio asks of Azure, by resource. For code that needs much of it; what belongs to the first load
 * imports the one resource it needs, so that the others stay out of it.
 */
export const azureml = {
  tenants,
  subscriptions,
  workspaces,
  permissions,
  computes,
  vmSizes,
  usages,
  jobs,
  codes,
  data,
  environments,
  models,
  datastores,
  runHistory,
  mlflow,
  artifacts,
}

export type AzureMl = typeof azureml
