import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {{ readonly name: string, readonly version: string, readonly licence: string | null, readonly text: string | null }} Shipped
 * A package of the product: its licence as an SPDX expression, and the text of its licence file where it has one.
 */

/** Licences under which a package may be part of the product; none asks for more than its notice. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])

/**
 * Whether an SPDX expression is one of the allowed licences: all sides of an AND, one side of an OR. What is not understood is not allowed.
 * @param {string | null} expression
 * @returns {boolean}
 */
export function mayShip(expression) {
  if (expression === null) return false
  const bare = expression.replace(/^\(([^()]*)\)$/, '$1').trim()
  if (/[()]/.test(bare)) return false
  return bare.split(/\s+OR\s+/i).some((side) => side.split(/\s+AND\s+/i).every((one) => allowed.has(one.trim())))
}

/**
 * The packages that are part of the product, from the lockfile and what is installed.
 * @param {string} root
 * @returns {readonly Shipped[]}
 */
export function shippedPackages(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const names = Object.entries(packages).filter(
    ([path, { dev, devOptional, optional }]) => path !== '' && !dev && !devOptional && !optional,
  )
  return names.map(([path]) => shipped(join(root, path))).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * The notice that goes with the product: each package, its licence, and the licence's text once for all that share it.
 * @param {readonly Shipped[]} packages
 */
export function notice(packages) {
  const byText = Map.groupBy(packages, ({ text, licence }) => text ?? `Licence: ${licence}`)
  const parts = [...byText].map(([text, sharing]) => {
    const list = sharing.map(({ name, version, licence }) => `${name} ${version} (${licence})`)
    return `${list.join('\n')}\n\n${text.trim()}\n`
  })
  const head = 'Rollcall contains the packages below. Each stands under its own licence, whose text follows its name.\n'
  return [head, ...parts].join(`\n${'-'.repeat(80)}\n\n`)
}

/**
 * @param {string} folder
 * @returns {Shipped}
 */
function shipped(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const text = licenceText(folder)
  // A few manifests leave it to the file.
  const said = text?.startsWith('MIT License\n') ? 'MIT' : null
  return { name, version, licence: typeof license === 'string' ? license : said, text }
}

/** @param {string} folder */
function licenceText(folder) {
  const file = existsSync(folder) ? readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(entry)) : undefined
  return file === undefined ? null : readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
}
