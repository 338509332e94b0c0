/** The values that a filled path gives the parameters of its template, unescaped; null when it is not of that template. */
export function valuesOf(template: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = template.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const values: [string, string][] = []
  for (const [index, segment] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1]
    const value = given[index] ?? ''
    if (name === undefined && segment !== value) return null
    if (name !== undefined) values.push([name, decodeURIComponent(value)])
  }
  return Object.fromEntries(values)
}
