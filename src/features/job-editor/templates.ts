/** Where a draft starts that comes from nowhere else. */
export const emptyJob = `$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
type: command
display_name: my-job
command: echo "hello world"
environment: azureml:
compute: azureml:
`
