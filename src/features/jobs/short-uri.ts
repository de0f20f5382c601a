/** A signature opens what it signs to everybody who reads it over a shoulder or on a screenshot. */
export const withoutSignature = (uri: string): string => uri.replace(/([?&]sig=)[^&#]*/gi, '$1…')

/** An `azureml://` address without the workspace it spells out, which is the page's own nearly always. */
export const shortUri = (uri: string): string =>
  withoutSignature(uri).replace(
    /^azureml:\/\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/workspaces\/[^/]+\//i,
    'azureml://',
  )
