import { ServiceError } from '../errors.ts'

/**
 * Limits of one run in Azure. That of metric names is documented, and how it is enforced is not: here as that of
 * parameters, which people have met.
 * https://learn.microsoft.com/azure/machine-learning/resource-limits-capacity
 * https://github.com/Azure/azure-sdk-for-python/issues/35685
 */
export const parameterLimit = 200
export const metricNameLimit = 50

/**
 * @param size how many there would be, a count of the database
 * @throws ServiceError 400 INVALID_PARAMETER_VALUE in the words of the service
 */
export function checkLimit(field: string, limit: number, size: unknown): void {
  if (Number(size) <= limit) return
  throw new ServiceError(
    400,
    'INVALID_PARAMETER_VALUE',
    `A field of the entity is over the size limit. FieldName=${field}, Limit=${limit}, Size=${Number(size)}. ` +
      'See https://aka.ms/azure-machine-learning-limits for service limits documentation.',
  )
}
