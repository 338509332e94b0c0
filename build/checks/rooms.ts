/** What one room may import. Paths are prefixes from the project's folder; `node` allows Node's own modules. */
export interface Room {
  readonly folder: string
  readonly local: readonly string[]
  readonly node: boolean
  readonly packages: readonly string[]
}

const engine = 'electron/engine'
const domain = ['shared/domain/', 'shared/base/']

/** Who may import whom (docs: the house plan). A file belongs to the most specific room that holds it. */
export const rooms: readonly Room[] = [
  { folder: 'shared/', local: ['shared/'], node: false, packages: ['zod'] },
  {
    folder: `${engine}/`,
    local: ['shared/', `${engine}/`],
    node: true,
    packages: ['zod', 'ulid', 'better-sqlite3', '@cedar-policy/cedar-wasm', '@modelcontextprotocol/sdk', '@azure/msal-node'],
  },
  // Values in, values out: these see the nouns and their own contract, never the store and never each other.
  {
    folder: `${engine}/connectors/`,
    // Redaction and the reading of addresses are pure and exist once, where the way out is; a provider's sign-in library
    // sends through that way too.
    local: [
      ...domain,
      `${engine}/connectors/`,
      `${engine}/http/redact.ts`,
      `${engine}/http/address.ts`,
      `${engine}/http/error-code.ts`,
      `${engine}/http/loopback-fetch.ts`,
      `${engine}/http/sign-in-network.ts`,
    ],
    node: true,
    packages: [
      'zod',
      '@aws-sdk',
      '@azure/msal-node',
      '@modelcontextprotocol/sdk',
      '@octokit/auth-app',
      'google-auth-library',
      'jsonc-parser',
      'saxes',
      'smol-toml',
      'yaml',
      'yauzl',
    ],
  },
  { folder: `${engine}/risk/`, local: [...domain, `${engine}/risk/`], node: false, packages: ['zod'] },
  { folder: `${engine}/policy/`, local: [...domain, `${engine}/policy/`], node: true, packages: ['zod', '@cedar-policy/cedar-wasm'] },
  {
    folder: `${engine}/reports/`,
    local: [...domain, `${engine}/reports/`],
    node: true,
    packages: ['zod', 'pdfkit', 'csv-stringify', 'roboto-fontface'],
  },
  { folder: 'electron/estate/', local: [...domain, 'electron/estate/'], node: true, packages: [] },
  {
    folder: 'electron/cli/',
    local: ['electron/cli/', `${engine}/`, 'electron/estate/', 'shared/', 'package.json'],
    node: true,
    packages: ['commander'],
  },
  { folder: 'electron/preload/', local: ['electron/preload/', 'shared/contract/'], node: false, packages: ['electron'] },
  { folder: 'electron/main/', local: ['electron/main/', 'shared/'], node: true, packages: ['electron'] },
  {
    folder: 'renderer/',
    local: ['renderer/', 'shared/'],
    node: false,
    packages: [
      'react',
      'react-dom',
      'zustand',
      '@codemirror',
      '@lezer/highlight',
      '@mantine',
      '@tabler/icons-react',
      'ag-grid-community',
      'ag-grid-react',
      'get-nonce',
      'recharts',
      'zod',
    ],
  },
]
