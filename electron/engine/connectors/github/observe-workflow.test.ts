import { describe, expect, it } from 'vitest'
import { observeAgentWorkflow } from './observe-workflow.ts'

const yaml = (text: string, isPublic = false) =>
  observeAgentWorkflow({ repository: 'o/r', path: '.github/workflows/a.yml', text, public: isPublic })
const markdown = (text: string) => observeAgentWorkflow({ repository: 'o/r', path: '.github/workflows/a.md', text, public: false })

const using = (uses: string, rest = '') =>
  `on: { schedule: [{ cron: "0 5 * * *" }] }\n${rest}\njobs:\n  a:\n    steps:\n      - run: curl https://api.openai.com\n      - uses: ${uses}\n`

describe('a workflow file', () => {
  it.each([
    ['no AI', 'on: push\njobs: { a: { steps: [{ uses: actions/checkout@v5 }] } }'],
    ['a name that only looks like one', using('someone/claude-code-action@v1')],
    ['no jobs', 'on: push'],
    ['a list', '- a\n- b'],
    ['nothing', ''],
    ['jobs of another type', 'jobs: 7'],
    ['steps of another type', 'jobs: { a: { steps: { uses: 1 } }, b: null, c: [] }'],
  ])('is no agent: %s', (_, text) => expect(yaml(text)).toBeNull())

  it('that cannot be read is told from one without AI', () => {
    expect(yaml('a: [unclosed')).toBe('unreadable')
    expect(markdown('---\na: [unclosed\n---\n')).toBe('unreadable')
  })

  it.each([
    ['anthropics/claude-code-action@v1', 'autonomous-agent', 'Anthropic'],
    ['openai/codex-action@v1', 'autonomous-agent', 'OpenAI'],
    ['actions/ai-inference@v2', 'workflow', 'GitHub'],
  ])('%s makes it a %s of %s', (uses, agentKind, vendor) => {
    expect(yaml(using(uses))).toMatchObject({ agentKind, models: [{ vendor }], signals: [{ value: uses, certainty: 'certain' }] })
  })

  it('says how far it acts alone, by its triggers and its permissions', () => {
    expect(yaml(using('openai/codex-action@v1', 'permissions: { contents: read }'))).toMatchObject({
      autonomy: { floor: 'A1', ceiling: 'A4' },
    })
    expect(yaml(using('openai/codex-action@v1', 'permissions: write-all'))).toMatchObject({ autonomy: { floor: 'A4' } })
    const byHand = using('openai/codex-action@v1', 'permissions: { contents: write }').replace(/^on:.*$/m, 'on: workflow_dispatch')
    expect(yaml(byHand)).toMatchObject({ autonomy: { floor: 'A3' }, traits: ['private-data'] })
  })

  it('without permissions of its own shows a gap, not nothing', () => {
    const seen = yaml(using('openai/codex-action@v1'))
    expect(seen).toMatchObject({ tools: [{ powers: [{ resource: 'unknown', sensitivity: 'unknown' }] }] })
  })

  it('takes in what strangers write only where strangers can write', () => {
    const text = using('openai/codex-action@v1').replace(/^on:.*$/m, 'on: [issues, issue_comment]')
    expect(yaml(text, true)).toMatchObject({ traits: ['untrusted-input'], exposure: 'public' })
    expect(yaml(text, false)).toMatchObject({ traits: ['private-data'], exposure: 'group' })
  })

  it('keeps names of variables and no value', () => {
    const text = `${using('openai/codex-action@v1')}        env: { OPENAI_API_KEY: sk-planted-0123456789abcdef }\n        with: { prompt: "planted prompt" }\n`
    const seen = yaml(text)
    expect(seen).toMatchObject({ details: { 'Environment names': 'OPENAI_API_KEY, prompt' } })
    expect(JSON.stringify(seen)).not.toContain('planted')
  })

  it('in Markdown is an agent where it has a trigger, and keeps its instructions as a hash', () => {
    const seen = markdown('---\non: daily\nengine: copilot\nsafe-outputs:\n  create-issue:\n---\n# Daily\nplanted words\n')
    expect(seen).toMatchObject({ name: 'Daily', agentKind: 'autonomous-agent', models: [{ vendor: 'GitHub' }], autonomy: { floor: 'A4' } })
    expect(seen).toMatchObject({ instructionsHash: expect.stringMatching(/^[0-9a-f]{64}$/), details: { 'May write': 'create-issue' } })
    expect(JSON.stringify(seen)).not.toContain('planted')
    expect(markdown('# Notes for people\n')).toBeNull()
    expect(markdown('---\ntitle: shared part\n---\ntext\n')).toBeNull()
  })
})
