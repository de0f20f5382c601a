/** An `azureml://` address without the workspace it spells out, which is the page's own nearly always. */
export const shortUri = (uri: string): string =>
  uri.replace(/^azureml:\/\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/workspaces\/[^/]+\//i, 'azureml://')
