import type { Place } from './layout.ts'

/** One program that serves models on this computer, and where it keeps them. Adding one is one row. */
export interface ModelServerRow {
  readonly id: string
  readonly title: string
  readonly vendor: string
  readonly marks: readonly Place[]
  /** Folders of models and how deep below them a model's name stands; `file` keeps the names of model files. */
  readonly models: readonly { readonly at: Place; readonly levels: number; readonly file?: RegExp }[]
  readonly address: string
  /** Files in which a line opens it beyond this machine. */
  readonly opened: readonly { readonly at: Place; readonly line: RegExp }[]
  readonly processes: readonly string[]
}

const shellFiles: readonly Place[] = [
  '~/.bashrc',
  '~/.zshrc',
  '~/.profile',
  '~/.zshenv',
  '~/.bash_profile',
  '~/.config/environment.d/ollama.conf',
  '/etc/environment',
]
const anyAddress = String.raw`(0\.0\.0\.0|\[?::\]?|\*)`
const ollamaOpen = new RegExp(String.raw`^[^#\n]*OLLAMA_HOST["']?\s*[=:]\s*["']?(https?://)?${anyAddress}`, 'm')
const gguf = /\.(gguf|ggml|bin)$/i

export const modelServerTable: readonly ModelServerRow[] = [
  {
    id: 'ollama',
    title: 'Ollama',
    vendor: 'Ollama',
    marks: ['~/.ollama', '/usr/share/ollama/.ollama'],
    models: [
      { at: '~/.ollama/models/manifests', levels: 4 },
      { at: '/usr/share/ollama/.ollama/models/manifests', levels: 4 },
    ],
    address: 'http://127.0.0.1:11434',
    opened: [
      ...shellFiles.map((at) => ({ at, line: ollamaOpen })),
      { at: { linux: '/etc/systemd/system/ollama.service' }, line: ollamaOpen },
      { at: { linux: '/etc/systemd/system/ollama.service.d/override.conf' }, line: ollamaOpen },
      { at: { linux: '~/.config/systemd/user/ollama.service' }, line: ollamaOpen },
      {
        at: { darwin: '~/Library/LaunchAgents/*ollama*.plist' },
        line: new RegExp(String.raw`OLLAMA_HOST</key>\s*<string>(https?://)?${anyAddress}`),
      },
    ],
    processes: ['ollama'],
  },
  {
    id: 'lm-studio',
    title: 'LM Studio server',
    vendor: 'Element Labs',
    marks: ['~/.lmstudio/models', '~/.cache/lm-studio/models'],
    models: [
      { at: '~/.lmstudio/models', levels: 2 },
      { at: '~/.cache/lm-studio/models', levels: 2 },
    ],
    address: 'http://127.0.0.1:1234',
    opened: [
      { at: '~/.lmstudio/.internal/http-server-config.json', line: new RegExp(String.raw`"networkInterface"\s*:\s*"${anyAddress}"`) },
    ],
    processes: ['lms', 'lm-studio'],
  },
  {
    id: 'jan',
    title: 'Jan',
    vendor: 'Menlo Research',
    marks: ['~/jan', { darwin: '{library}/Jan/data', linux: '~/.local/share/Jan/data', win32: '{appdata}/Jan/data' }],
    models: [
      { at: '~/jan/models', levels: 1 },
      {
        at: {
          darwin: '{library}/Jan/data/llamacpp/models',
          linux: '~/.local/share/Jan/data/llamacpp/models',
          win32: '{appdata}/Jan/data/llamacpp/models',
        },
        levels: 1,
      },
    ],
    address: 'http://127.0.0.1:1337',
    opened: [],
    processes: ['jan'],
  },
  {
    id: 'gpt4all',
    title: 'GPT4All',
    vendor: 'Nomic',
    marks: [{ darwin: '{library}/nomic.ai/GPT4All', linux: '~/.local/share/nomic.ai/GPT4All', win32: '{local}/nomic.ai/GPT4All' }],
    models: [
      {
        at: { darwin: '{library}/nomic.ai/GPT4All', linux: '~/.local/share/nomic.ai/GPT4All', win32: '{local}/nomic.ai/GPT4All' },
        levels: 1,
        file: gguf,
      },
    ],
    address: 'http://127.0.0.1:4891',
    opened: [],
    processes: ['gpt4all', 'chat'],
  },
  {
    id: 'llama-cpp',
    title: 'llama.cpp',
    vendor: 'ggml',
    marks: [{ darwin: '~/Library/Caches/llama.cpp', linux: '~/.cache/llama.cpp', win32: '{local}/llama.cpp' }],
    models: [
      { at: { darwin: '~/Library/Caches/llama.cpp', linux: '~/.cache/llama.cpp', win32: '{local}/llama.cpp' }, levels: 1, file: gguf },
    ],
    address: 'http://127.0.0.1:8080',
    opened: [],
    processes: ['llama-server'],
  },
  {
    id: 'localai',
    title: 'LocalAI',
    vendor: 'LocalAI',
    marks: ['~/.localai'],
    models: [{ at: '~/.localai/models', levels: 1, file: /\.(gguf|ya?ml)$/i }],
    address: 'http://127.0.0.1:8080',
    opened: [],
    processes: ['local-ai'],
  },
]
