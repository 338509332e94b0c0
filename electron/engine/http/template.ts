import { fail, ok, type Result } from '../../../shared/base/result.ts'

/** Fills `{name}` in a path template; each value becomes exactly one escaped segment (or a part of it), never more. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): Result<string> {
  const missing: string[] = []
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    // `.` and `..` would be folded away by the URL parser and leave the template.
    if (value === undefined || value === '' || value === '.' || value === '..') {
      missing.push(name)
      return ''
    }
    return encodeURIComponent(value)
  })
  if (missing.length > 0) return fail('bug', `the call ${template} has no usable value for ${missing.join(', ')}`)
  return ok(path)
}

/**
 * Fills `{name}` in a host template; each value is one DNS label, or one of the values declared for it. A value may come from a
 * provider's reply, so anything else would let a reply choose where a token goes.
 */
export function fillHost(
  template: string,
  values: Readonly<Record<string, string>>,
  declared: Readonly<Record<string, readonly string[]>> = {},
): Result<string> {
  const refused: string[] = []
  const host = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? (values[name] ?? '') : ''
    const fits = Object.hasOwn(declared, name)
      ? declared[name]?.includes(value) === true
      : /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(value)
    if (!fits) refused.push(name)
    return value
  })
  if (refused.length === 0) return ok(host)
  return fail('unexpected-reply', `the address of this call has no usable value for ${refused.join(', ')}; nothing was asked`, {
    subject: template,
    next: 'Check the names in the provider’s console; if they are right, report it with the log.',
  })
}

/** Whether a path is one the template describes: a parameter matches within one segment. */
export function matchesTemplate(template: string, path: string): boolean {
  const pattern = template
    .split(/\{\w+\}/)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]+')
  return new RegExp(`^${pattern}$`).test(path) || new RegExp(`^${pattern}$`).test(decodeOnce(path))
}

/** Providers escape quotes and brackets differently in their next links; `%2F` stays escaped, so segments stay segments. */
function decodeOnce(path: string): string {
  try {
    return path
      .split('/')
      .map((segment) => (/%2f|%5c/i.test(segment) ? segment : decodeURIComponent(segment)))
      .join('/')
  } catch {
    return path
  }
}
