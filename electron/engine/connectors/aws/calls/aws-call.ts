import type { CallDeclaration } from '../../connector.ts'
import { type ServiceId, services } from '../services.ts'

/** A declared call, which of the provider's services and operations it is, and the official client's command for it. */
export interface AwsCall extends CallDeclaration {
  readonly service: ServiceId
  readonly operation: string
  /** Loaded when it is first made, and of its library nothing else. */
  readonly command: () => Promise<Command>
}

/** What an official client sends, made from what is asked. */
type Command = new (input: never) => object
type Loads = AwsCall['command']

type Told = Pick<AwsCall, 'id' | 'service' | 'operation' | 'command' | 'method' | 'path' | 'permissions' | 'why'> & Partial<AwsCall>

const call = (told: Told): AwsCall => {
  const { method, access = 'read' } = told
  const { host, hostValues } = services[told.service]
  const lists: Partial<AwsCall> = method === 'POST' && access === 'read' ? { readsByPost: 'the provider reads by POST here' } : {}
  return { access, quota: told.service, host, ...(hostValues === undefined ? {} : { hostValues }), ...lists, ...told }
}

/** A read whose path says which it is. */
export const get = (
  id: string,
  service: ServiceId,
  operation: string,
  command: Loads,
  path: string,
  permission: string,
  why: string,
): AwsCall => call({ id, service, operation, command, method: 'GET', path, permissions: [permission], why })

/** A list that the provider gives by POST. */
export const post = (
  id: string,
  service: ServiceId,
  operation: string,
  command: Loads,
  path: string,
  permission: string,
  why: string,
): AwsCall => call({ id, service, operation, command, method: 'POST', path, permissions: [permission], why })

export const write = (
  method: 'PUT' | 'DELETE',
  id: string,
  service: ServiceId,
  operation: string,
  command: Loads,
  path: string,
  permission: string,
  why: string,
): AwsCall => call({ id, service, operation, command, method, path, permissions: [permission], why, access: 'write' })

/** One path for all operations; a header names it. */
export const target = (
  id: string,
  service: ServiceId,
  prefix: string,
  operation: string,
  command: Loads,
  permission: string,
  why: string,
): AwsCall => ({
  ...post(id, service, operation, command, '/', permission, why),
  named: { by: 'header', name: 'x-amz-target', value: `${prefix}.${operation}` },
})

/** One path for all operations; a form field names it. */
export const form = (
  id: string,
  service: ServiceId,
  operation: string,
  command: Loads,
  permission: string,
  why: string,
  more: Partial<AwsCall> = {},
): AwsCall =>
  call({
    id,
    service,
    operation,
    command,
    method: 'POST',
    path: '/',
    permissions: [permission],
    why,
    named: { by: 'form', name: 'Action', value: operation },
    ...more,
  })
