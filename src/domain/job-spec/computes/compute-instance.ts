import {
  checkCompute,
  computeFields,
  computeOtherKeys,
  computeReadOnlyKeys,
  identityField,
  networkField,
} from './compute-fields.ts'
import type { ComputeCommon, ComputeIdentity, NetworkSettings } from './compute-fields.ts'
import { boolean, enumeration, freeMap, integer, list, string } from '../format/fields.ts'
import type { FieldType } from '../format/fields.ts'
import type { YamlValue } from '../yaml/yaml-values.ts'
import { object, tagged } from '../format/objects.ts'
import { parseObject } from '../format/parse-object.ts'
import type { ParseResult } from '../problems.ts'

type Pattern = {
  hours: number[]
  minutes: number[]
  weekDays?: ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[]
}

type Clock = { startTime?: string; timeZone?: string }

type Trigger =
  | ({ type: 'cron'; expression: string } & Clock)
  | ({
      type: 'recurrence'
      frequency: 'minute' | 'hour' | 'day' | 'week' | 'month'
      interval: number
      schedule?: Pattern
    } & Clock)

type StartStop = { action: 'start' | 'stop'; trigger?: Trigger; state?: 'enabled' | 'disabled' }

type SetupScript = { path?: string; command?: string; timeoutMinutes?: number }

type CustomApplication = {
  name: string
  type?: 'docker'
  image: { reference: string }
  endpoints: { target: number; published: number }[]
  environmentVariables?: Record<string, YamlValue>
  bindMounts?: { source: string; target: string }[]
}

/** A compute instance, one person's machine, as its CLI v2 YAML describes it. Undefined means left out. */
export type ComputeInstanceSpec = ComputeCommon & {
  size?: string
  sshPublicAccessEnabled?: boolean
  sshSettings?: { sshKeyValue?: string }
  networkSettings?: NetworkSettings
  createOnBehalfOf?: { userTenantId: string; userObjectId: string }
  schedules?: { computeStartStop?: StartStop[] }
  identity?: ComputeIdentity
  idleTimeBeforeShutdown?: string
  idleTimeBeforeShutdownMinutes?: number
  setupScripts?: { creationScript?: SetupScript; startupScript?: SetupScript }
  customApplications?: CustomApplication[]
  enableNodePublicIp?: boolean
  enableSso?: boolean
  enableRootAccess?: boolean
  releaseQuotaOnStop?: boolean
  enableOsPatching?: boolean
  resourceId?: string
}

const clock = {
  startTime: {
    type: string({ examples: ['2030-03-10T21:21:07'] }),
    doc: 'First time, as text: `"2030-03-10T21:21:07"`.',
  },
  timeZone: {
    type: string({ examples: ['W. Europe Standard Time'] }),
    doc: 'Time zone, as Windows names it.',
    default: 'UTC',
  },
}

const trigger = tagged<Trigger>({
  variants: {
    cron: {
      doc: 'By a cron expression.',
      fields: {
        expression: { type: string({ examples: ['0 18 * * *'] }), required: true, doc: 'When, as cron writes it.' },
        ...clock,
      },
    },
    recurrence: {
      doc: 'Every so many minutes, hours, days, weeks or months.',
      fields: {
        frequency: {
          type: enumeration({
            values: { minute: 'Minutes.', hour: 'Hours.', day: 'Days.', week: 'Weeks.', month: 'Months.' },
          }),
          required: true,
          doc: 'What is counted.',
        },
        interval: { type: integer(), required: true, doc: 'How many of them lie between two times.' },
        schedule: {
          type: object<Pattern>({
            fields: {
              hours: { type: list(integer()), required: true, doc: 'Hours of the day, 0 to 23.' },
              minutes: { type: list(integer()), required: true, doc: 'Minutes of the hour.' },
              weekDays: {
                type: list(
                  enumeration({
                    values: {
                      monday: 'Monday.',
                      tuesday: 'Tuesday.',
                      wednesday: 'Wednesday.',
                      thursday: 'Thursday.',
                      friday: 'Friday.',
                      saturday: 'Saturday.',
                      sunday: 'Sunday.',
                    },
                  }),
                ),
                doc: 'Days of the week.',
              },
            },
          }),
          doc: 'At which times of the day.',
        },
        ...clock,
      },
    },
  },
})

const startStop = object<StartStop>({
  fields: {
    action: {
      type: enumeration({ values: { start: 'Starts the instance.', stop: 'Stops the instance.' } }),
      required: true,
      doc: 'What happens then.',
    },
    trigger: { type: trigger, doc: 'When it happens.' },
    state: {
      type: enumeration({ values: { enabled: 'In force.', disabled: 'Kept, and not in force.' } }),
      doc: 'Whether the schedule is in force.',
      default: 'enabled',
    },
  },
})

const setupScript = object<SetupScript>({
  fields: {
    path: { type: string(), doc: 'Path of the script in the workspace’s file share.' },
    command: { type: string(), doc: 'Arguments of the script.' },
    timeoutMinutes: { type: integer(), doc: 'Minutes after which it is ended.' },
  },
})

/** Ports below and above are the system's own. */
const port: FieldType<number> = {
  ...integer(),
  read(node, path, log) {
    const value = integer().read(node, path, log)
    if (value !== undefined && (value <= 1025 || value >= 65_535)) {
      log.error(node, path, 'A port lies between 1025 and 65535.')
    }
    return value
  },
}

const customApplication = object<CustomApplication>({
  fields: {
    name: { type: string(), required: true, doc: 'Name of the application.' },
    type: { type: enumeration({ values: { docker: 'A Docker image.' } }), doc: 'How it runs.', default: 'docker' },
    image: {
      type: object<CustomApplication['image']>({
        fields: { reference: { type: string(), required: true, doc: 'Name of the image.' } },
      }),
      required: true,
      doc: 'Image that runs.',
    },
    endpoints: {
      type: list(
        object<CustomApplication['endpoints'][number]>({
          fields: {
            target: { type: port, required: true, doc: 'Port inside of the container.' },
            published: { type: port, required: true, doc: 'Port on the instance.' },
          },
        }),
      ),
      required: true,
      doc: 'Ports that are open.',
    },
    environmentVariables: { type: freeMap(), doc: 'Variables of the container.' },
    bindMounts: {
      type: list(
        object<NonNullable<CustomApplication['bindMounts']>[number]>({
          fields: {
            source: { type: string(), required: true, doc: 'Folder on the instance.' },
            target: { type: string(), required: true, doc: 'The same folder inside of the container.' },
          },
        }),
      ),
      doc: 'Folders that the container sees.',
    },
  },
})

const fields = object<ComputeInstanceSpec>({
  title: 'Compute instance',
  doc: 'A machine for one person, as `az ml compute create` takes it.',
  fields: {
    ...computeFields,
    size: { type: string({ examples: ['Standard_DS3_v2'] }), doc: 'VM size.', default: 'STANDARD_DS3_V2' },
    sshPublicAccessEnabled: { type: boolean(), doc: 'Whether the SSH port is open to the internet.' },
    sshSettings: {
      type: object<NonNullable<ComputeInstanceSpec['sshSettings']>>({
        fields: { sshKeyValue: { type: string(), doc: 'Public key of the administrator.' } },
        readOnlyKeys: ['admin_username', 'ssh_port'],
      }),
      doc: 'Account for SSH.',
    },
    networkSettings: { type: networkField, doc: 'Network the instance stands in.' },
    createOnBehalfOf: {
      type: object<NonNullable<ComputeInstanceSpec['createOnBehalfOf']>>({
        fields: {
          userTenantId: { type: string(), required: true, doc: 'Tenant of the user.' },
          userObjectId: { type: string(), required: true, doc: 'Object id of the user.' },
        },
      }),
      doc: 'The person the instance is for, where that is not you.',
    },
    schedules: {
      type: object<NonNullable<ComputeInstanceSpec['schedules']>>({
        fields: { computeStartStop: { type: list(startStop), doc: 'Times to start and to stop.' } },
      }),
      doc: 'When the instance starts and stops by itself.',
    },
    identity: { type: identityField, doc: 'Managed identity of the instance.' },
    idleTimeBeforeShutdown: {
      type: string({ examples: ['PT30M'] }),
      doc: 'Old spelling of `idle_time_before_shutdown_minutes`: ISO 8601.',
    },
    idleTimeBeforeShutdownMinutes: { type: integer(), doc: 'Minutes without work after which it stops; 15 to 4320.' },
    setupScripts: {
      type: object<NonNullable<ComputeInstanceSpec['setupScripts']>>({
        fields: {
          creationScript: { type: setupScript, doc: 'Runs once, when the instance is made.' },
          startupScript: { type: setupScript, doc: 'Runs at every start.' },
        },
      }),
      doc: 'Scripts that prepare the instance.',
    },
    customApplications: { type: list(customApplication), doc: 'Applications that run beside the notebooks.' },
    enableNodePublicIp: { type: boolean(), doc: 'Whether it has a public address.', default: true },
    enableSso: { type: boolean(), doc: 'Whether people are signed in by their Azure account.', default: true },
    enableRootAccess: { type: boolean(), doc: 'Whether its user can become root.', default: true },
    releaseQuotaOnStop: { type: boolean(), doc: 'Whether its cores are free for others while it is stopped.' },
    enableOsPatching: { type: boolean(), doc: 'Whether the operating system is patched.' },
    resourceId: { type: string(), doc: 'Taken and not used for an instance.' },
  },
  readOnlyKeys: [...computeReadOnlyKeys, 'state', 'last_operation', 'services', 'os_image_metadata'],
  otherKeys: computeOtherKeys('computeinstance'),
})

/** Reads the YAML of a compute instance. Its type is the caller's business: see parseCompute. */
export const parseComputeInstance = (text: string): ParseResult<ComputeInstanceSpec> =>
  parseObject(text, fields, checkCompute)
