import type { CommandJobSpec } from './command-job-spec.ts'
import { integer } from '../format/fields.ts'
import { accessFields, labelFields, readOnlyJobKeys, runFields, targetFields } from './job-fields.ts'
import { schemaKey } from '../format/json-schema.ts'
import { object } from '../format/objects.ts'
import type { Fields } from '../format/objects.ts'

const { resources, distribution, ...commandFields } = runFields

const fields: Fields<Omit<CommandJobSpec, 'restOnly'>> = {
  ...labelFields,
  ...commandFields,
  ...targetFields,
  resources,
  distribution,
  limits: {
    type: object<NonNullable<CommandJobSpec['limits']>>({
      fields: {
        timeoutSeconds: {
          key: 'timeout',
          type: integer({ examples: [3600] }),
          doc: 'Seconds after which the job is ended.',
        },
      },
    }),
    doc: 'When the job has to stop.',
  },
  ...accessFields,
}

/** The whole of a `command` YAML file. */
export const commandJobFields = object<Omit<CommandJobSpec, 'restOnly'>>({
  title: 'Command job',
  doc: 'A job that runs one command, as `az ml job create` takes it.',
  fields,
  readOnlyKeys: readOnlyJobKeys,
  otherKeys: {
    $schema: schemaKey,
    type: { const: 'command', description: 'Kind of the job. Left out, a command job.' },
  },
  snippets: [
    {
      label: 'command job',
      description: 'A small command job',
      body: {
        command: '${1:python main.py}',
        code: '${2:./src}',
        environment: '${3:azureml:my-env@latest}',
        compute: '${4:azureml:cpu-cluster}',
      },
    },
  ],
})
